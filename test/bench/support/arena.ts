import { type LoadedDataset, loadDataset } from '../dataset/load-dataset.ts';
import type { DatasetSize } from '../dataset/sizes.ts';
import { type BenchDatabase, benchDatabase } from './bench-database.ts';
import type { ChildServer } from './child-server.ts';

export interface Arena {
  readonly database: BenchDatabase;
  readonly dataset: LoadedDataset;
  /** Ends with the arena. */
  add(server: Promise<ChildServer>): Promise<ChildServer>;
}

/** A loaded database and the servers over it, all of which end with the work. */
export async function inArena<Result>(
  size: DatasetSize,
  work: (arena: Arena) => Promise<Result>,
): Promise<Result> {
  const database = await benchDatabase();
  const servers: ChildServer[] = [];
  try {
    const dataset = await loadDataset(database.url, size);
    return await work({
      database,
      dataset,
      add: async (server) => {
        servers.push(await server);
        return servers.at(-1)!;
      },
    });
  } finally {
    for (const server of servers) await server.end();
    await database.stop();
  }
}
