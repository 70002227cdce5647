import { join } from 'node:path';
import type { StewardClient } from '@steward/client/create-client.ts';
import { applyImport, discardImport, planImportOf } from '@steward/client/import.ts';
import { namedHoldersOf } from '@steward/client/named-holders.ts';
import {
  type ActivityCollector,
  activityWindow,
  collectActivity,
  type WhoIs,
} from '@steward/domain/code/activity/activity.ts';
import { readMailmap } from '@steward/domain/code/activity/mailmap.ts';
import { prepareIndex } from '@steward/domain/code/prepare-index.ts';
import type { RepositoryIndex } from '@steward/domain/code/repository-index.ts';
import { hostOfKey } from '@steward/domain/code/repository-key.ts';
import { fileResolver } from '@steward/domain/code/resolve-file.ts';
import { type GitHistoryPiece, historyFile } from '@steward/domain/exchange/git-history.ts';
import { olderHistory } from '@steward/domain/exchange/plan/history.ts';
import { askIndex } from '../ask-index.ts';
import { accept, type ExitCode, exit, type Outcome, refuse, wrongUse } from '../exit.ts';
import { connectServer, refusalOf } from '../find-server.ts';
import { namedFolder } from '../named-folder.ts';
import { type Progress, progressOf, waitingAloud } from '../progress.ts';
import { readSettings } from '../read-settings.ts';
import { repositoryOf } from '../repository-of.ts';
import type { Terminal } from '../terminal.ts';
import { headCommit, headTime, isShallow, textOrNull, workingCopyRoot } from '../working-copy.ts';
import { type ActivityDone, printedActivity } from './print.ts';
import { readHistory } from './read-history.ts';

export interface ActivityOptions {
  readonly directory?: string;
  readonly repository?: string;
  readonly replace?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly tsv?: boolean;
  readonly server?: string;
}

/** `steward activity`: who worked on the components of a working copy in the year before its newest commit. */
export async function activity(options: ActivityOptions, terminal: Terminal): Promise<Outcome<ExitCode>> {
  if (options.json && options.tsv) return wrongUse('choose one of --json and --tsv');
  const folder = namedFolder(options.directory, terminal.cwd);
  if (!folder.ok) return folder;
  const root = workingCopyRoot(folder.value);
  const newest = root === null ? null : headTime(root);
  if (root === null || newest === null)
    return wrongUse(`${folder.value} is no working copy with a commit: name the directory of one`);
  if (newest > terminal.now() + dayMs)
    return wrongUse(
      `the commit that is checked out in ${root} is dated ${new Date(newest).toISOString()}, in the future, and would end the year that counts: check out one with a date that has been, or set the clock here right`,
    );
  if (isShallow(root))
    return wrongUse(
      `${root} has only a part of its history: fetch the rest with \`git fetch --unshallow\`, in CI with a full checkout`,
    );
  const repository = repositoryOf(options.repository, root);
  if (!repository.ok) return repository;
  const settings = readSettings(terminal, { server: options.server });
  if (!settings.ok) return settings;
  const client = connectServer(settings.value, terminal);
  if (!client.ok) return client;
  const progress = progressOf(terminal);
  const done = await bring(client.value, { root, repository: repository.value, newest, options, progress });
  progress(null);
  if (!done.ok) return done;
  await terminal.print(printedActivity(done.value, options));
  return accept(done.value.refused.length > 0 ? exit.findings : exit.done);
}

const dayMs = 86_400_000;

interface Bringing {
  readonly root: string;
  readonly repository: string;
  /** When the commit that is checked out came in, milliseconds since 1970. */
  readonly newest: number;
  readonly options: ActivityOptions;
  readonly progress: Progress;
}

async function bring(
  client: StewardClient,
  { root, repository, newest, options, progress }: Bringing,
): Promise<Outcome<ActivityDone>> {
  const index = await askIndex(client, repository);
  if (!index.ok) return index;
  if (index.value.components.length === 0)
    return wrongUse(`no component has code in ${repository}: say in its catalog-info.yaml what lies where`);
  const window = activityWindow(newest);
  const mailmap = readMailmap(textOrNull(join(root, '.mailmap')) ?? '');
  const collector = collectActivity(componentsOf(index.value), mailmap);
  progress('reading the history');
  const read = await readHistory(root, window, collector, (commits) =>
    progress(`reading the history: ${commits} commits`),
  );
  if (!read.ok) return read;
  const whoIs = await knownPeople(client, index.value.repository.key, collector);
  if (!whoIs.ok) return whoIs;
  const piece: GitHistoryPiece = {
    file: historyFile,
    since: new Date(window.since).toISOString(),
    until: new Date(window.until).toISOString(),
    commits: collector.commits,
    components: collector.result(whoIs.value),
  };
  progress('planning');
  const patience = waitingAloud(progress);
  const request = { repository, commit: headCommit(root), registeredOnly: false, prune: false } as const;
  const pieces = [{ format: 'GIT_HISTORY', piece }] as const;
  const planned = await planImportOf(client, { ...request, scope: 'FILES', pieces }, () => {}, patience);
  if (!planned.ok) return refusalOf(planned);
  const { rows } = planned.data.plan;
  const isOlder = !options.replace && rows.some(({ reason }) => reason === olderHistory);
  if (isOlder || options.dryRun || planned.data.writes === 0)
    await discardImport(client, planned.data.session);
  if (isOlder)
    return refuse(
      exit.findings,
      `what is kept of ${repository} is newer than what is checked out, which ends on ${piece.until.slice(0, 10)}, and nothing was written: fetch and check out the newest commit, or add --replace to put the older in its place`,
    );
  const refused = rows.flatMap(({ action, key }) => (action === 'REFUSE' && key ? [key] : []));
  const told = { repository, commit: planned.data.plan.commit, piece, refused };
  if (options.dryRun || planned.data.writes === 0)
    return accept({ ...told, written: options.dryRun ? null : false });
  progress('writing');
  const applied = await applyImport(client, planned.data.session, patience);
  return applied.ok ? accept({ ...told, written: true }) : refusalOf(applied);
}

/** The components on the deepest root that holds a path. */
function componentsOf(index: RepositoryIndex): (path: string) => readonly string[] {
  const resolver = fileResolver(prepareIndex({ ...index, codeowners: null, changes: [] }));
  return (path) => {
    const result = resolver(path);
    return result.ok ? result.context.components.map(({ key }) => key) : [];
  };
}

/** Addresses go to the server to be looked up, and are kept nowhere. */
async function knownPeople(
  client: StewardClient,
  repository: string,
  collector: ActivityCollector,
): Promise<Outcome<WhoIs>> {
  const emails = [...new Set(collector.signatures().flatMap(({ email }) => email || []))];
  const found = await namedHoldersOf(client, hostOfKey(repository), emails);
  if (!found.ok) return refusalOf(found);
  return accept(({ email }) => {
    const holder = found.data.get(email);
    if (holder?.__typename !== 'Person') return null;
    return holder.activityOptOut ? 'OPTED_OUT' : { person: holder.key };
  });
}
