import { applyMigrations, pendingMigrations } from '../migrations/migrate.ts';
import type { Migration } from '../migrations/migration-files.ts';
import type { Connection } from './connection.ts';
import { type Attempt, failed, succeeded } from './start-problem.ts';

export type Migrated = { connection: Connection; applied: string[]; copy: string | null };

export type MigratePlan = {
  migrations: Migration[];
  /** Where the database is, as a message may say it. */
  place: string;
  /** Closes and copies the database before a migration changes it, and opens it again; null where nothing is copied. */
  copyFirst:
    | ((opened: Connection, migration: string) => Promise<{ connection: Connection; copy: string }>)
    | null;
};

/**
 * Brings the database to this server's migrations, refusing one that a newer server has been at.
 * When it fails the database is as it was and its connection closed.
 */
export async function migrateOnStart(opened: Connection, plan: MigratePlan): Promise<Attempt<Migrated>> {
  const { migrations, place } = plan;
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

  const copyFirst = state.applied.length > 0 ? plan.copyFirst : null;
  const { connection, copy } = copyFirst
    ? await copyFirst(opened, first)
    : { connection: opened, copy: null };
  const outcome = await applyMigrations(connection, migrations);
  if (outcome.ok) return succeeded({ connection, applied: outcome.applied, copy });
  await connection.close();
  return failed(
    'MIGRATION_FAILED',
    `The migration ${outcome.migration ?? first} of the database in ${place} failed: ${outcome.reason}.`,
    copy
      ? `The database is as it was, and a copy of it stands at ${copy}: the server before this one still runs on it.`
      : 'The database is as it was: mend what is named, or start the server before this one.',
  );
}
