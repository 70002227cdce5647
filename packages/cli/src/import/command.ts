import type { StewardClient } from '@steward/client/create-client.ts';
import { applyImport, discardImport, type PlannedImport, planImportOf } from '@steward/client/import.ts';
import type { CodeownersDialect } from '@steward/domain/code/codeowners-rule.ts';
import type { ImportPlan } from '@steward/domain/exchange/plan/types.ts';
import { planTsvHeader, printPlanText, printPlanTsv } from '@steward/domain/exchange/print-plan.ts';
import { accept, type ExitCode, exit, type Outcome, wrongUse } from '../exit.ts';
import { connectServer, refusalOf } from '../find-server.ts';
import { progressOf, waitingAloud } from '../progress.ts';
import { readSettings } from '../read-settings.ts';
import { repositoryOf } from '../repository-of.ts';
import type { Terminal } from '../terminal.ts';
import { headCommit } from '../working-copy.ts';
import { importRecords, isRecordsFile } from './import-records.ts';
import { readTree } from './read-tree.ts';
import { type Tree, treesOf } from './trees.ts';

export interface ImportOptions {
  readonly names: readonly string[];
  readonly repository?: string;
  readonly commit?: string;
  readonly dialect?: string;
  readonly registered?: boolean;
  readonly prune?: boolean;
  readonly dryRun?: boolean;
  readonly skipBad?: boolean;
  readonly json?: boolean;
  readonly tsv?: boolean;
  readonly server?: string;
}

interface Done {
  readonly planned: PlannedImport;
  /** Records that got a new revision; null when nothing was applied. */
  readonly written: number | null;
  /** False when there was no file that an import reads. */
  readonly found: boolean;
}

const dialects: Readonly<Record<string, CodeownersDialect>> = { github: 'GITHUB', gitlab: 'GITLAB' };

/** `steward import`: every repository that was named, one after the other. Exit code 1 when something needs a look. */
export async function importFiles(options: ImportOptions, terminal: Terminal): Promise<Outcome<ExitCode>> {
  if (options.json && options.tsv) return wrongUse('choose one of --json and --tsv');
  const dialect = options.dialect === undefined ? null : dialects[options.dialect];
  if (dialect === undefined) return wrongUse(`--dialect is "${options.dialect}": choose github or gitlab`);
  if (options.commit !== undefined && !/^[0-9a-f]{4,64}$/i.test(options.commit))
    return wrongUse(
      `--commit is "${options.commit}": give the id of a commit, such as 1f2e3d4, as \`git rev-parse HEAD\` prints it`,
    );
  const settings = readSettings(terminal, { server: options.server });
  if (!settings.ok) return settings;
  const records = options.names.filter(isRecordsFile);
  if (records.length > 0) {
    if (records.length < options.names.length || options.tsv)
      return wrongUse(
        `import ${records.join(' ')} by a command of its own${options.tsv ? ', without --tsv' : ''}`,
      );
    const server = connectServer(settings.value, terminal);
    return server.ok ? importRecords(options, server.value, terminal) : server;
  }
  const trees = treesOf(options.names, terminal.cwd);
  if (!trees.ok) return trees;
  if (trees.value.length > 1 && (options.repository !== undefined || options.commit !== undefined))
    return wrongUse(
      '--repository and --commit are for one repository: import the others by commands of their own',
    );
  const client = connectServer(settings.value, terminal);
  if (!client.ok) return client;
  const done: Done[] = [];
  for (const tree of trees.value) {
    const imported = await importTree(tree, { ...options, dialect }, client.value, terminal);
    if (!imported.ok) return imported;
    if (!options.json && !options.tsv) await terminal.print(textOf(imported.value));
    done.push(imported.value);
  }
  if (options.json) await terminal.print(jsonOf(done));
  if (options.tsv) await terminal.print(tsvOf(done.map(({ planned }) => planned.plan)));
  return accept(done.some(needsALook) ? exit.findings : exit.done);
}

async function importTree(
  tree: Tree,
  options: Omit<ImportOptions, 'dialect'> & { dialect: CodeownersDialect | null },
  client: StewardClient,
  terminal: Terminal,
): Promise<Outcome<Done>> {
  const repository = repositoryOf(options.repository, tree.root);
  if (!repository.ok) return repository;
  const read = readTree(tree, { repository: repository.value, dialect: options.dialect });
  if (!read.ok) return read;
  const { pieces, scope, files } = read.value;
  const found = files > 0;
  if (!found && scope === 'FILES') return wrongUse(nothingFound(`among what you named in ${tree.root}`));
  if (!found) terminal.note(`steward: ${nothingFound(`in ${tree.root}`)}\n`);
  const progress = progressOf(terminal);
  const patience = waitingAloud(progress);
  const planned = await planImportOf(
    client,
    {
      repository: repository.value,
      commit: options.commit ?? headCommit(tree.root),
      registeredOnly: options.registered ?? false,
      prune: options.prune ?? false,
      scope,
      pieces,
    },
    (staged, of) =>
      progress(
        staged < of
          ? `sending ${counted(files, 'file')}: ${staged} of ${counted(of, 'part')}`
          : `planning ${counted(files, 'file')}`,
      ),
    patience,
  );
  if (!planned.ok) return endWith(progress, refusalOf(planned));
  if (options.dryRun || planned.data.writes === 0) {
    await discardImport(client, planned.data.session);
    progress(null);
    return accept({ planned: planned.data, found, written: options.dryRun ? null : 0 });
  }
  progress(`writing ${counted(changedRows(planned.data.plan).length, 'change')}`);
  const applied = await applyImport(client, planned.data.session, patience);
  progress(null);
  return applied.ok ? accept({ planned: planned.data, found, written: applied.data }) : refusalOf(applied);
}

function endWith<T>(progress: (text: string | null) => void, value: T): T {
  progress(null);
  return value;
}

const nothingFound = (where: string): string =>
  `there is nothing to import ${where}: no CODEOWNERS, no catalog-info.yaml or other YAML file of backstage.io, no YAML file of openslo/v1`;

const needsALook = ({ planned: { plan }, found }: Done): boolean =>
  !found ||
  (plan.counts.CONFLICT ?? 0) > 0 ||
  (plan.counts.REFUSE ?? 0) > 0 ||
  plan.findings.some(({ severity }) => severity === 'error');

/** The printers take a whole plan; its writes stay on the server. */
const printable = (plan: PlannedImport['plan']): ImportPlan => ({ ...plan, writes: [] });

function textOf({ planned, written }: Done): string {
  const text = printPlanText(printable(planned.plan));
  if (written === null) return `${text}nothing was written: this was --dry-run\n`;
  if (written === 0) return `${text}nothing had to be written\n`;
  return `${text}${writtenText(planned.plan)}\n`;
}

/** What applying the plan writes, as its rows say it; a conflict is written as far as it is none. */
const changedRows = ({ rows }: PlannedImport['plan']) =>
  rows.filter(
    ({ action, fields }) =>
      action === 'CREATE' ||
      action === 'UPDATE' ||
      action === 'ARCHIVE' ||
      (action === 'CONFLICT' && fields.length > 0),
  );

/** The same numbers as the line above it has: each row is a record, or the ownership rules of the repository. */
function writtenText(plan: PlannedImport['plan']): string {
  const rows = changedRows(plan);
  const records = rows.filter(({ kind }) => kind !== 'OwnershipRules');
  const partly = records.filter(({ action }) => action === 'CONFLICT').length;
  const what = [
    ...(records.length > 0 ? [counted(records.length, 'record')] : []),
    ...(records.length < rows.length ? ['the ownership rules'] : []),
  ];
  const rest = partly > 0 ? `; ${partly} of them in part, for what a person wrote stays` : '';
  return `written: ${what.join(' and ') || 'where things stand in their files'}${rest}`;
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

const jsonOf = (done: readonly Done[]): string =>
  `${JSON.stringify(
    done.map(({ planned, written }) => ({ ...planned.plan, writes: planned.writes, written })),
    null,
    2,
  )}\n`;

function tsvOf(plans: readonly PlannedImport['plan'][]): string {
  const header = `${planTsvHeader.join('\t')}\n`;
  return header + plans.map((plan) => printPlanTsv(printable(plan)).slice(header.length)).join('');
}
