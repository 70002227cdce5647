import { realpathSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { normalizePath } from '@steward/domain/code/repository-path.ts';
import { accept, type Outcome, wrongUse } from './exit.ts';

/**
 * Reads paths as a person types them into paths from the root of a repository. A relative one is taken from where the
 * person stands when that is inside the tree, else from its root: then it can only come from a list of its files.
 */
export function pathReader(root: string, cwd: string): (input: string) => Outcome<string> {
  const realRoot = real(root);
  const realCwd = real(cwd);
  const standsInside = insideOf(realRoot, realCwd) !== null;
  return (input) => {
    if (!isAbsolute(input) && !standsInside) return normal(input);
    const at = resolve(realCwd, input);
    const path = insideOf(realRoot, at) ?? insideOf(root, at);
    if (path === null) return wrongUse(`the path "${input}" lies outside ${root}: name a file below it`);
    if (path === '')
      return wrongUse(`the path "${input}" is the root of the repository itself: name a file below it`);
    return normal(path);
  };
}

function normal(path: string): Outcome<string> {
  const read = normalizePath(path);
  return read.ok ? accept(read.path) : wrongUse(read.message);
}

/** The path from the root with `/` between names, "" for the root itself; null when it lies outside. */
function insideOf(root: string, path: string): string | null {
  const from = relative(root, path);
  return from === '..' || from.startsWith(`..${sep}`) || isAbsolute(from) ? null : from.split(sep).join('/');
}

/** With every symbolic link followed, as far as the path exists. */
export function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** True for the folder itself too. Both as `real` gives them. */
export const isInside = (folder: string, path: string): boolean => insideOf(folder, path) !== null;
