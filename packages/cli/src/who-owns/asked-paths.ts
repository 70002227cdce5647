import { accept, type Outcome, wrongUse } from '../exit.ts';
import { pathReader } from '../path-from-root.ts';
import type { Terminal } from '../terminal.ts';
import { trackedFiles } from '../working-copy.ts';

export interface Asked {
  readonly paths: readonly string[];
  /** Read more paths from standard input: one a line, or ended by zero characters as `git ls-files -z` prints them. */
  readonly stdin: boolean;
}

/** The paths asked for, from the root, in the order given. Without any: all files git tracks where the user stands. */
export async function askedPaths(asked: Asked, root: string, terminal: Terminal): Promise<Outcome<string[]>> {
  if (!asked.stdin && asked.paths.length === 0) {
    const tracked = trackedFiles(root, terminal.cwd);
    return tracked
      ? accept(tracked)
      : wrongUse('name at least one path, or pipe a list of paths and add --stdin');
  }
  const typed = asked.stdin ? [...asked.paths, ...listed(await terminal.readInput())] : asked.paths;
  const read = pathReader(root, terminal.cwd);
  const paths: string[] = [];
  for (const input of typed) {
    const path = read(input);
    if (!path.ok) return path;
    paths.push(path.value);
  }
  return accept(paths);
}

function listed(text: string): string[] {
  const separator = text.includes('\0') ? '\0' : /\r?\n/;
  return text.split(separator).filter((path) => path !== '');
}
