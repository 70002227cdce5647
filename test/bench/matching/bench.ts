import { compileCodeowners } from '@steward/domain/code/codeowners-matcher.ts';
import { parseCodeowners } from '@steward/domain/code/codeowners-parse.ts';
import type { Bench, BenchGoal, BenchReport } from '../support/bench.ts';
import { figure, ratiosOf, spreadOf, spreadText } from '../support/statistics.ts';
import { bucketedPatterns } from './bucketed-patterns.ts';
import { packageMatchers } from './packages.ts';
import { repeated, type SampleRepository, sampleRepositories } from './repositories.ts';

/** So many paths of a repository the packages are asked about: the slowest takes a hundredth of a second for one. */
const asked = 100;

/** Milliseconds that the work takes. */
function timed(work: () => void): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

/** The same of one of so many runs that together they take long enough for a busy machine's pauses to be a part of all. */
function timedOften(work: () => void, leastMs = 40): number {
  let runs = 0;
  const together = timed(() => {
    const until = performance.now() + leastMs;
    do {
      work();
      runs++;
    } while (performance.now() < until);
  });
  return together / runs;
}

type Match = (path: string) => unknown;
const all = (match: Match, paths: readonly string[]) => () => {
  for (const path of paths) match(path);
};

/** Who owns each path of a repository, beside the packages of npm and what a careful hand would write. */
export const matchingBench: Bench = {
  name: 'matching',
  title: 'Matching: who owns each path of a repository',
  short: true,
  run: async ({ long, note }) => {
    const rounds = long ? 15 : 5;
    const rows: string[][] = [];
    const goals: BenchGoal[] = [];
    const samples = sampleRepositories();
    const largest = samples.reduce((a, b) => (b.paths.length > a.paths.length ? b : a));
    const compared = [...samples, repeated(largest, 4)];
    for (const repository of compared) {
      note(`matching ${repository.name}`);
      const measured = await compare(repository, rounds);
      rows.push(...measured.rows);
      goals.push(...measured.goals);
    }
    const growth = ruleGrowth();
    goals.push(growth.goal);
    return {
      table: { columns: ['repository', 'matcher', 'all paths', 'one path', 'Steward is faster by'], rows },
      goals,
      notes: [
        'Warm: rules are compiled before. Packages are asked about a hundred paths, spread over the repository, and their time for all is reckoned from that; one is counted only where it gives each of them the owners that GitHub gives it. They remember what they answered for a path, so with a handful of rules nothing is left to be faster than. The pattern a rule is a table of one regular expression for each rule, looked up by the first folder, as somebody would write it who needs it fast.',
        growth.note,
      ],
    } satisfies BenchReport;
  },
};

async function compare({ name, text, paths }: SampleRepository, rounds: number) {
  const { rules } = parseCodeowners(text, 'GITHUB');
  const match = compileCodeowners(rules, 'GITHUB');
  const patterns = bucketedPatterns(rules);
  const few = paths.filter((_, n) => n % Math.ceil(paths.length / asked) === 0);
  for (const path of paths)
    if (patterns(path) !== (match(path)[0]?.rule?.line ?? null))
      throw new Error(
        `${name}: ${path} is line ${patterns(path)} to the patterns and ${match(path)[0]?.rule?.line} here`,
      );
  all(match, paths)();
  const ours: number[] = [];
  const byHand: number[] = [];
  for (let round = 0; round < rounds; round++) {
    ours.push(timedOften(all(match, paths)));
    byHand.push(timedOften(all(patterns, paths)));
  }
  const title = `${name}: ${paths.length} paths, ${rules.length} rules`;
  const each = (ms: number) => `${figure((ms * 1000) / paths.length)} µs`;
  const mine = spreadOf(ours);
  const hand = ratiosOf(byHand, ours);
  const rows = [
    [title, 'Steward', spreadText(mine, ' ms'), each(mine.median), ''],
    [
      '',
      'a pattern a rule',
      spreadText(spreadOf(byHand), ' ms'),
      each(spreadOf(byHand).median),
      spreadText(hand),
    ],
  ];
  const right: number[] = [];
  for (const [packageName, matcher] of await packageMatchers(text)) {
    if (typeof matcher === 'string') {
      rows.push(['', packageName, `refuses the file: ${matcher.slice(0, 60)}`, '', '']);
      continue;
    }
    const wrong = few.filter((path) => {
      const [answer] = match(path);
      return JSON.stringify(matcher(path)) !== JSON.stringify(answer?.owners ?? []);
    }).length;
    const times: number[] = [];
    for (let round = 0; round < Math.min(rounds, 3); round++)
      times.push((timedOften(all(matcher, few)) * paths.length) / few.length);
    const ratio = ratiosOf(
      times,
      times.map((_, n) => ours[n]!),
    );
    const right0 = wrong === 0;
    if (right0) right.push(ratio.median);
    rows.push([
      '',
      `${packageName}${right0 ? '' : ` (wrong for ${wrong} of ${few.length})`}`,
      spreadText(spreadOf(times), ' ms'),
      each(spreadOf(times).median),
      spreadText(ratio),
    ]);
  }
  const best = Math.min(...right);
  const goals: BenchGoal[] = [
    {
      what: `${name}: faster than the fastest package that answers right`,
      wanted: 'at least 100 times',
      seen: right.length > 0 ? figure(best) : 'none answers right',
      reached: right.length === 0 || best >= 100,
    },
    {
      what: `${name}: against one compiled pattern a rule`,
      wanted: 'no slower',
      seen: `${figure(hand.median)} times as fast`,
      reached: hand.median >= 1,
    },
    {
      what: `${name}: one path`,
      wanted: 'at most 20 µs',
      seen: each(mine.median),
      reached: (mine.median * 1000) / paths.length <= 20,
    },
  ];
  return { rows, goals };
}

/** Ten times the rules: what it costs to make ready, and what one path costs then. */
function ruleGrowth(): { goal: BenchGoal; note: string } {
  const at = (count: number) => {
    const lines = Array.from(
      { length: count },
      (_, n) => [`/src/p${n}/`, `*.e${n}`, `/src/*/x${n}`, `**/${'a**/'.repeat(10)}n${n}`][n % 4]!,
    );
    const { rules } = parseCodeowners(lines.map((pattern) => `${pattern} @o`).join('\n'), 'GITHUB');
    let match: Match = () => null;
    const ready = timed(() => {
      match = compileCodeowners(rules, 'GITHUB');
    });
    const paths = Array.from({ length: 1_000 }, (_, n) => `src/p${n}/${'a/'.repeat(20)}file.ts`);
    all(match, paths)();
    return { ready, path: timed(all(match, paths)) };
  };
  at(1_000);
  const [small, large] = [at(10_000), at(100_000)];
  return {
    goal: {
      what: 'making 100,000 rules ready, a quarter of them with ten stars each, over 10,000',
      wanted: 'linear: about 10',
      seen: figure(large.ready / small.ready),
      reached: large.ready / small.ready <= 30,
    },
    note: `Making 100,000 rules ready takes ${figure(large.ready)} ms; one path 21 folders deep then takes ${figure(large.path)} µs, and ${figure(small.path)} µs with 10,000. That both are linear is a test on counted steps, not on time.`,
  };
}
