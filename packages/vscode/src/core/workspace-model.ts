import { prepareIndex } from '@steward/domain/code/prepare-index.ts';
import { repositoryKeyOf } from '@steward/domain/code/repository-key.ts';
import { type FileResolver, fileResolver } from '@steward/domain/code/resolve-file.ts';
import { type ChangeEvent, changeEvent, type Disposable } from './change-event.ts';
import { addressInside, addressKey, type FileAddress, pathInside } from './file-address.ts';
import type { FileAnswer, KnownRepository } from './file-answer.ts';
import { type FoundCodeowners, findCodeowners } from './find-codeowners.ts';
import { localCodeowners, localIndex } from './local-index.ts';
import type { RepositoryFolder, WorkspaceHost } from './workspace-host.ts';

export interface WorkspaceModel extends Disposable {
  /** What is known about a file now. Synchronous: nobody is asked, nothing is read. */
  answer(file: FileAddress): FileAnswer;
  /** The repositories of the opened folders, the innermost first. */
  repositories(): readonly KnownRepository[];
  /** Reads folders and their files again. Many calls at once are one reading. */
  reload(): Promise<void>;
  /** Fires when an answer may have become another one. */
  readonly changed: ChangeEvent;
}

interface LoadedRepository extends KnownRepository {
  found: FoundCodeowners;
  /** Undefined while no CODEOWNERS counts. */
  resolve: FileResolver | undefined;
}

/** Knows the repositories of the opened folders and what their own CODEOWNERS says. */
export function workspaceModel(host: WorkspaceHost): WorkspaceModel {
  const changed = changeEvent();
  let repositories: LoadedRepository[] | undefined;
  let reading: Promise<void> | undefined;
  let again = false;

  const read = async () => {
    do {
      again = false;
      const before = repositories;
      const folders = await host.repositories();
      const next = await Promise.all(folders.map((folder) => load(host, folder, before)));
      // The innermost repository answers for a file, so the longest root stands first.
      repositories = next.sort((a, b) => b.root.path.length - a.root.path.length);
      if (signature(before) !== signature(repositories)) changed.fire();
    } while (again);
  };
  const reload = () => {
    if (reading) again = true;
    reading ??= read().finally(() => {
      reading = undefined;
    });
    return reading;
  };
  const listening = host.changed.listen(() => void reload().catch(() => {}));

  return {
    answer: (file) => (repositories ? answer(repositories, file) : { state: 'LOADING' }),
    repositories: () => repositories ?? [],
    reload,
    changed,
    dispose: () => listening.dispose(),
  };
}

function answer(repositories: LoadedRepository[], file: FileAddress): FileAnswer {
  for (const { root, key, found, resolve } of repositories) {
    const path = pathInside(root, file);
    if (path === undefined) continue;
    const repository = { root, key };
    const { choice } = found;
    if (choice.kind === 'UNDECIDED')
      return { state: 'DIALECT_OPEN', repository, file: choice.files[0] ?? '' };
    const result = resolve?.(path);
    if (choice.kind === 'NONE' || !result?.ok) return { state: 'SILENT', repository };
    return { state: 'FROM_CODEOWNERS', repository, context: result.context, file: choice.file };
  }
  return { state: 'OUTSIDE' };
}

async function load(
  host: WorkspaceHost,
  folder: RepositoryFolder,
  before: LoadedRepository[] | undefined,
): Promise<LoadedRepository> {
  const { root, remotes, settings } = folder;
  const stewardYaml = await host.readText(addressInside(root, '.steward.yaml'));
  const key = repositoryKeyOf({
    setting: settings.repository,
    stewardYaml,
    remotes,
    address: addressKey(root),
  })?.key;
  const loaded = { root, key, found: await findCodeowners(folder, key, host) };
  const old = before?.find((each) => repositorySignature(each) === repositorySignature(loaded));
  return { ...loaded, resolve: old ? old.resolve : localResolver(loaded) };
}

function localResolver({ key, found: { choice, text } }: Omit<LoadedRepository, 'resolve'>) {
  if (choice.kind !== 'CHOSEN') return undefined;
  return fileResolver(prepareIndex(localIndex(key, localCodeowners(choice.file, choice.dialect, text))));
}

/** Two equal texts: every answer is the same as before. */
function signature(repositories: LoadedRepository[] | undefined): string | undefined {
  return repositories && JSON.stringify(repositories.map(repositorySignature));
}

function repositorySignature({ root, key, found }: Omit<LoadedRepository, 'resolve'>): string {
  return JSON.stringify([addressKey(root), key, found]);
}
