import type { IndexedChange, RepositoryIndex } from '@steward/domain/code/repository-index.ts';
import type { FileAddress } from './file-address.ts';
import { isCommit, type LineHistory } from './line-history.ts';
import { requestLimit } from './request-limit.ts';

/** What files are called now that a change names by an older path: by commit and that path. */
export type MovedFiles = ReadonlyMap<string, string>;

export const noneMoved: MovedFiles = new Map();

const keyOf = (commit: string, path: string) => `${commit} ${path}`;

/** Questions to the disk, or to git, at one time. */
const atOnce = 4;

/** The commit at which a path was written down: the reference's own, else that of the index. */
const commitOf = (own: string | null, { indexedCommit }: RepositoryIndex): string =>
  own ?? indexedCommit ?? '';

/** The open changes with the paths that their files have now; the same where none has moved. */
export function movedChanges(index: RepositoryIndex, moved: MovedFiles): readonly IndexedChange[] {
  if (moved.size === 0) return index.changes;
  return index.changes.map((change) => ({
    ...change,
    codeReferences: change.codeReferences.map((reference) => {
      const now = moved.get(keyOf(commitOf(reference.baseCommit, index), reference.path));
      return now === undefined ? reference : { ...reference, path: now };
    }),
  }));
}

/** Asks git only about commits of which a named file is not where it was. */
export async function movedFiles(
  root: FileAddress,
  index: RepositoryIndex,
  history: Pick<LineHistory, 'exists' | 'renamesSince'>,
): Promise<MovedFiles> {
  const limited = requestLimit(atOnce);
  const commits = new Map<string, Set<string>>();
  const paths = new Map<string, Promise<boolean>>();
  const references = index.changes.flatMap(({ codeReferences }) => codeReferences);
  await Promise.all(
    references.map(async ({ path, baseCommit }) => {
      const commit = commitOf(baseCommit, index);
      if (path.endsWith('/') || !isCommit(commit)) return;
      const there = paths.get(path) ?? limited(() => history.exists(root, path));
      paths.set(path, there);
      if (!(await there)) commits.set(commit, (commits.get(commit) ?? new Set()).add(path));
    }),
  );
  const moved = [...commits].map(([commit, gone]) =>
    limited(async () =>
      [...(await history.renamesSince(root, commit))].flatMap(([now, before]): [string, string][] =>
        gone.has(before) ? [[keyOf(commit, before), now]] : [],
      ),
    ),
  );
  return new Map((await Promise.all(moved)).flat());
}
