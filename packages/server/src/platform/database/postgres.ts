import { PrismaPg } from '@prisma/adapter-pg';
import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import pg from 'pg';

/**
 * Milliseconds. The database gives up first, so that no statement runs on after the caller was told that it failed:
 * these lie below Prisma's transaction limit (`open-database.ts`). `query_timeout` is our own side's, for a network
 * that swallows everything.
 */
const LIMITS = {
  statement_timeout: 10_000,
  lock_timeout: 3_000,
  idle_in_transaction_session_timeout: 8_000,
  query_timeout: 12_000,
};
const CONNECT_TIMEOUT_MS = 3_000;
const IDLE_CONNECTION_MS = 30_000;

/** A PostgreSQL server's usual `max_connections` is 100; four servers of this pool size stay below 60 % of it. */
const POOL_SIZE = 12;

/**
 * Connections to PostgreSQL, made when needed, each working as `role` where one is given. Waiting for one ends after
 * three seconds.
 */
export function openPool(url: string, role?: string): pg.Pool {
  return pool(url, { max: POOL_SIZE, ...LIMITS }, role);
}

/** One connection without limits of time: a migration takes as long as it takes, and waits for another server's. */
export function openMigrationPool(url: string): pg.Pool {
  return pool(url, { max: 1, statement_timeout: 0, lock_timeout: 0, idle_in_transaction_session_timeout: 0 });
}

function pool(url: string, limits: pg.PoolConfig, role?: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idleTimeoutMillis: IDLE_CONNECTION_MS,
    keepAlive: true,
    ...limits,
    application_name: 'steward',
    // What a request asks is answered in milliseconds, which is less than compiling its plan takes.
    options: `-c timezone=UTC -c jit=off${role === undefined ? '' : ` -c role=${role}`}`,
  });
  // Without a listener the loss of an idle connection ends the process; the pool has already dropped it.
  pool.on('error', () => {});
  return pool;
}

export function postgresAdapter(pool: pg.Pool): SqlMigrationAwareDriverAdapterFactory {
  return new PrismaPg(pool);
}
