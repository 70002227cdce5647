import { type CodeownersChoice, dialectOfHost } from '@steward/domain/code/codeowners-dialect.ts';
import type { CodeownersDialect } from '@steward/domain/code/codeowners-rule.ts';
import type { DriftFinding, DriftSide } from '@steward/domain/code/drift/drift-finding.ts';
import type { IndexedChange, RepositoryIndex } from '@steward/domain/code/repository-index.ts';
import { hostOfKey, repositoryKeyOf } from '@steward/domain/code/repository-key.ts';
import { type ChangeEvent, changeEvent, type Disposable } from './change-event.ts';
import type { ConnectionState } from './connection.ts';
import { addressInside, addressKey, type FileAddress, pathInside } from './file-address.ts';
import type { FileAnswer, KnownRepository } from './file-answer.ts';
import { type FoundCodeowners, findCodeowners } from './find-codeowners.ts';
import type { LineHistory } from './line-history.ts';
import { type MovedFiles, movedFiles, noneMoved } from './moved-files.ts';
import { rememberedHistory } from './remembered-history.ts';
import { type RepositoryAnswers, repositoryAnswers } from './repository-answers.ts';
import type { IndexEntry } from './repository-index-store.ts';
import { noServer, type ServerSide, serverSide } from './server-side.ts';
import type { RepositoryFolder, WorkspaceHost } from './workspace-host.ts';

export interface WorkspaceModel extends Disposable {
  /** What is known about a file now. Synchronous: nobody is asked, nothing is read. */
  answer(file: FileAddress): FileAnswer;
  /** Open changes that the index of the file's repository holds. */
  openChanges(file: FileAddress): readonly IndexedChange[];
  /** Owners that the sources of its repository name differently, where a line of this file names one of them. */
  drift(file: FileAddress): FileDrift | undefined;
  /** The CODEOWNERS that counts for a file, and what is known of the names on its host. */
  codeowners(file: FileAddress): RepositoryCodeowners | undefined;
  /** The repositories of the opened folders, the innermost first. */
  repositories(): readonly KnownRepository[];
  /** Reads folders and their files again. Many calls at once are one reading. */
  reload(): Promise<void>;
  /** Fires when an answer may have become another one. */
  readonly changed: ChangeEvent;
}

export interface FileDrift {
  root: FileAddress;
  /** Key of the repository, as the server has it. */
  repository: string;
  path: string;
  findings: readonly DriftFinding[];
  /** What the findings were worked out from. */
  index: RepositoryIndex;
}

export interface RepositoryCodeowners extends KnownRepository {
  choice: CodeownersChoice;
  /** Null where nothing says how it is, or would be, read. */
  dialect: CodeownersDialect | null;
  /** Of the server, by name on the host of the repository. */
  index: RepositoryIndex | undefined;
}

/** What has been heard from the server. */
export interface ServerKnowledge {
  entry(repositoryKey: string): IndexEntry<RepositoryIndex>;
  connection(): ConnectionState;
  /** Milliseconds since 1970. */
  now(): number;
  readonly changed: ChangeEvent;
}

interface LoadedRepository extends KnownRepository {
  found: FoundCodeowners;
  answers: RepositoryAnswers;
  /** Which index `answers` stand on. */
  index: RepositoryIndex | undefined;
  /** Files that changes of the index name by an older path. */
  moved: MovedFiles;
}

/**
 * Knows the repositories of the opened folders, what their own CODEOWNERS says, what the server has told, and by `past`
 * what files are called now that an open change names.
 */
export function workspaceModel(
  host: WorkspaceHost,
  server?: ServerKnowledge,
  past?: LineHistory,
): WorkspaceModel {
  const history = past && rememberedHistory(past);
  const changed = changeEvent();
  let repositories: LoadedRepository[] | undefined;
  let told: string | undefined;
  let reading: Promise<void> | undefined;
  let again = false;

  const tell = () => {
    const now = repositories && signature(repositories, server);
    if (now === told) return;
    told = now;
    changed.fire();
  };
  let looks = 0;
  const followMoves = async () => {
    if (!history) return;
    looks += 1;
    const look = looks;
    for (const { root, index } of repositories ?? []) {
      if (!index) continue;
      const moved = await movedFiles(root, index, history);
      if (look !== looks) return;
      repositories = repositories?.map((each) =>
        each.index === index && addressKey(each.root) === addressKey(root) ? withMoves(each, moved) : each,
      );
    }
    tell();
  };
  const read = async () => {
    do {
      again = false;
      const before = repositories;
      const folders = await host.repositories();
      const next = await Promise.all(folders.map((folder) => load(host, folder, before, server)));
      // The innermost repository answers for a file, so the longest root stands first.
      repositories = next.sort((a, b) => b.root.path.length - a.root.path.length);
      tell();
    } while (again);
    void followMoves();
  };
  const reload = () => {
    if (reading) again = true;
    reading ??= read().finally(() => {
      reading = undefined;
    });
    return reading;
  };
  const listening = [
    host.changed.listen(() => void reload().catch(() => {})),
    server?.changed.listen(() => {
      // Made ready here and not in `answer`: nobody who types waits for it.
      const before = repositories;
      repositories = repositories?.map((each) => withIndex(each, indexOf(server, each.key)));
      tell();
      if (repositories?.some(({ index }, at) => index !== before?.[at]?.index)) void followMoves();
    }),
    past?.changed.listen(() => {
      history?.doubt();
      void followMoves();
    }),
  ];

  return {
    answer: (file) => (repositories ? answer(repositories, file, server) : { state: 'LOADING' }),
    openChanges: (file) =>
      repositories?.find(({ root }) => pathInside(root, file) !== undefined)?.index?.changes ?? [],
    drift: (file) => driftIn(repositories ?? [], file),
    codeowners: (file) => codeownersOf(repositories ?? [], file),
    repositories: () => repositories ?? [],
    reload,
    changed,
    dispose: () => {
      for (const each of listening) each?.dispose();
    },
  };
}

function driftIn(repositories: LoadedRepository[], file: FileAddress): FileDrift | undefined {
  for (const { root, index, answers } of repositories) {
    const path = pathInside(root, file);
    if (path === undefined) continue;
    const repository = index?.repository.key ?? '';
    const here = (side: DriftSide) => side.location?.file === path && side.location.repository === repository;
    const findings = answers.drift().filter(({ sides }) => sides.some(here));
    return answers.seen && findings.length > 0
      ? { root, repository, path, findings, index: answers.seen }
      : undefined;
  }
  return undefined;
}

function codeownersOf(repositories: LoadedRepository[], file: FileAddress): RepositoryCodeowners | undefined {
  const here = repositories.find(({ root }) => pathInside(root, file) !== undefined);
  if (!here) return undefined;
  const { root, key, index, found } = here;
  const { choice } = found;
  const spoken = index?.codeowners?.dialect ?? dialectOfHost(key === undefined ? null : hostOfKey(key));
  return { root, key, choice, dialect: choice.kind === 'CHOSEN' ? choice.dialect : spoken, index };
}

function answer(
  repositories: LoadedRepository[],
  file: FileAddress,
  knowledge: ServerKnowledge | undefined,
): FileAnswer {
  for (const { root, key, found, answers } of repositories) {
    const path = pathInside(root, file);
    if (path === undefined) continue;
    const about = { repository: { root, key }, server: sideOf(knowledge, key) };
    const known = answers.known?.(path);
    if (known?.ok)
      return {
        state: 'KNOWN',
        ...about,
        context: known.context,
        codeownersDiffers: answers.codeownersDiffers,
        holders: answers.holders,
      };
    const { choice } = found;
    if (choice.kind === 'UNDECIDED') return { state: 'DIALECT_OPEN', ...about, file: choice.files[0] ?? '' };
    const result = answers.local?.(path);
    if (choice.kind === 'NONE' || !result?.ok) return { state: 'SILENT', ...about };
    return { state: 'FROM_CODEOWNERS', ...about, context: result.context, file: choice.file };
  }
  return { state: 'OUTSIDE' };
}

async function load(
  host: WorkspaceHost,
  folder: RepositoryFolder,
  before: LoadedRepository[] | undefined,
  server: ServerKnowledge | undefined,
): Promise<LoadedRepository> {
  const { root, remotes, settings } = folder;
  const stewardYaml = await host.readText(addressInside(root, '.steward.yaml'));
  const key = repositoryKeyOf({
    setting: settings.repository,
    stewardYaml,
    remotes,
    address: addressKey(root),
  })?.key;
  const found = await findCodeowners(folder, key, host);
  const old = before?.find((each) => repositorySignature(each) === repositorySignature({ root, key, found }));
  const index = indexOf(server, key);
  return old
    ? withIndex(old, index)
    : { root, key, found, index, moved: noneMoved, answers: repositoryAnswers(key, found, index) };
}

function withIndex(repository: LoadedRepository, index: RepositoryIndex | undefined): LoadedRepository {
  if (repository.index === index) return repository;
  const { key, found, moved } = repository;
  return { ...repository, index, answers: repositoryAnswers(key, found, index, moved) };
}

function withMoves(repository: LoadedRepository, moved: MovedFiles): LoadedRepository {
  const { key, found, index } = repository;
  if (String([...repository.moved]) === String([...moved])) return repository;
  return { ...repository, moved, answers: repositoryAnswers(key, found, index, moved) };
}

function indexOf(server: ServerKnowledge | undefined, key: string | undefined): RepositoryIndex | undefined {
  const known = key === undefined ? undefined : server?.entry(key).answer;
  return known?.state === 'KNOWN' ? known.index : undefined;
}

function sideOf(server: ServerKnowledge | undefined, key: string | undefined): ServerSide {
  if (!server) return noServer;
  if (key === undefined) return { ...noServer, connection: server.connection() };
  return serverSide(server.entry(key), server.connection(), server.now());
}

/** Two equal texts: every answer is the same as before, and reads the same. */
function signature(repositories: LoadedRepository[], server: ServerKnowledge | undefined): string {
  return JSON.stringify(
    repositories.map((each) => {
      const { age, ...side } = sideOf(server, each.key);
      const minutes = age === undefined ? null : Math.floor(age / 60_000);
      return [repositorySignature(each), each.index?.revision, [...each.moved], side, minutes];
    }),
  );
}

function repositorySignature({ root, key, found }: Pick<LoadedRepository, 'root' | 'key' | 'found'>): string {
  return JSON.stringify([addressKey(root), key, found]);
}
