import { type DatasetSize, datasetSizes } from '../dataset/sizes.ts';
import { startHand, startPostgraphile } from '../file-context/peer-servers.ts';
import { inArena } from '../support/arena.ts';
import { askSteward, askText } from '../support/ask.ts';
import type { Bench, BenchGoal, BenchReport } from '../support/bench.ts';
import type { ChildServer } from '../support/child-server.ts';
import { type Contender, inRounds } from '../support/rounds.ts';
import { figure, ratiosOf, spreadOf, spreadText } from '../support/statistics.ts';
import { startSteward } from '../support/steward-child.ts';
import { type Question, questionsOf } from './questions.ts';

const connections = 16;

/** Larger questions beside the same two peers, once from what is kept and once worked out anew each time. */
export const questionsBench: Bench = {
  name: 'questions',
  title: 'Larger questions',
  short: false,
  run: (options) => {
    options.note('loading dataset M');
    return inArena(datasetSizes.M, async ({ database, add }) => {
      const hand = await add(startHand(database.url));
      const made = await add(startPostgraphile(database.url));
      const steward = await add(startSteward({ databaseUrl: database.url }));
      const rows: string[][] = [];
      const goals: BenchGoal[] = [];
      for (const question of await allQuestions(steward, datasetSizes.M)) {
        options.note(`asking for ${question.name}`);
        const measured = await measure(question, { hand, made, steward, long: options.long });
        rows.push(...measured.rows);
        goals.push(...measured.goals);
      }
      return {
        table: {
          columns: [
            'question',
            'server',
            'requests a second',
            'p50',
            'p99',
            'over the hand-written',
            'over PostGraphile',
          ],
          rows,
        },
        goals,
        notes: [
          `Dataset M, ${connections} connections. Before it is measured, each answer is compared with the others'. "Worked out" sends a document with another comment each time, which is parsed and validated as well; one impact worked out is measured under growth. The hand-written impact counts what is reached and answers with the number alone; Steward answers with 100 records of it too.`,
        ],
      } satisfies BenchReport;
    });
  },
};

export type AskedQuestion = Question & { readonly body: (n?: number) => string };

/** The questions with Steward's documents made ready; a number makes the document one of its own. */
export async function allQuestions(steward: ChildServer, size: DatasetSize): Promise<AskedQuestion[]> {
  const found = await askSteward<{ system: { id: string } }>(
    steward,
    'query ($key: String!) { system(key: $key) { id } }',
    { key: `system-${size.systems - 1}` },
  );
  return questionsOf(size).map((question) => {
    const { query, variables } = question.steward({ hub: found.system.id });
    const body = (n?: number) =>
      JSON.stringify({ query: n === undefined ? query : `${query} # ${n}`, variables });
    return { ...question, body };
  });
}

async function measure(
  question: AskedQuestion,
  {
    hand,
    made,
    steward,
    long,
  }: { hand: ChildServer; made: ChildServer; steward: ChildServer; long: boolean },
): Promise<{ rows: string[][]; goals: BenchGoal[] }> {
  const handBody = JSON.stringify(question.hand);
  const madeBody = question.postgraphile && JSON.stringify(question.postgraphile);
  const answers = {
    hand: await askText(hand, handBody),
    steward: await askText(steward, question.body()),
    made: madeBody && (await askText(made, madeBody)),
  };
  const seen = [
    question.read.hand(JSON.parse(answers.hand)),
    question.read.steward(JSON.parse(answers.steward).data),
    ...(answers.made ? [question.read.postgraphile(JSON.parse(answers.made).data)] : []),
  ].map((value) => JSON.stringify(value));
  if (seen.some((value) => value !== seen[0])) throw new Error(`${question.name}: ${seen.join('\n')}`);
  let asked = 0;
  const same = (text: string) => (answer: string) => answer.length === text.length;
  const contenders: Contender[] = [
    { name: 'hand-written', target: hand, body: () => handBody, isRight: same(answers.hand) },
    { name: 'Steward', target: steward, body: () => question.body(), isRight: same(answers.steward) },
    ...(question.workedOut
      ? [
          {
            name: 'Steward, worked out',
            target: steward,
            body: () => question.body(asked++),
            isRight: same(answers.steward),
          },
        ]
      : []),
    ...(madeBody && answers.made
      ? [{ name: 'PostGraphile 5', target: made, body: () => madeBody, isRight: same(answers.made) }]
      : []),
  ];
  const results = await inRounds(contenders, {
    ...{ rounds: long ? 9 : 3, ms: long ? 3_000 : 700 },
    ...{ connections, warmMs: long ? 1_000 : 500 },
  });
  const rate = (index: number) => results[index]!.map(({ perSecond }) => perSecond);
  const over = (index: number, other: number) => ratiosOf(rate(index), rate(other));
  const rows = contenders.map(({ name }, index) => [
    index === 0 ? question.name : '',
    name,
    spreadText(spreadOf(rate(index))),
    spreadText(spreadOf(results[index]!.map(({ p50 }) => p50)), ' ms'),
    spreadText(spreadOf(results[index]!.map(({ p99 }) => p99)), ' ms'),
    spreadText(over(index, 0)),
    madeBody ? spreadText(over(index, contenders.length - 1)) : '',
  ]);
  const goal = (what: string, wanted: number, median: number): BenchGoal => ({
    what: `${question.name}: ${what}`,
    wanted: `at least ${wanted}`,
    seen: figure(median),
    reached: median >= wanted,
  });
  return {
    rows,
    goals: [
      goal('over the hand-written', 0.5, over(1, 0).median),
      ...(madeBody ? [goal('over PostGraphile', 2, over(1, contenders.length - 1).median)] : []),
    ],
  };
}
