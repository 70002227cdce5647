import { statSync } from 'node:fs';
import { basename, dirname, relative, resolve, sep } from 'node:path';
import { accept, type Outcome, wrongUse } from '../exit.ts';
import { isInside, real } from '../path-from-root.ts';
import { workingCopyRoot } from '../working-copy.ts';

/** One repository to import from, with what was named in it. */
export interface Tree {
  readonly root: string;
  /** Folders and files from the root, "" for the root itself. */
  readonly named: readonly { readonly path: string; readonly isFolder: boolean }[];
}

/** The repositories that hold what a person named, in the order of the first name of each. */
export function treesOf(names: readonly string[], cwd: string): Outcome<Tree[]> {
  const trees = new Map<string, { path: string; isFolder: boolean }[]>();
  for (const name of names) {
    const at = real(resolve(cwd, name));
    const isFolder = folderOrFile(at);
    if (isFolder === null) return wrongUse(`"${name}" is not there: name a directory or a file`);
    const root = rootOf(at, isFolder, real(cwd));
    const path = relative(root, at).split(sep).join('/');
    trees.set(root, [...(trees.get(root) ?? []), { path, isFolder }]);
  }
  return accept([...trees].map(([root, named]) => ({ root, named })));
}

function folderOrFile(path: string): boolean | null {
  try {
    return statSync(path).isDirectory();
  } catch {
    return null;
  }
}

/** Outside a working copy a directory is a repository of its own, and a file belongs to where the person stands. */
function rootOf(at: string, isFolder: boolean, cwd: string): string {
  const copy = workingCopyRoot(isFolder ? at : dirname(at));
  if (copy) return copy;
  if (isFolder) return at;
  if (isInside(cwd, at)) return cwd;
  const folder = dirname(at);
  return ['.github', '.gitlab', 'docs'].includes(basename(folder)) ? dirname(folder) : folder;
}
