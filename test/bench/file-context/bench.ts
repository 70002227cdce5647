import { datasetSizes } from '../dataset/sizes.ts';
import { inArena } from '../support/arena.ts';
import { askText } from '../support/ask.ts';
import type { Bench, BenchGoal, BenchOptions, BenchReport } from '../support/bench.ts';
import type { ChildServer } from '../support/child-server.ts';
import type { LoadResult } from '../support/http-load.ts';
import { type Contender, inRounds } from '../support/rounds.ts';
import { figure, ratiosOf, type Spread, spreadOf, spreadText } from '../support/statistics.ts';
import { startSteward } from '../support/steward-child.ts';
import { editThrough, otherFileBody, staleReads } from './edits.ts';
import { handBody, readHand } from './hand-statement.ts';
import { whileEdited } from './open-changes.ts';
import { startHand, startPostgraphile } from './peer-servers.ts';
import { postgraphileBody, readPostgraphile } from './postgraphile-question.ts';
import { readSteward, stewardBody } from './question.ts';

const connections = 16;

/** `fileContext` of one known path, beside what somebody would write by hand or have made of the tables. */
export const fileContextBench: Bench = {
  name: 'file-context',
  title: 'One known file: owner, promise and open changes',
  short: true,
  run: (options) => {
    options.note('loading dataset M');
    return inArena(datasetSizes.M, async ({ database, add }) => {
      const { url } = database;
      const hand = await add(startHand(url));
      const made = await add(startPostgraphile(url));
      const steward = await add(startSteward({ databaseUrl: url }));
      const other = await add(startSteward({ databaseUrl: url }));
      options.note('asking');
      return measure(options, { hand, made, steward, other, databaseUrl: url });
    });
  },
};

interface Servers {
  hand: ChildServer;
  made: ChildServer;
  steward: ChildServer;
  /** A second server on the same database. */
  other: ChildServer;
  databaseUrl: string;
}

async function measure(options: BenchOptions, servers: Servers): Promise<BenchReport> {
  const { hand, made, steward, other, databaseUrl } = servers;
  const expected = await sameAnswer([
    readHand(await askText(hand, handBody())),
    readPostgraphile(await askText(made, postgraphileBody())),
    readSteward(await askText(steward, stewardBody())),
  ]);
  const right = (read: (answer: string) => unknown) => {
    // An answer is read once; the same bytes again are the same answer.
    const seen = new Map<string, boolean>();
    return (answer: string) => {
      const known = seen.get(answer);
      if (known !== undefined) return known;
      const isRight = JSON.stringify(read(answer)) === expected;
      seen.set(answer, isRight);
      return isRight;
    };
  };
  const stewardAnswers = { target: steward, isRight: right(readSteward) };
  const contenders: Contender[] = [
    {
      name: '`node:http` + `pg`, one prepared statement',
      target: hand,
      body: handBody,
      isRight: right(readHand),
    },
    { name: 'PostGraphile 5', target: made, body: postgraphileBody, isRight: right(readPostgraphile) },
    { name: 'Steward', ...stewardAnswers, body: () => stewardBody() },
    { name: 'Steward, another file each time', target: steward, body: otherFileBody, isRight: () => true },
  ];
  const rounds = {
    rounds: options.long ? 15 : 3,
    ms: options.long ? 4_000 : 1_200,
    connections,
    warmMs: options.long ? 2_000 : 1_000,
  };
  const results = await inRounds(contenders, rounds);
  options.note('asking while it is edited');
  const edited = await inRounds([contenders[0]!, contenders[2]!].map(editedMeanwhile(other)), {
    ...rounds,
    rounds: options.long ? 3 : 2,
    warmMs: 500,
  });
  const edits = await staleReads({ asked: steward, other, databaseUrl, edits: options.long ? 300 : 60 });
  const openChanges = await whileEdited(steward, other, options.long ? 60_000 : 10_000);
  return reportOf(contenders, [...results, edited[1]!], edited[0]!, edits, openChanges);
}

/** The same, while another server writes once a second; answers change under the asking, so only their form is checked. */
const editedMeanwhile =
  (other: ChildServer) =>
  (contender: Contender): Contender => {
    let last = 0;
    let editing = Promise.resolve();
    return {
      ...contender,
      body: (n) => {
        const now = performance.now();
        if (now - last > 1_000) {
          last = now;
          editing = editing.then(() => editThrough(other, `Change 0 at ${Math.round(now)}`));
        }
        return contender.body(n);
      },
      isRight: (answer) => answer.includes('CHG-1001'),
    };
  };

async function sameAnswer(answers: readonly object[]): Promise<string> {
  const [first, ...others] = answers.map((answer) => JSON.stringify(answer));
  if (others.some((answer) => answer !== first))
    throw new Error(`the servers answer differently: ${[first, ...others].join('\n')}`);
  return first!;
}

function reportOf(
  contenders: readonly Contender[],
  results: readonly (readonly LoadResult[])[],
  handEdited: readonly LoadResult[],
  edits: { edits: number; stale: number },
  openChanges: { p50: number; p95: number; p99: number; requests: number },
): BenchReport {
  const names = [...contenders.map(({ name }) => name), 'Steward, with an edit a second'];
  const rate = (index: number) => results[index]!.map(({ perSecond }) => perSecond);
  const edited = names.length - 1;
  const overHand = (index: number): Spread =>
    ratiosOf(rate(index), index === edited ? handEdited.map(({ perSecond }) => perSecond) : rate(0));
  const rows = names.map((name, index) => [
    name,
    spreadText(spreadOf(rate(index))),
    spreadText(spreadOf(results[index]!.map(({ p50 }) => p50)), ' ms'),
    spreadText(spreadOf(results[index]!.map(({ p99 }) => p99)), ' ms'),
    spreadText(overHand(index)),
    index === edited ? '' : spreadText(ratiosOf(rate(index), rate(1))),
  ]);
  const goal = (what: string, wanted: number, seen: Spread): BenchGoal => ({
    what,
    wanted: `at least ${wanted}`,
    seen: figure(seen.median),
    reached: seen.median >= wanted,
  });
  return {
    table: {
      columns: ['server', 'requests a second', 'p50', 'p99', 'over the hand-written', 'over PostGraphile'],
      rows,
    },
    goals: [
      goal('rate over the server written by hand', 0.5, overHand(2)),
      goal('rate over PostGraphile 5', 2, ratiosOf(rate(2), rate(1))),
      {
        what: `edits not seen at the next two reads, of ${edits.edits} by this server, another and by hand`,
        wanted: '0',
        seen: String(edits.stale),
        reached: edits.stale === 0,
      },
      {
        what: `M-246: p95 of open changes by system, component and path, ${openChanges.requests} questions at 10 a second, while an edit is made each second`,
        wanted: 'at most 200 ms',
        seen: `${figure(openChanges.p95)} ms (p50 ${figure(openChanges.p50)}, p99 ${figure(openChanges.p99)})`,
        reached: openChanges.p95 <= 200,
      },
    ],
    notes: [
      `Dataset M on PostgreSQL, loaded by COPY; ${connections} connections, each asking its next question when it has its answer; every server in a process of its own on the same machine as PostgreSQL and the asker. All are asked for the same facts, and every answer is compared with the right one. Rounds of the contenders follow each other, and ratios are taken within a round. Brackets hold the least and the most of the rounds.`,
      '"Another file each time" asks for a new path in every request, so that no answer can be given again.',
    ],
  };
}
