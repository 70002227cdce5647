import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { buildServer, serverEntry } from '../../../packages/server/build/server-bundle.ts';
import { buildVsix } from '../../../packages/vscode/build/vsix.ts';
import { datasetSizes } from '../dataset/sizes.ts';
import { inArena } from '../support/arena.ts';
import type { Bench, BenchGoal, BenchReport } from '../support/bench.ts';
import { type ChildServer, startChild } from '../support/child-server.ts';
import { atMost } from '../support/report.ts';
import { spreadOf, spreadText } from '../support/statistics.ts';
import { startSteward } from '../support/steward-child.ts';

/** What a start leaves behind is collected while nobody asks. */
const restMs = 5_000;

interface Place {
  readonly from: string;
  readonly database: string;
  readonly start: () => Promise<ChildServer>;
}

interface Seen {
  readonly ready: number[];
  readonly work: number[];
  readonly memory: number[];
}

/** How long a start takes, and what the server holds when nobody asks anything. */
export const startBench: Bench = {
  name: 'start',
  title: 'Start to ready, and memory at rest',
  short: false,
  run: ({ long, note }) =>
    inArena(datasetSizes.M, async ({ database }) => {
      note('building the server');
      const { folder } = await buildServer((await buildVsix()).file);
      const kept = mkdtempSync(join(tmpdir(), 'steward-bench-start-'));
      try {
        const places = [
          nodeAlone,
          ...placesOf('built', kept, database.url, join(folder, serverEntry)),
          ...placesOf('from source', kept, database.url),
        ];
        const seen = places.map((): Seen => ({ ready: [], work: [], memory: [] }));
        for (let round = 0; round < (long ? 9 : 3); round++)
          for (const [at, place] of places.entries()) {
            note(`starting: ${place.from}, ${place.database}`);
            await measure(place, seen[at]!);
          }
        return reportOf(places, seen);
      } finally {
        rmSync(kept, { recursive: true, force: true });
      }
    }),
};

/** The floor under all of them. */
const nodeAlone: Place = {
  from: 'Node alone',
  database: 'none',
  start: () =>
    startChild({
      args: ['-e', 'setInterval(() => {}, 60_000); console.log("ready at nowhere")'],
      ready: /^ready at (\S+)$/m,
      urlOf: (address) => address,
    }),
};

/** The existing database is the one that the first round makes: from then on it is there. */
function placesOf(from: string, kept: string, databaseUrl: string, entry?: string): Place[] {
  const start = (more: { databaseUrl: string | null; data?: string }) => () =>
    startSteward({ ...more, ...(entry === undefined ? {} : { entry }) });
  const data = join(kept, from);
  const makeOnce = start({ databaseUrl: null, data });
  let made: Promise<void> | undefined;
  return [
    { from, database: 'embedded, a new database', start: start({ databaseUrl: null }) },
    {
      from,
      database: 'embedded, an existing database',
      start: async () => {
        made ??= makeOnce().then((server) => server.end());
        await made;
        return makeOnce();
      },
    },
    { from, database: 'PostgreSQL, dataset M', start: start({ databaseUrl }) },
  ];
}

async function measure({ start }: Place, seen: Seen): Promise<void> {
  const server = await start();
  try {
    seen.ready.push(server.readyMs);
    seen.work.push(server.cpuMs() ?? Number.NaN);
    await wait(restMs);
    seen.memory.push((server.memory() ?? Number.NaN) / 2 ** 20);
  } finally {
    await server.end();
  }
}

function reportOf(places: readonly Place[], seen: readonly Seen[]): BenchReport {
  const median = (of: keyof Seen, database: RegExp) => {
    const at = places.findIndex((place) => place.from === 'built' && database.test(place.database));
    return spreadOf(seen[at]![of]).median;
  };
  const goals: BenchGoal[] = [
    atMost('built, embedded, a new database: start to ready', median('ready', /new/), 10_000, 'ms'),
    atMost(
      'built, embedded, an existing database: start to ready',
      median('ready', /existing/),
      10_000,
      'ms',
    ),
    atMost('built, embedded: memory at rest', median('memory', /existing/), 700, 'MB'),
    atMost('built, PostgreSQL: memory at rest', median('memory', /PostgreSQL/), 400, 'MB'),
  ];
  return {
    table: {
      columns: ['server', 'database', 'start to ready', 'processor time of that', 'memory at rest'],
      rows: places.map(({ from, database }, at) => [
        from,
        database,
        spreadText(spreadOf(seen[at]!.ready), ' ms'),
        spreadText(spreadOf(seen[at]!.work), ' ms'),
        spreadText(spreadOf(seen[at]!.memory), ' MB'),
      ]),
    },
    goals,
    notes: [
      `Each start is a process of its own: "built" is what \`pnpm build\` leaves, run by plain Node; "from source" is Node reading TypeScript. Processor time is of all threads until the first word, so that a machine that does other work does not change it much. Memory is what stays resident ${restMs / 1000} seconds after.`,
    ],
  };
}
