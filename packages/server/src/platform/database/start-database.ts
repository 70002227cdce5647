import { type Migration, readMigrations } from '../migrations/migration-files.ts';
import { type AuditProtection, asAppRole } from './app-role.ts';
import { type Connection, connect } from './connection.ts';
import {
  copyBefore,
  endFirstStart,
  ensureDatabase,
  prepareDirectory,
  removeCopies,
} from './data-directory.ts';
import { type DirectoryLock, lockDirectory } from './directory-lock.ts';
import { connectDirectory } from './embedded-problem.ts';
import { migrateOnStart } from './migrate-on-start.ts';
import { type Database, databaseOver, type OpenOptions } from './open-database.ts';
import { connectPostgres, placeOf } from './postgres-problem.ts';
import { failed, reasonOf, type StartProblem } from './start-problem.ts';
import type { DatabaseKind, DatabaseTarget } from './target.ts';
import { templateFile } from './template.ts';

export type StartOptions = OpenOptions & {
  /** What stands for this process in the message to a second one, for example `steward start`. */
  command: string;
  now: Date;
  migrations?: Migration[];
  /** File of a database that was made before; else the one that comes with the server. */
  template?: string;
  /** Told, in words for a person, what takes long. */
  progress?: (what: string) => void;
};

export type StartedDatabase = Database & {
  /** Migrations that this start applied, in order. */
  applied: string[];
  protection: AuditProtection;
  /** True until a server was ready on the directory's database for the first time, as `announce` says. */
  firstStart: boolean;
  /** Call when the server answers: names its address to a second server, and removes copies of earlier starts. */
  announce(address: string): void;
};

export type Start = { ok: true; database: StartedDatabase } | { ok: false; problem: StartProblem };

/**
 * The one way a server comes to its database: directory, lock, version, migrations. Either everything stands, or
 * nothing is held and the database is as it was. Closing the database gives the lock back.
 */
export async function startDatabase(target: DatabaseTarget, options: StartOptions): Promise<Start> {
  if (target.kind === 'embedded') return startLocked(target.directory, options);
  if (target.kind === 'postgres') return startPostgres(target.url, options);
  const opened = await connect(target);
  const migrated = await migrateOnStart(opened, { ...planOf(options), place: 'memory' });
  if (!migrated.ok) return migrated;
  return started(migrated.value.connection, target.kind, options, migrated.value.applied);
}

async function startPostgres(url: string, options: StartOptions): Promise<Start> {
  const opened = await connectPostgres(url);
  if (!opened.ok) return opened;
  const migrated = await migrateOnStart(opened.value, { ...planOf(options), place: placeOf(url) });
  if (!migrated.ok) return migrated;
  return started(migrated.value.connection, 'postgres', options, migrated.value.applied);
}

async function startLocked(directory: string, options: StartOptions): Promise<Start> {
  const prepared = prepareDirectory(directory);
  if (!prepared.ok) return prepared;
  const locked = await lockDirectory(directory, options.command, options.now);
  if (!locked.ok) return locked;
  const lock = locked.value;
  const start = await startInDirectory(directory, options, lock).catch(
    (error: unknown): Start =>
      failed(
        'DIRECTORY_NOT_WRITABLE',
        `The data directory ${directory} cannot be used: ${reasonOf(error)}.`,
        'Free space there or mend its permissions, and start again.',
      ),
  );
  if (!start.ok) lock.release();
  return start;
}

async function startInDirectory(
  directory: string,
  options: StartOptions,
  lock: DirectoryLock,
): Promise<Start> {
  const plan = planOf(options);
  const ensured = await ensureDatabase(directory, {
    migrations: plan.migrations,
    template: options.template ?? templateFile(),
    beforeMaking: () => options.progress?.(`Making the embedded database in ${directory}`),
  });
  const { path, firstStart } = ensured;
  const opened = await connectDirectory(directory, path);
  if (!opened.ok) return opened;
  const migrated = await migrateOnStart(opened.value, {
    ...plan,
    place: directory,
    copyFirst: async (connection, migration) => {
      await connection.close();
      const copy = copyBefore(directory, migration);
      return { copy, connection: await connect({ kind: 'embedded', directory: path }) };
    },
  });
  if (!migrated.ok) return migrated;
  const { connection, copy } = migrated.value;
  const applied = ensured.migrated ? plan.migrations.map(({ name }) => name) : migrated.value.applied;
  return started(connection, 'embedded', options, applied, (close) => ({
    firstStart,
    announce: (address) => {
      endFirstStart(directory);
      lock.announce(address);
      removeCopies(directory, copy);
    },
    close: async () => {
      await close();
      lock.release();
    },
  }));
}

function planOf(options: StartOptions) {
  return { migrations: options.migrations ?? readMigrations(), copyFirst: null };
}

async function started(
  migrated: Connection,
  kind: DatabaseKind,
  options: StartOptions,
  applied: string[],
  more: (close: Database['close']) => Partial<StartedDatabase> = () => ({}),
): Promise<Start> {
  const { connection, protection } = await asAppRole(migrated);
  const database = databaseOver(connection, kind, options);
  const own = { applied, protection, firstStart: false, announce: () => {} };
  return { ok: true, database: { ...database, ...own, ...more(database.close) } };
}
