import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

/** What a running server says about itself to programs of the same user. */
export interface ServerFile {
  /** Such as http://127.0.0.1:4000, without a slash at the end; the API is at `/graphql` below it. */
  readonly address: string;
  /** Process id of the server. */
  readonly process: number;
  /** Absolute path of the embedded database's directory; null for a server on PostgreSQL. */
  readonly dataDirectory: string | null;
  /** Goes into the header `Authorization: Bearer`. Secret. */
  readonly token: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
}

const nameOf = (process: number) => `${process}.json`;

/**
 * Writes the file of a server whole or not at all, readable by its owner alone, and answers with its path. Files of
 * processes that are gone are removed on the way.
 */
export function writeServerFile(folder: string, file: ServerFile): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (process.platform !== 'win32') chmodSync(folder, 0o700);
  readServerFiles(folder);
  const path = join(folder, nameOf(file.process));
  const beside = `${path}.new`;
  rmSync(beside, { force: true });
  writeFileSync(beside, `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  renameSync(beside, path);
  return path;
}

/** Never fails: a file that has to stay is passed over by readers once its process is gone. */
export function removeServerFile(folder: string, process: number): void {
  try {
    rmSync(join(folder, nameOf(process)), { force: true });
  } catch {
    // The folder is gone, or not ours any more.
  }
}

/**
 * The servers of this user that run, the one started last first. A file whose process is gone is removed; a file
 * that holds something else is passed over. A process of that id may be another program by now: ask `/live`.
 */
export function readServerFiles(folder: string): ServerFile[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^\d+\.json$/.test(name))
    .flatMap((name) => {
      const process = Number.parseInt(name, 10);
      if (isRunning(process)) return readServerFile(join(folder, name)) ?? [];
      removeServerFile(folder, process);
      return [];
    })
    .sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1));
}

/** Null when it is gone or holds something else. */
function readServerFile(path: string): ServerFile | null {
  try {
    const file: Partial<ServerFile> = JSON.parse(readFileSync(path, 'utf8'));
    const { address, token, process, dataDirectory = null, startedAt = '' } = file;
    return typeof address === 'string' && typeof token === 'string' && typeof process === 'number'
      ? { address, token, process, dataDirectory, startedAt }
      : null;
  } catch {
    return null;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
