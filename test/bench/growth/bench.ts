import type { LoadedDataset } from '../dataset/load-dataset.ts';
import { type DatasetSize, datasetSizes } from '../dataset/sizes.ts';
import { stewardBody, stewardDocument } from '../file-context/question.ts';
import { allQuestions } from '../questions/bench.ts';
import { type Arena, inArena } from '../support/arena.ts';
import { askText } from '../support/ask.ts';
import type { Bench, BenchGoal, BenchOptions, BenchReport } from '../support/bench.ts';
import type { ChildServer } from '../support/child-server.ts';
import { type Contender, inRounds } from '../support/rounds.ts';
import { figure, ratiosOf, spreadOf, spreadText } from '../support/statistics.ts';
import { startSteward } from '../support/steward-child.ts';

/** What ten times the data may cost where the answer has the same size. */
const mostGrowth = 1.2;

/** The same questions over more and more data, worked out each time: what is kept costs the same whatever the data. */
export const growthBench: Bench = {
  name: 'growth',
  title: 'Growth: the same questions over ten times the data',
  short: false,
  run: (options) =>
    withSizes(options, options.long ? ['S', 'M', 'L'] : ['S', 'M'], [], (loaded) => measure(options, loaded)),
};

interface Loaded {
  readonly size: DatasetSize;
  readonly steward: ChildServer;
  readonly dataset: LoadedDataset;
}

/** One arena inside the other, so that all sizes are asked in turn on the same machine at the same time. */
async function withSizes<Result>(
  options: BenchOptions,
  [name, ...others]: readonly DatasetSize['name'][],
  loaded: readonly Loaded[],
  work: (loaded: readonly Loaded[]) => Promise<Result>,
): Promise<Result> {
  if (!name) return work(loaded);
  options.note(`loading dataset ${name}`);
  return inArena(datasetSizes[name], async ({ database, dataset, add }: Arena) => {
    const steward = await add(startSteward({ databaseUrl: database.url }));
    return withSizes(options, others, [...loaded, { size: datasetSizes[name], steward, dataset }], work);
  });
}

interface SizedQuestion {
  readonly name: string;
  /** False where more data is a longer answer. */
  readonly sameAnswer: boolean;
  readonly bodies: readonly ((n: number) => string)[];
}

async function questionsAt(loaded: readonly Loaded[]): Promise<SizedQuestion[]> {
  const perSize = await Promise.all(loaded.map(({ steward, size }) => allQuestions(steward, size)));
  const file = (n: number) =>
    stewardBody().replace(JSON.stringify(stewardDocument).slice(1, -1), (document) => `${document} # ${n}`);
  return [
    { name: 'one known file', sameAnswer: true, bodies: loaded.map(() => file) },
    ...perSize[0]!.map(({ name }, at) => ({
      name,
      sameAnswer: !name.startsWith('impact'),
      bodies: perSize.map((questions) => (n: number) => questions[at]!.body(n)),
    })),
  ];
}

async function measure(options: BenchOptions, loaded: readonly Loaded[]): Promise<BenchReport> {
  const rows: string[][] = [];
  const goals: BenchGoal[] = [];
  let asked = 0;
  for (const { name, sameAnswer, bodies } of await questionsAt(loaded)) {
    options.note(`asking for ${name}`);
    const contenders: Contender[] = [];
    let refused: string | null = null;
    for (const [at, { steward, size }] of loaded.entries()) {
      const answer = await answerInTime(steward, () => bodies[at]!(asked++));
      // Whoever waits longer is refused by the server, so there is nothing to measure.
      if (answer === null) {
        refused = size.name;
        break;
      }
      const { length } = answer;
      contenders.push({
        name: size.name,
        target: steward,
        body: () => bodies[at]!(asked++),
        isRight: (answer) => answer.length === length,
      });
    }
    const results = await inRounds(contenders, {
      ...{ rounds: options.long ? 9 : 5, ms: 1_000 },
      ...{ connections: 1, warmMs: 1_000 },
    });
    const p50 = (at: number) => results[at]!.map((result) => result.p50);
    for (const [at, contender] of contenders.entries()) {
      const over = at === 0 ? null : ratiosOf(p50(at), p50(at - 1));
      rows.push([
        at === 0 ? name : '',
        contender.name,
        spreadText(spreadOf(p50(at)), ' ms'),
        spreadText(spreadOf(results[at]!.map(({ p99 }) => p99)), ' ms'),
        over ? spreadText(over) : '',
      ]);
      if (over && sameAnswer)
        goals.push({
          what: `${name}: ${contender.name} over ${contenders[at - 1]!.name}`,
          wanted: `at most ${mostGrowth}`,
          seen: figure(over.median),
          reached: over.median <= mostGrowth,
        });
    }
    if (refused !== null) rows.push(['', refused, 'not answered within 3 s here', '', '']);
  }
  return {
    table: { columns: ['question', 'dataset', 'p50', 'p99', 'p50 over the size before'], rows },
    goals,
    notes: [
      'Every answer is worked out: each document has a comment of its own. One connection asks, sizes in turn. M has about ten times the records of S, and L about ten times those of M. More depends on a record that most others need where there are more others, so the impact grows with its answer and is not judged.',
      loaded.map(loadedText).join(' '),
    ],
  };
}

/** An answer that leaves room for the server's limit of ten seconds when others are at work; null when it takes longer. */
async function answerInTime(steward: ChildServer, body: () => string): Promise<string | null> {
  const ask = () =>
    askText(steward, body()).catch((error: unknown) => {
      if (String(error).includes('"UNAVAILABLE"')) return null;
      throw error;
    });
  // The first one finds nothing compiled.
  await ask();
  const began = performance.now();
  const answer = await ask();
  return performance.now() - began > 3_000 ? null : answer;
}

const loadedText = ({ size, dataset: { rows, seconds, bytes } }: Loaded): string =>
  `${size.name}: ${rows.toLocaleString('en')} rows, loaded by COPY in ${figure(seconds)} s, ${figure(bytes / 2 ** 20)} MB on the disk.`;
