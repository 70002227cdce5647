import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { datasetSizes } from '../dataset/sizes.ts';
import { inArena } from '../support/arena.ts';
import type { Bench, BenchGoal, BenchReport } from '../support/bench.ts';
import { startChild } from '../support/child-server.ts';
import { atMost } from '../support/report.ts';
import { figure, percentileOf } from '../support/statistics.ts';
import { startSteward } from '../support/steward-child.ts';
import { type FanOut, fanOut } from './fan-out.ts';
import { readersOf } from './people.ts';
import { type SeenSaves, saveToSeen } from './save-to-seen.ts';

const fileOf = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** What one writes at one server, seen by others at another one. */
export const liveBench: Bench = {
  name: 'live',
  title: 'Live: what others write',
  short: false,
  run: ({ long, note }) => {
    const size = long ? datasetSizes.M : datasetSizes.S;
    const folder = mkdtempSync(join(tmpdir(), 'steward-bench-loop-'));
    const watched = (name: string) => ({
      loopFile: join(folder, name),
      env: { LOOP_DELAY_FILE: join(folder, name) },
      nodeOptions: ['--import', fileOf('loop-delay.ts')],
    });
    note(`loading dataset ${size.name}`);
    return inArena(size, async ({ database: { url }, add }) => {
      const [ours, hand] = [watched('steward'), watched('hand')];
      const here = await add(startSteward({ databaseUrl: url }));
      const there = await add(startSteward({ databaseUrl: url, ...ours }));
      note('saving here, looking there');
      const saves = await saveToSeen({ here, there }, long ? 100 : 10);
      const peer = await add(
        startChild({
          ...{ args: [...hand.nodeOptions, fileOf('hand-feed-server.ts'), url], env: hand.env },
          ...{ ready: /^ready (\S+)$/m, urlOf: (address) => address },
        }),
      );
      const readers = long ? 1_000 : 300;
      const events = long ? 40 : 8;
      note(`telling ${readers} readers`);
      const fans: [string, FanOut][] = [];
      for (const [name, { server, loopFile }, targets] of [
        [
          'hand-written',
          { server: peer, ...hand },
          Array.from({ length: readers }, () => ({ url: peer.url })),
        ],
        ['Steward', { server: there, ...ours }, await readersOf(there, readers)],
      ] as const)
        fans.push([name, await fanOut({ server, loopFile }, { writer: here, targets, events })]);
      return reportOf(saves, fans, size.name);
    }).finally(() => rmSync(folder, { recursive: true, force: true }));
  },
};

function reportOf(
  { answered, seen }: SeenSaves,
  fans: readonly [string, FanOut][],
  size: string,
): BenchReport {
  const ms = (value: number) => `${figure(value)} ms`;
  const megabytes = (bytes: number) => bytes / 2 ** 20;
  const at = (values: readonly number[]) => [ms(percentileOf(values, 0.5)), ms(percentileOf(values, 0.99))];
  const [[, hand], [, ours]] = fans as [[string, FanOut], [string, FanOut]];
  const { subscribers } = ours;
  const both = (what: string, of: (fan: FanOut) => readonly [string, string]) =>
    fans.map(([name, fan]) => [`${what}: ${name}`, ...of(fan)]);
  const seconds = (what: string, value: number, limit: number): BenchGoal => atMost(what, value, limit, 'ms');
  return {
    table: {
      columns: ['what', 'p50', 'p99'],
      rows: [
        ['a save, until it is answered', ...at(answered)],
        ['a save at one server, until the other editor shows it, which is at another server', ...at(seen)],
        ...both(`a write, until ${subscribers} idle readers at another server are told`, ({ p50, p99 }) => [
          ms(p50),
          ms(p99),
        ]),
        ...both('how late the event loop is meanwhile', ({ loop }) => [ms(loop.p50), ms(loop.p99)]),
        ...both('processor time of one event to one reader', ({ workEach }) => [
          `${figure(workEach)} µs`,
          '',
        ]),
        ...both(`memory with ${subscribers} readers`, ({ memory }) => [
          `${figure(megabytes(memory))} MB`,
          '',
        ]),
        ...both('memory that one reader adds', ({ memoryEach }) => [`${figure(memoryEach / 1024)} KB`, '']),
      ],
    },
    goals: [
      seconds('from save to seen in the other editor, p50', percentileOf(seen, 0.5), 1_000),
      seconds('from save to seen in the other editor, p99', percentileOf(seen, 0.99), 3_000),
      seconds('from a write until an idle reader is told, p50', ours.p50, 500),
      seconds('from a write until an idle reader is told, p99', ours.p99, 3_000),
      atMost(`memory of the server with ${subscribers} idle readers`, megabytes(ours.memory), 400, 'MB'),
      seconds(
        'how late the event loop is with them, p99, beyond that of the hand-written server',
        Math.max(0, ours.loop.p99 - hand.loop.p99),
        40,
      ),
    ],
    notes: [
      `Dataset ${size} on PostgreSQL, two servers in processes of their own. A save is sent to the first, at ${seen.length} moments that stand in no relation to anything; the other editor is the packed host bundle in a process of its own, the file in front, following the second server, and shows a save when its lens says it. Times begin when the save is sent.`,
      `${subscribers} streams of ${Math.ceil(subscribers / 50)} people, who only read, at the second server; ${ours.events} writes, two a second, at the first. Times begin when the write is answered and are of every reader and every write. The hand-written server is \`node:http\` and \`pg\`: it looks at the same table as often, writes each event to everybody, and knows neither people nor rights.`,
    ],
  };
}
