import { datasetSizes } from '../dataset/sizes.ts';
import { inArena } from '../support/arena.ts';
import type { Bench, BenchOptions, BenchReport } from '../support/bench.ts';
import { query } from '../support/bench-database.ts';
import type { ChildServer } from '../support/child-server.ts';
import { httpLoad } from '../support/http-load.ts';
import { atMost } from '../support/report.ts';
import { figure, ratiosOf, spreadOf, spreadText } from '../support/statistics.ts';
import { startSteward } from '../support/steward-child.ts';
import { rowsByHand, type WriteFigures } from './hand-writer.ts';

const most = 50;

/** What a write costs where many write at once, with the audit chain and, as nothing is ever run, without it. */
export const writersBench: Bench = {
  name: 'writers',
  title: 'Writes of many at once, and the chain of the audit log',
  short: false,
  run: (options) =>
    inArena(datasetSizes.S, async ({ database: { url }, add }) => {
      const steward = await add(startSteward({ databaseUrl: url }));
      return measure(options, steward, url);
    }),
};

interface Way {
  readonly name: string;
  readonly run: (ms: number) => Promise<WriteFigures>;
  /** Processor time of the server for one write, of each round. */
  readonly work: number[];
  /** Answers that said "later". */
  readonly refused: string[];
  readonly results: WriteFigures[];
}

async function measure(
  { long, note }: BenchOptions,
  steward: ChildServer,
  url: string,
): Promise<BenchReport> {
  const way = (name: string, writers: number, chained: boolean, record: (n: number) => number): Way => {
    const work: number[] = [];
    const refused: string[] = [];
    const run = async (ms: number) => {
      await query(url, `ALTER TABLE "AuditEvent" ${chained ? 'ENABLE' : 'DISABLE'} TRIGGER audit_told`);
      const before = steward.cpuMs() ?? 0;
      const result = await httpLoad(steward, {
        ...{ connections: writers, ms, body: (n) => writeBody(record(n), n) },
        isRight: (answer) => {
          if (answer.includes('"UNAVAILABLE"')) refused.push(answer);
          return answer.includes('"revision":') || answer.includes('"UNAVAILABLE"');
        },
      });
      work.push(((steward.cpuMs() ?? 0) - before) / result.requests);
      return result;
    };
    return { name, run, work, refused, results: [] };
  };
  const apart = (n: number) => n % datasetSizes.S.repositories;
  const ways: Way[] = [
    way('one writer', 1, true, apart),
    way('one writer, without the chain', 1, false, apart),
    way(`${most} writers, each another record`, most, true, apart),
    way(`${most} writers, each another record, without the chain`, most, false, apart),
    way(`${most} writers of one record`, most, true, () => 0),
    {
      name: `${most} connections by hand, one row each`,
      run: (ms) => rowsByHand(url, most, ms),
      work: [],
      refused: [],
      results: [],
    },
  ];
  for (const each of ways) await each.run(1_000);
  for (const each of ways) each.work.length = each.refused.length = 0;
  for (let round = 0; round < (long ? 9 : 3); round++) {
    note('writing');
    for (const each of ways) each.results.push(await each.run(long ? 5_000 : 3_000));
  }
  await query(url, 'ALTER TABLE "AuditEvent" ENABLE TRIGGER audit_told');
  return reportOf(ways);
}

/** The record alone decides nothing: whatever is there is written over. */
const writeBody = (repository: number, n: number): string =>
  JSON.stringify({
    query: `mutation ($key: String!, $text: String!) {
      updateRepository(input: { key: $key, description: $text, expectedRevision: null }) {
        ... on UpdateRepositoryPayload { revision } ... on UserError { message }
      }
    }`,
    variables: {
      key: `github.com/acme/repository-${repository}`,
      text: `Written at ${n} of ${performance.now()}`,
    },
  });

function reportOf(ways: readonly Way[]): BenchReport {
  const values = (at: number, of: keyof WriteFigures) => ways[at]!.results.map((result) => result[of]);
  const chained = ratiosOf(values(2, 'p50'), values(3, 'p50'));
  const alone = ratiosOf(values(0, 'p50'), values(1, 'p50'));
  return {
    table: {
      columns: [
        'who writes',
        'writes a second',
        'p50',
        'p99',
        "the server's processor time of one",
        'told to try later',
      ],
      rows: ways.map(({ name, work, refused, results }, at) => [
        name,
        spreadText(spreadOf(values(at, 'perSecond'))),
        spreadText(spreadOf(values(at, 'p50')), ' ms'),
        spreadText(spreadOf(values(at, 'p99')), ' ms'),
        work.length > 0 ? spreadText(spreadOf(work), ' ms') : '',
        `${refused.length} of ${results.reduce((all, { requests }) => all + requests, 0)}`,
      ]),
    },
    goals: [
      atMost(`a write with ${most} writers, p99`, spreadOf(values(2, 'p99')).median, 600, 'ms'),
      atMost('a write by one, p50', spreadOf(values(0, 'p50')).median, 100, 'ms'),
      {
        what: `what the chain costs ${most} writers: p50 over that without it`,
        wanted: 'at most 1.25',
        seen: `${figure(chained.median)}, and ${figure(alone.median)} for one`,
        reached: chained.median <= 1.25,
      },
    ],
    notes: [
      `Dataset S on PostgreSQL, which flushes every commit to the disk; one server with its ${12} connections, each writer sending its next write when the last is answered. Rounds follow each other, and ratios are taken within a round. Without the chain: the trigger that seals a transaction is off, which no site can do without its owner of the tables.`,
      'A transaction holds the head of the chain from its very end until its commit is on the disk, so chained commits are flushed one by one and not several together. The hand-written row is what PostgreSQL does when nothing stands in the way of that.',
    ],
  };
}
