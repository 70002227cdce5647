import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askSteward } from '../support/ask.ts';
import type { Bench, BenchReport } from '../support/bench.ts';
import { benchDatabase } from '../support/bench-database.ts';
import { figure } from '../support/statistics.ts';
import { startSteward } from '../support/steward-child.ts';
import { writeDescriptors } from './descriptors.ts';
import { importOnce } from './import-once.ts';

/** `steward import` of generated catalog files into PostgreSQL, the first time and again. */
export const importBench: Bench = {
  name: 'import',
  title: 'Import of catalog files',
  short: false,
  run: async ({ note }) => {
    const folder = mkdtempSync(join(tmpdir(), 'steward-bench-'));
    const database = await benchDatabase();
    const server = await startSteward({ databaseUrl: database.url });
    try {
      const descriptors = writeDescriptors(folder, 5_000);
      note(`importing ${descriptors} descriptors`);
      const first = await importOnce(folder, server);
      const found = await askSteward<{ components: { totalCount: number } }>(
        server,
        '{ components(first: 1) { totalCount } }',
      );
      if (found.components.totalCount !== 5_000)
        throw new Error(`${found.components.totalCount} components can be asked for, not 5000`);
      note('importing them again');
      const again = await importOnce(folder, server);
      const row = (name: string, seconds: number) => [
        name,
        String(descriptors),
        `${figure(seconds)} s`,
        figure(descriptors / seconds),
      ];
      return {
        table: {
          columns: ['import', 'descriptors', 'whole command', 'descriptors a second'],
          rows: [row('into an empty database', first), row('the same again', again)],
        },
        goals: [],
        notes: [
          '5,000 components with owner, system and two dependencies each, 200 systems and 50 groups in 105 files. The time is that of the whole command, from its start until the records can be asked for: reading, sending, planning, writing in one transaction, and printing what was done. `pnpm bench backstage` gives the same files to a Backstage catalog.',
        ],
      } satisfies BenchReport;
    } finally {
      await server.end();
      await database.stop();
      rmSync(folder, { recursive: true });
    }
  },
};
