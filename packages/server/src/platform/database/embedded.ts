import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';

/** PostgreSQL inside this process, in a directory or, without one, in memory. One process a directory: take the lock first. */
export async function openEmbedded(directory?: string): Promise<PGlite> {
  // Both adapters read a timestamp as if the session stood in UTC.
  return PGlite.create({
    ...(directory ? { dataDir: directory } : {}),
    extensions: { pg_trgm },
    startParams: [...PGlite.defaultStartParams, '-c', 'timezone=UTC'],
  });
}
