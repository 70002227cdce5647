import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { SyncedFolder, syncedSettings } from './synced-folder.ts';

/** Without a directory in memory; `load` is what `dumpDataDir` gave, for a database that does not exist yet. */
export type EmbeddedOptions = { directory?: string; load?: Uint8Array<ArrayBuffer> };

/** PostgreSQL inside this process. One process a directory: take the lock first. Rejects with the database's own words. */
export async function openEmbedded({ directory, load }: EmbeddedOptions = {}): Promise<PGlite> {
  let lastWords = '';
  try {
    return await PGlite.create({
      ...(directory ? { fs: new SyncedFolder(directory) } : {}),
      ...(load ? { loadDataDir: new Blob([load]) } : {}),
      extensions: { pg_trgm },
      startParams: [
        ...(directory ? syncedSettings(PGlite.defaultStartParams) : PGlite.defaultStartParams),
        // Both of Prisma's adapters read a timestamp as if the session stood in UTC.
        ...['-c', 'timezone=UTC'],
        // By itself it takes 160 MB and touches all of it; the system keeps the files in memory as well.
        ...['-c', 'shared_buffers=32MB'],
      ],
      onStderr: (text) => {
        lastWords = text.match(/(?:FATAL|PANIC):\s*(.+)/)?.[1] ?? lastWords;
        return true;
      },
    });
  } catch (error) {
    if (lastWords) throw new Error(lastWords, { cause: error });
    throw error;
  }
}
