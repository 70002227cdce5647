import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import type { Migration } from '../migrations/migration-files.ts';

// A template is a database that was made and migrated before, and closed: one file, compressed, that begins with a line
// of JSON about what follows it.

interface Head {
  /** Of the migrations that stand in it. */
  readonly migrations: string;
  /** Directories, each after the one it is in. */
  readonly directories: readonly string[];
  /** Their bytes follow each other behind the head. */
  readonly files: readonly { readonly path: string; readonly size: number }[];
}

/** In a published server it lies beside the code; in the workspace `pnpm generate` leaves it here. */
export function templateFile(): string {
  const beside = fileURLToPath(new URL('./database.template', import.meta.url));
  return existsSync(beside) ? beside : generatedTemplate;
}

export const generatedTemplate = fileURLToPath(new URL('./generated/database.template', import.meta.url));

/** Equal texts: the same migrations, to the letter. */
const migrationsKey = (migrations: readonly Migration[]): string =>
  createHash('sha256')
    .update(JSON.stringify(migrations.map(({ name, sql }) => [name, sql])))
    .digest('hex');

/** Writes what stands in `directory`, a closed database with exactly these migrations, as a template. */
export function packTemplate(directory: string, migrations: readonly Migration[], file: string): void {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true }).map((entry) => ({
    path: join(entry.parentPath, entry.name).slice(directory.length + 1),
    isDirectory: entry.isDirectory(),
  }));
  entries.sort((a, b) => (a.path < b.path ? -1 : 1));
  const contents = entries
    .filter(({ isDirectory }) => !isDirectory)
    .map(({ path }) => ({ path, bytes: readFileSync(join(directory, path)) }));
  const head: Head = {
    migrations: migrationsKey(migrations),
    directories: entries.filter(({ isDirectory }) => isDirectory).map(({ path }) => path),
    files: contents.map(({ path, bytes }) => ({ path, size: bytes.length })),
  };
  const whole = Buffer.concat([
    Buffer.from(`${JSON.stringify(head)}\n`),
    ...contents.map(({ bytes }) => bytes),
  ]);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(
    file,
    brotliCompressSync(whole, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 9,
        // The databases in it repeat each other, many megabytes apart.
        [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
        [constants.BROTLI_PARAM_SIZE_HINT]: whole.length,
      },
    }),
  );
}

/**
 * Makes `directory` from a template, all of it on the disk. False, and no such directory, when there is none of these migrations, or it cannot
 * be read: a database can always be made without. Rejects when the directory cannot be written.
 */
export async function unpackTemplate(
  file: string,
  migrations: readonly Migration[],
  directory: string,
): Promise<boolean> {
  const read = readTemplate(file);
  if (read?.head.migrations !== migrationsKey(migrations)) return false;
  const { head, bytes } = read;
  try {
    mkdirSync(directory, { mode: 0o700 });
    for (const path of head.directories) mkdirSync(join(directory, path), { mode: 0o700 });
    let at = 0;
    for (const { path, size } of head.files) {
      writeFileSync(join(directory, path), bytes.subarray(at, at + size), { mode: 0o600 });
      at += size;
    }
    await syncAll(
      [...head.files.map(({ path }) => path), ...head.directories].map((path) => join(directory, path)),
    );
    return true;
  } catch (error) {
    rmSync(directory, { recursive: true, force: true });
    throw error;
  }
}

/** A thousand files one after the other take seconds, and all at once more descriptors than a process may have. */
async function syncAll(paths: readonly string[], together = 64): Promise<void> {
  // Windows cannot open a directory for this, and needs the right to write for a file.
  if (process.platform === 'win32') return;
  for (let at = 0; at < paths.length; at += together)
    await Promise.all(
      paths.slice(at, at + together).map(async (path) => {
        const handle = await open(path, 'r');
        await handle.sync().finally(() => handle.close());
      }),
    );
}

function readTemplate(file: string): { head: Head; bytes: Buffer } | null {
  try {
    const whole = brotliDecompressSync(readFileSync(file));
    const end = whole.indexOf('\n');
    const head = JSON.parse(whole.toString('utf8', 0, end)) as Head;
    const bytes = whole.subarray(end + 1);
    const size = head.files.reduce((sum, each) => sum + each.size, 0);
    return size === bytes.length ? { head, bytes } : null;
  } catch {
    return null;
  }
}
