import { setTimeout as wait } from 'node:timers/promises';
import { datasetSizes } from '../dataset/sizes.ts';
import { inArena } from '../support/arena.ts';
import type { Bench, BenchReport } from '../support/bench.ts';
import { spreadOf, spreadText } from '../support/statistics.ts';
import { startSteward } from '../support/steward-child.ts';

/** How long a start takes, and what the server holds when nobody asks anything. */
export const startBench: Bench = {
  name: 'start',
  title: 'Start to ready, and memory at rest',
  short: false,
  run: ({ long, note }) =>
    inArena(datasetSizes.M, async ({ database }) => {
      const rounds = long ? 9 : 3;
      const places = [
        { name: 'embedded, a new database', databaseUrl: null },
        { name: 'PostgreSQL, dataset M', databaseUrl: database.url },
      ];
      const seen = places.map(() => ({ ready: [] as number[], memory: [] as number[] }));
      for (let round = 0; round < rounds; round++)
        for (const [at, { name, databaseUrl }] of places.entries()) {
          note(`starting: ${name}`);
          const server = await startSteward({ databaseUrl });
          // What a start leaves behind is collected while nobody asks.
          await wait(2_000);
          seen[at]!.ready.push(server.readyMs);
          seen[at]!.memory.push((server.memory() ?? Number.NaN) / 2 ** 20);
          await server.end();
        }
      return {
        table: {
          columns: ['database', 'start to ready', 'memory at rest'],
          rows: places.map(({ name }, at) => [
            name,
            spreadText(spreadOf(seen[at]!.ready), ' ms'),
            spreadText(spreadOf(seen[at]!.memory), ' MB'),
          ]),
        },
        goals: [],
        notes: [
          'From source, each start a process of its own with Node reading TypeScript; the embedded start makes its database and applies every migration. Memory is what stays resident two seconds after the first word.',
        ],
      } satisfies BenchReport;
    }),
};
