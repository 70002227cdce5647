import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  cpSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Migration } from '../migrations/migration-files.ts';
import { openEmbedded } from './embedded.ts';
import { type Attempt, failed, reasonOf, succeeded } from './start-problem.ts';
import { unpackTemplate } from './template.ts';

// A data directory holds: database (the embedded database), database.new (one that is being made, never used),
// database.before-<migration> (a copy from before a migration), first-start (until a server was ready on it for the
// first time), lock.db and holder.json.

const COPY = 'database.before-';
const databaseOf = (directory: string) => join(directory, 'database');
const firstStartOf = (directory: string) => join(directory, 'first-start');

/** False where a start would make the database first. */
export const hasDatabase = (directory: string): boolean => existsSync(databaseOf(directory));

/** Makes the directory when it is missing, for its owner alone, and makes sure that it can be written. */
export function prepareDirectory(directory: string): Attempt<void> {
  try {
    makeDirectory(directory);
    if (!statSync(directory).isDirectory()) throw new Error('it is not a directory');
    accessSync(directory, constants.W_OK | constants.X_OK);
    // Whoever can list it can read everybody's records.
    if (process.platform !== 'win32') chmodSync(directory, 0o700);
    return succeeded(undefined);
  } catch (error) {
    return failed(
      'DIRECTORY_NOT_WRITABLE',
      `The data directory ${directory} cannot be used: ${reasonOf(error)}.`,
      'Give its owner the right to write there, or name another directory with --data or STEWARD_DATA.',
    );
  }
}

/** Not `recursive: true`: where the system answers ENOENT for a place that takes no directories (/proc), that never ends. */
function makeDirectory(directory: string): void {
  if (existsSync(directory)) return;
  const parent = dirname(directory);
  if (parent !== directory) makeDirectory(parent);
  mkdirSync(directory, { mode: 0o700 });
}

export interface EnsuredDatabase {
  path: string;
  firstStart: boolean;
  /** True when it was made now, from a template that has all migrations. */
  migrated: boolean;
}

/**
 * The path of the embedded database, made when there is none. It is made under another name and renamed when it is
 * whole: a process that ends in between leaves nothing that the next start could take for a database. `firstStart`
 * until `endFirstStart` was called once, however many starts failed or were killed before.
 */
export async function ensureDatabase(
  directory: string,
  {
    migrations,
    template,
    beforeMaking,
  }: { migrations: readonly Migration[]; template: string; beforeMaking: () => void },
): Promise<EnsuredDatabase> {
  const path = databaseOf(directory);
  const unfinished = `${path}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  if (existsSync(path)) return { path, firstStart: existsSync(firstStartOf(directory)), migrated: false };
  beforeMaking();
  const migrated = await unpackTemplate(template, migrations, unfinished);
  if (!migrated) await (await openEmbedded({ directory: unfinished })).close();
  writeFileSync(firstStartOf(directory), '');
  renameSync(unfinished, path);
  syncDirectory(directory);
  return { path, firstStart: true, migrated };
}

/** Call when a server is ready on the database. */
export function endFirstStart(directory: string): void {
  rmSync(firstStartOf(directory), { force: true });
}

/** The PostgreSQL version that wrote the database, as its own file says: "18". */
export function writtenBy(directory: string): string | null {
  const file = join(databaseOf(directory), 'PG_VERSION');
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : null;
}

/** Copies a closed database. The copy has its name only when it is whole; one of the same name is replaced. */
export function copyBefore(directory: string, migration: string): string {
  const copy = join(directory, COPY + migration);
  const unfinished = `${copy}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  cpSync(databaseOf(directory), unfinished, { recursive: true, mode: constants.COPYFILE_FICLONE });
  rmSync(copy, { recursive: true, force: true });
  renameSync(unfinished, copy);
  syncDirectory(directory);
  return copy;
}

/** Paths of the copies that stand there. */
export function copiesIn(directory: string): string[] {
  return readdirSync(directory)
    .filter((name) => name.startsWith(COPY))
    .map((name) => join(directory, name));
}

export function removeCopies(directory: string, except: string | null): void {
  for (const copy of copiesIn(directory)) {
    if (copy !== except) rmSync(copy, { recursive: true, force: true });
  }
}

/** A rename survives a power cut once its directory is on the disk. Windows cannot open a directory, and need not. */
function syncDirectory(directory: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(directory, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
