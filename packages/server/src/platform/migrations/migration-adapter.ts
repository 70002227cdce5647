import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import type { Pool } from 'pg';
import type { Connection } from '../database/connection.ts';
import { adapterOver } from '../database/embedded-adapter.ts';
import { openMigrationPool, postgresAdapter } from '../database/postgres.ts';

/**
 * Runs `work` in ONE transaction: when it rejects, or the process ends, the database is as it was before.
 * Prisma's PostgreSQL adapter splits a script at every semicolon and sends the pieces over the pool, which breaks
 * function bodies and leaves half a migration behind; here a script goes whole, over the transaction's connection.
 */
export async function inMigrationTransaction<T>(
  connection: Connection,
  work: (adapter: SqlDriverAdapter) => Promise<T>,
): Promise<T> {
  if (connection.engine === 'embedded') {
    return connection.pglite.transaction(async (transaction) => work(await adapterOver(transaction)));
  }
  // The engine takes an advisory lock of the session, so ending the connection is what lets the next server go on.
  const pool = openMigrationPool(connection.url);
  try {
    await pool.query('BEGIN');
    const result = await work(await onePoolConnection(pool));
    await pool.query('COMMIT');
    return result;
  } finally {
    await pool.end();
  }
}

async function onePoolConnection(pool: Pool): Promise<SqlDriverAdapter> {
  const inner = await postgresAdapter(pool).connect();
  return {
    provider: inner.provider,
    adapterName: inner.adapterName,
    queryRaw: inner.queryRaw.bind(inner),
    executeRaw: inner.executeRaw.bind(inner),
    executeScript: async (script) => {
      await pool.query(script);
    },
    startTransaction: () => Promise.reject(new Error('a transaction is already open')),
    getConnectionInfo: () => ({ supportsRelationJoins: true }),
    dispose: () => Promise.resolve(),
  };
}

/** What the engine is given: the adapter to work on and, where it compares, an empty database to play migrations in. */
export function engineFactory(
  adapter: SqlDriverAdapter,
  shadow: () => Promise<SqlDriverAdapter> = () => Promise.reject(new Error('no shadow database here')),
): SqlMigrationAwareDriverAdapterFactory {
  return {
    provider: 'postgres',
    adapterName: 'steward-migrations',
    connect: () => Promise.resolve(adapter),
    connectToShadowDb: shadow,
  };
}
