import type { Connection } from '../database/connection.ts';

/**
 * The set of transactions whose work can be seen, which is another one after every commit that wrote anything in any
 * way, by this server, another one or by hand; and when the database was started, since a copy that takes over counts
 * its transactions on its own.
 */
const statement = `SELECT pg_current_snapshot()::text || ' ' || pg_postmaster_start_time()::text AS stamp`;

/** Milliseconds that a question waits to hear whether a kept answer still holds; afterwards it is worked out anew. */
const PATIENCE_MS = 1_000;

/**
 * Reads a text that is the same as long as everything in the database is; null when the database does not say in time.
 * What is answered was read after the call: calls that come while one read is under way share the next.
 */
export function stampReader(connection: Pick<Connection, 'query'>): () => Promise<string | null> {
  let underWay: Promise<unknown> = Promise.resolve();
  let next: Promise<string | null> | null = null;
  return () => {
    next ??= underWay.then(() => {
      next = null;
      const read = readInTime(connection);
      underWay = read;
      return read;
    });
    return next;
  };
}

async function readInTime(connection: Pick<Connection, 'query'>): Promise<string | null> {
  const late = Promise.withResolvers<null>();
  const timer = setTimeout(() => late.resolve(null), PATIENCE_MS);
  const read = connection.query<{ stamp: string }>(statement).then(
    ([row]) => row?.stamp ?? null,
    () => null,
  );
  const stamp = await Promise.race([read, late.promise]);
  clearTimeout(timer);
  return stamp;
}
