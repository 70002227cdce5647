import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';

/** Without a directory in memory; `load` is what `dumpDataDir` gave, for a database that does not exist yet. */
export type EmbeddedOptions = { directory?: string; load?: Uint8Array<ArrayBuffer> };

/** PostgreSQL inside this process. One process a directory: take the lock first. */
export async function openEmbedded({ directory, load }: EmbeddedOptions = {}): Promise<PGlite> {
  return PGlite.create({
    ...(directory ? { dataDir: directory } : {}),
    ...(load ? { loadDataDir: new Blob([load]) } : {}),
    extensions: { pg_trgm },
    // Both of Prisma's adapters read a timestamp as if the session stood in UTC.
    startParams: [...PGlite.defaultStartParams, '-c', 'timezone=UTC'],
  });
}
