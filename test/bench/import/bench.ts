import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { askSteward } from '../support/ask.ts';
import type { Bench, BenchReport } from '../support/bench.ts';
import { benchDatabase } from '../support/bench-database.ts';
import type { ChildServer } from '../support/child-server.ts';
import { figure } from '../support/statistics.ts';
import { startSteward } from '../support/steward-child.ts';
import { writeDescriptors } from './descriptors.ts';

const steward = fileURLToPath(new URL('../../../packages/cli/src/main.ts', import.meta.url));

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
          '5,000 components with owner, system and two dependencies each, 200 systems and 50 groups in 105 files. The time is that of the whole command, from its start until the records can be asked for: reading, sending, planning, writing in one transaction, and printing what was done. A Backstage catalog was measured once, by hand, with as many components on a machine like this one: about 125 a second.',
        ],
      } satisfies BenchReport;
    } finally {
      await server.end();
      await database.stop();
      rmSync(folder, { recursive: true });
    }
  },
};

/** Seconds of the whole command. */
async function importOnce(folder: string, server: ChildServer): Promise<number> {
  const started = performance.now();
  const child = spawn(
    process.execPath,
    [
      ...[
        steward,
        'import',
        folder,
        '--repository',
        'github.com/acme/generated',
        '--commit',
        'c0ffee0',
        '--tsv',
      ],
      ...['--server', server.url.replace(/\/graphql$/, '')],
    ],
    {
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        STEWARD_TOKEN: server.headers.authorization!.replace('Bearer ', ''),
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let problems = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    problems += text;
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`the import ended with ${code}: ${problems.slice(-2_000)}`);
  return (performance.now() - started) / 1000;
}
