import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import type { Pool } from 'pg';
import type { Connection } from '../database/connection.ts';
import { adapterOver } from '../database/embedded-adapter.ts';
import { openPool, postgresAdapter } from '../database/postgres.ts';

/** The engine takes an advisory lock of its own; another server may hold it for as long as its migration runs. */
const WAIT_FOR_OTHER_SERVER_MS = 10 * 60_000;

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
  const pool = openPool(connection.url, 1);
  try {
    await pool.query(`SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0;
      SET lock_timeout = ${WAIT_FOR_OTHER_SERVER_MS}; BEGIN`);
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
