import { type Migration, readMigrations } from '../migrations/migration-files.ts';
import { applyMigrations, pendingMigrations } from '../migrations/migrate.ts';
import { type Connection, connect } from './connection.ts';
import { copyBefore, copiesIn, ensureDatabase, prepareDirectory, removeCopies, writtenBy } from './data-directory.ts';
import { type DirectoryLock, lockDirectory } from './directory-lock.ts';
import { type Database, databaseOver, type OpenOptions } from './open-database.ts';
import { checkUrl, checkVersion, explainConnection, placeOf } from './postgres-problem.ts';
import { type Attempt, failed, reasonOf, type StartProblem, succeeded } from './start-problem.ts';
import type { DatabaseTarget } from './target.ts';

export type StartOptions = OpenOptions & {
  /** What stands for this process in the message to a second one, for example `steward start`. */
  command: string;
  now: Date;
  migrations?: Migration[];
};

export type StartedDatabase = Database & {
  /** Migrations that this start applied, in order. */
  applied: string[];
  /** True when there was no database before. */
  firstStart: boolean;
  /** Call when the server answers: names its address to a second server, and removes copies that are no longer needed. */
  announce(address: string): void;
};

export type Start = { ok: true; database: StartedDatabase } | { ok: false; problem: StartProblem };

const EMBEDDED_MAJOR = '18';

/**
 * The one way a server comes to its database: directory, lock, version, migrations. Either everything stands, or
 * nothing is held and the database is as it was. Closing the database gives the lock back.
 */
export async function startDatabase(target: DatabaseTarget, options: StartOptions): Promise<Start> {
  const migrations = options.migrations ?? readMigrations();
  if (target.kind === 'embedded') return startInDirectory(target, options, migrations);
  const connection = target.kind === 'postgres' ? await connectPostgres(target.url) : succeeded(await connect(target));
  if (!connection.ok) return connection;
  return finishStart(target, options, migrations, connection.value, { directory: null, lock: null, made: false });
}

type Held = { directory: string | null; lock: DirectoryLock | null; made: boolean };

async function startInDirectory(
  target: DatabaseTarget & { kind: 'embedded' },
  options: StartOptions,
  migrations: Migration[],
): Promise<Start> {
  const prepared = prepareDirectory(target.directory);
  if (!prepared.ok) return prepared;
  const locked = await lockDirectory(target.directory, options.command, options.now);
  if (!locked.ok) return locked;
  const lock = locked.value;
  try {
    const { path, made } = await ensureDatabase(target.directory);
    const connection = await connectDirectory(target.directory, path);
    if (connection.ok) {
      const held = { directory: target.directory, lock, made };
      const start = await finishStart(target, options, migrations, connection.value, held);
      if (!start.ok) lock.release();
      return start;
    }
    lock.release();
    return connection;
  } catch (error) {
    lock.release();
    return failed(
      'DIRECTORY_NOT_WRITABLE',
      `The data directory ${target.directory} cannot be used: ${reasonOf(error)}.`,
      'Free space there or mend its permissions, and start again: nothing was changed.',
    );
  }
}

async function connectDirectory(directory: string, path: string): Promise<Attempt<Connection>> {
  const version = writtenBy(directory);
  const copies = copiesIn(directory);
  const fix = copies.length
    ? `A copy from before the last migration stands at ${copies[0]}: put it in its place.`
    : 'Restore a backup with `steward restore`.';
  if (version !== EMBEDDED_MAJOR) {
    const found = version ? `was written by PostgreSQL ${version}, this server reads ${EMBEDDED_MAJOR}` : 'has no version';
    return failed('DATABASE_DAMAGED', `The embedded database in ${directory} ${found}.`, fix);
  }
  try {
    return succeeded(await connect({ kind: 'embedded', directory: path }));
  } catch (error) {
    return failed('DATABASE_DAMAGED', `The embedded database in ${directory} cannot be opened: ${reasonOf(error)}.`, fix);
  }
}

async function connectPostgres(url: string): Promise<Attempt<Connection>> {
  const checked = checkUrl(url);
  if (!checked.ok) return checked;
  let connection: Connection;
  try {
    connection = await connect({ kind: 'postgres', url });
  } catch (error) {
    return explainConnection(url, error);
  }
  const [row] = await connection.query<{ version: string; number: number }>(
    `SELECT version(), current_setting('server_version_num')::int AS number`,
  );
  const version = checkVersion(url, row?.version ?? '', row?.number ?? 0);
  if (version.ok) return succeeded(connection);
  await connection.close();
  return version;
}

async function finishStart(
  target: DatabaseTarget,
  options: StartOptions,
  migrations: Migration[],
  opened: Connection,
  held: Held,
): Promise<Start> {
  const migrated = await migrate(target, migrations, opened, held.directory);
  if (!migrated.ok) return migrated;
  const { connection, applied, copy } = migrated.value;
  const database = databaseOver(connection, target.kind, options);
  return {
    ok: true,
    database: {
      ...database,
      applied,
      firstStart: held.made,
      announce: (address) => {
        held.lock?.announce(address);
        if (held.directory) removeCopies(held.directory, copy);
      },
      close: async () => {
        await database.close();
        held.lock?.release();
      },
    },
  };
}

type Migrated = { connection: Connection; applied: string[]; copy: string | null };

/** Closes the connection when it fails. An embedded database is copied first, which needs it closed for a moment. */
async function migrate(
  target: DatabaseTarget,
  migrations: Migration[],
  opened: Connection,
  directory: string | null,
): Promise<Attempt<Migrated>> {
  const place = target.kind === 'postgres' ? placeOf(target.url) : (directory ?? 'memory');
  const state = await pendingMigrations(opened, migrations);
  if (state.unknown.length > 0) {
    await opened.close();
    return failed(
      'DATABASE_NEWER',
      `The database in ${place} is newer than this server: it has ${state.unknown.join(', ')}, which this server does not know.`,
      'Start the newer server, or restore a backup from before the upgrade.',
    );
  }
  const [first] = state.pending;
  if (first === undefined) return succeeded({ connection: opened, applied: [], copy: null });

  let connection = opened;
  let copy: string | null = null;
  if (directory && state.applied.length > 0) {
    await opened.close();
    copy = copyBefore(directory, first);
    connection = await connect(target.kind === 'embedded' ? { kind: 'embedded', directory: `${directory}/database` } : target);
  }
  const outcome = await applyMigrations(connection, migrations);
  if (outcome.ok) return succeeded({ connection, applied: outcome.applied, copy });
  await connection.close();
  return failed(
    'MIGRATION_FAILED',
    `The migration ${outcome.migration ?? first} of the database in ${place} failed: ${outcome.reason}.`,
    `The database is as it was${copy ? `, and a copy of it stands at ${copy}` : ''}: the server before this one still runs on it.`,
  );
}
