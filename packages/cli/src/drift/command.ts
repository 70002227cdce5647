import type { StewardClient } from '@steward/client/create-client.ts';
import { discardImport, stageImportOf } from '@steward/client/import.ts';
import { insisting, type Patience } from '@steward/client/insisting.ts';
import { DriftDocument, RepositoryKeysDocument } from '@steward/client/operations.generated.ts';
import { entriesOf, PageProblem } from '@steward/client/pages.ts';
import type { CodeownersDialect } from '@steward/domain/code/codeowners-rule.ts';
import { accept, type ExitCode, exit, type Outcome, refuse, wrongUse } from '../exit.ts';
import { connectServer, refusalOf } from '../find-server.ts';
import { readTree } from '../import/read-tree.ts';
import { namedFolder } from '../named-folder.ts';
import { type Progress, progressOf, waitingAloud } from '../progress.ts';
import { readSettings } from '../read-settings.ts';
import { repositoryOf } from '../repository-of.ts';
import type { Terminal } from '../terminal.ts';
import { headCommit, workingCopyRoot } from '../working-copy.ts';
import { type FoundDrift, printedDrift } from './print.ts';

export interface DriftOptions {
  readonly directory?: string;
  readonly repository?: string;
  readonly all?: boolean;
  readonly dialect?: string;
  readonly json?: boolean;
  readonly tsv?: boolean;
  readonly server?: string;
}

const dialects: Readonly<Record<string, CodeownersDialect>> = { github: 'GITHUB', gitlab: 'GITLAB' };

/** `steward drift`: where the sources of one repository, or of all, disagree. Exit code 1 when any do. */
export async function drift(options: DriftOptions, terminal: Terminal): Promise<Outcome<ExitCode>> {
  const problem = contradiction(options);
  if (problem) return wrongUse(problem);
  const settings = readSettings(terminal, { server: options.server });
  if (!settings.ok) return settings;
  const client = connectServer(settings.value, terminal);
  if (!client.ok) return client;
  const progress = progressOf(terminal);
  const found = await findDrift(options, client.value, terminal, progress);
  if (!found.ok) return found;
  await terminal.print(printedDrift(found.value, options));
  return accept(found.value.some(({ total }) => total > 0) ? exit.findings : exit.done);
}

function contradiction({ directory, repository, all, dialect, json, tsv }: DriftOptions): string | null {
  if (json && tsv) return 'choose one of --json and --tsv';
  if (all && (directory !== undefined || repository !== undefined))
    return '--all looks at every repository: leave out the directory and --repository';
  if (dialect === undefined) return null;
  if (!dialects[dialect]) return `--dialect is "${dialect}": choose github or gitlab`;
  return directory === undefined
    ? '--dialect says how to read files: name the directory that holds them'
    : null;
}

async function findDrift(
  options: DriftOptions,
  client: StewardClient,
  terminal: Terminal,
  progress: Progress,
): Promise<Outcome<FoundDrift[]>> {
  const patience = waitingAloud(progress);
  if (options.all) return driftOfAll(client, progress, patience);
  const folder = namedFolder(options.directory, terminal.cwd);
  if (!folder.ok) return folder;
  const root = workingCopyRoot(folder.value) ?? folder.value;
  const repository = repositoryOf(options.repository, root);
  if (!repository.ok) return repository;
  const session =
    options.directory === undefined
      ? accept(null)
      : await stageFiles(root, repository.value, options, client, patience);
  if (!session.ok) return session;
  const found = await ask(client, repository.value, session.value, patience);
  if (session.value !== null) await discardImport(client, session.value);
  progress(null);
  return found.ok ? accept([found.value]) : found;
}

async function driftOfAll(
  client: StewardClient,
  progress: Progress,
  patience: Patience,
): Promise<Outcome<FoundDrift[]>> {
  const all: FoundDrift[] = [];
  const keys = entriesOf(async (after) => {
    const answer = await client.ask(RepositoryKeysDocument, { after });
    return answer.ok ? { ok: true, data: answer.data.repositories } : answer;
  });
  try {
    for await (const { key } of keys) {
      progress(`comparing ${key}`);
      const found = await ask(client, key, null, patience);
      if (!found.ok) return found;
      all.push(found.value);
    }
  } catch (problem) {
    if (problem instanceof PageProblem) return refusalOf({ ok: false, problem: problem.problem });
    throw problem;
  } finally {
    progress(null);
  }
  return accept(all);
}

/** The files as they lie there, in an import that is never applied. */
async function stageFiles(
  root: string,
  repository: string,
  { dialect }: DriftOptions,
  client: StewardClient,
  patience: Patience,
): Promise<Outcome<string>> {
  const tree = { root, named: [{ path: '', isFolder: true }] };
  const read = readTree(tree, { repository, dialect: dialects[dialect ?? ''] ?? null });
  if (!read.ok) return read;
  const { pieces, files } = read.value;
  if (files === 0) return wrongUse(`there is no CODEOWNERS and no catalog file in ${root}`);
  const request = { repository, commit: headCommit(root), registeredOnly: false, prune: false } as const;
  const staged = await stageImportOf(client, { ...request, scope: 'FILES', pieces }, () => {}, patience);
  return staged.ok ? accept(staged.data) : refusalOf(staged);
}

async function ask(
  client: StewardClient,
  repository: string,
  session: string | null,
  patience: Patience,
): Promise<Outcome<FoundDrift>> {
  const answer = await insisting(() => client.ask(DriftDocument, { repository, session }), patience);
  if (!answer.ok) return refusalOf(answer);
  const found = answer.data.drift;
  return found
    ? accept({
        repository: found.repository?.key ?? repository,
        total: found.total,
        findings: found.findings,
      })
    : refuse(
        exit.findings,
        `the server does not know ${repository}: bring its files in first, with \`steward import <directory>\``,
      );
}
