import type { SqlDriverAdapter } from '@prisma/driver-adapter-utils';
import type { Connection } from '../database/connection.ts';
import { engineApply, withEngine } from './engine.ts';
import { engineFactory, inMigrationTransaction } from './migration-adapter.ts';
import { type Migration, readMigrations } from './migration-files.ts';

/** `pending`: known here and not applied there, in order. `unknown`: applied there and not known here: a newer server's. */
export type MigrationState = { applied: string[]; pending: string[]; unknown: string[] };

export type Applied =
  | { ok: true; applied: string[] }
  | { ok: false; migration: string | null; reason: string };

/** Compares names alone and needs no engine, so that a start with nothing to do stays quick. */
export async function pendingMigrations(
  connection: Connection,
  migrations: Migration[] = readMigrations(),
): Promise<MigrationState> {
  const applied = await appliedNames(connection);
  const known = new Set(migrations.map(({ name }) => name));
  const done = new Set(applied);
  return {
    applied,
    pending: migrations.map(({ name }) => name).filter((name) => !done.has(name)),
    unknown: applied.filter((name) => !known.has(name)),
  };
}

/**
 * Applies all pending migrations in one transaction: all of them stand afterwards, or none. Servers that start at once
 * on one PostgreSQL wait for each other. A migration must not use `CREATE INDEX CONCURRENTLY`, and must not use an enum
 * value that an earlier one of the same release added: both are impossible within one transaction.
 */
export async function applyMigrations(
  connection: Connection,
  migrations: Migration[] = readMigrations(),
): Promise<Applied> {
  const failure: { migration: string | null; reason: string | null } = { migration: null, reason: null };
  try {
    const applied = await inMigrationTransaction(connection, (adapter) => {
      const watched = watchScripts(adapter, migrations, failure);
      return withEngine(engineFactory(watched), (engine) => engineApply(engine, migrations));
    });
    return { ok: true, applied };
  } catch (error) {
    // After a failed statement the engine's own message is about the aborted transaction, not about the cause.
    return { ok: false, migration: failure.migration, reason: failure.reason ?? messageOf(error) };
  }
}

async function appliedNames(connection: Connection): Promise<string[]> {
  const [table] = await connection.query<{ found: string | null }>(
    `SELECT to_regclass('public._prisma_migrations')::text AS found`,
  );
  if (!table?.found) return [];
  const rows = await connection.query<{ migration_name: string }>(
    `SELECT migration_name FROM public._prisma_migrations
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`,
  );
  return rows.map((row) => row.migration_name);
}

function watchScripts(
  adapter: SqlDriverAdapter,
  migrations: Migration[],
  failure: { migration: string | null; reason: string | null },
): SqlDriverAdapter {
  return {
    ...adapter,
    executeScript: async (script) => {
      try {
        await adapter.executeScript(script);
      } catch (error) {
        failure.migration ??= migrations.find(({ sql }) => sql === script)?.name ?? null;
        failure.reason ??= messageOf(error);
        throw error;
      }
    },
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
