import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { accept, type Outcome, wrongUse } from './exit.ts';

/** The folder that a person names, or where they stand; a name that is wrong never means the folder around it. */
export function namedFolder(name: string | undefined, cwd: string): Outcome<string> {
  const folder = resolve(cwd, name ?? '.');
  const found = statSync(folder, { throwIfNoEntry: false });
  if (!found) return wrongUse(`"${name}" is not there: name a directory`);
  return found.isDirectory() ? accept(folder) : wrongUse(`"${name}" is a file: name a directory`);
}
