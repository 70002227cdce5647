import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import {
  describeHolder,
  type Holder,
  howToEnd,
  isVisible,
  readHolder,
  removeHolder,
  thisProcess,
  writeHolder,
} from './holder.ts';
import { type Attempt, failed, reasonOf, succeeded } from './start-problem.ts';

export type DirectoryLock = {
  /** Tells whoever comes second where this server answers. */
  announce(address: string): void;
  /** Twice is once. */
  release(): void;
};

const SQLITE_BUSY = 5;
/** Between taking the lock and writing the name the holder has none, or still its predecessor's. */
const NAME_APPEARS_WITHIN_MS = 500;
const LOOK_EVERY_MS = 25;

/**
 * Two processes on one embedded database destroy it, and the database itself does not notice. The lock is SQLite's
 * exclusive one on a file in the directory: the operating system holds it, across process id namespaces, and drops it
 * when the process ends in whatever way.
 */
export async function lockDirectory(
  directory: string,
  command: string,
  now: Date,
): Promise<Attempt<DirectoryLock>> {
  const attempt = await takeFreeLock(directory);
  if (attempt === 'busy') return inUse(directory);
  if (!(attempt instanceof DatabaseSync)) {
    return failed(
      'DIRECTORY_NOT_WRITABLE',
      `The data directory ${directory} cannot be locked: ${reasonOf(attempt)}.`,
      'Choose a directory on a local disk with --data.',
    );
  }
  let holder: Holder = thisProcess(command, now);
  writeHolder(directory, holder);
  let held = true;
  return succeeded({
    announce: (address) => {
      holder = { ...holder, address };
      if (held) writeHolder(directory, holder);
    },
    release: () => {
      if (!held) return;
      held = false;
      removeHolder(directory);
      attempt.close();
    },
  });
}

function takeLock(file: string): DatabaseSync | 'busy' | Error {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { timeout: 0 });
    database.exec('PRAGMA journal_mode = MEMORY; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database?.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) return 'busy';
    return error instanceof Error ? error : new Error(String(error));
  }
}

/**
 * Tries again while nobody who runs is named: two that come at the same moment hinder each other, and neither has it;
 * or the one who has it has not written the name yet.
 */
async function takeFreeLock(directory: string): Promise<ReturnType<typeof takeLock>> {
  const file = join(directory, 'lock.db');
  let attempt = takeLock(file);
  for (let waited = 0; attempt === 'busy' && waited < NAME_APPEARS_WITHIN_MS; ) {
    if (isCurrent(readHolder(directory))) break;
    // Not in step with whoever came at the same moment.
    const pause = LOOK_EVERY_MS * (0.5 + Math.random());
    await wait(pause);
    waited += pause;
    attempt = takeLock(file);
  }
  return attempt;
}

function inUse(directory: string): Attempt<never> {
  const holder = readHolder(directory);
  return failed(
    'DIRECTORY_IN_USE',
    `The data directory ${directory} is in use by ${describeHolder(holder)}.`,
    howToEnd(holder),
  );
}

/** A name whose process is gone may be the one before the holder's; a process of another machine is never visible. */
function isCurrent(holder: Holder | null): boolean {
  return holder !== null && isVisible(holder.process);
}
