import { PrismaPg } from '@prisma/adapter-pg';
import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import pg from 'pg';

/**
 * Milliseconds. The database gives up first, so that no statement runs on after the caller was told it failed:
 * statement and idle limits lie below Prisma's transaction limit (`transactionLimits`).
 */
const SESSION = {
  statement_timeout: 10_000,
  lock_timeout: 3_000,
  idle_in_transaction_session_timeout: 8_000,
};
const CONNECT_TIMEOUT_MS = 3_000;
const IDLE_CONNECTION_MS = 30_000;

/** A PostgreSQL server's usual `max_connections` is 100; four servers of this pool size stay below 60 % of it. */
const POOL_SIZE = 12;

/** Connections to PostgreSQL, made when needed. `size` is the most that are open at once. */
export function openPool(url: string, size = POOL_SIZE): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idleTimeoutMillis: IDLE_CONNECTION_MS,
    keepAlive: true,
    application_name: 'steward',
    ...SESSION,
    options: '-c timezone=UTC',
  });
  // Without a listener the loss of an idle connection ends the process; the pool has already dropped it.
  pool.on('error', () => {});
  return pool;
}

export function postgresAdapter(pool: pg.Pool): SqlMigrationAwareDriverAdapterFactory {
  return new PrismaPg(pool);
}
