import { type CodeownersMatcher, compileCodeowners } from '@steward/domain/code/codeowners-matcher.ts';
import { parseCodeowners } from '@steward/domain/code/codeowners-parse.ts';
import type { Bench, BenchGoal, BenchReport } from '../support/bench.ts';
import { figure, ratiosOf, spreadOf, spreadText } from '../support/statistics.ts';
import { bucketedPatterns } from './bucketed-patterns.ts';
import { type NpmPackage, type PackageMatcher, withPackages } from './packages.ts';
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
    const rounds = long ? 15 : 3;
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
        'Rules are compiled before, and each path is asked about once: some packages remember what they answered for a path, so each round begins with a new matcher of theirs. The slow ones are asked about a hundred paths, spread over the repository, and their time for all is reckoned from that; one is counted only where it gives a hundred paths the owners that GitHub gives them. The pattern a rule is a table of one regular expression for each rule, looked up by the first folder, as somebody would write it who needs it fast.',
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
  const each = (ms: number) => eachPath(ms, paths.length);
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
  const packages = await withPackages(text, (offered) =>
    offered.map((each) => comparedWith(each, { paths, few, rounds, ours, match })),
  );
  rows.push(...packages.map(({ row }) => row));
  const right = packages.flatMap(({ ratio }) => ratio ?? []);
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

/** A package's row, and how many times its time we are within, where it answers right. */
function comparedWith(
  { name, make }: NpmPackage,
  {
    paths,
    few,
    rounds,
    ours,
    match,
  }: {
    paths: readonly string[];
    few: readonly string[];
    rounds: number;
    ours: readonly number[];
    match: CodeownersMatcher;
  },
): { row: string[]; ratio: number | null } {
  let matcher: PackageMatcher;
  try {
    matcher = make();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { row: ['', name, `refuses the file: ${message.slice(0, 60)}`, '', ''], ratio: null };
  }
  const wrong = few.filter(
    (path) => JSON.stringify(matcher(path)) !== JSON.stringify(match(path)[0]?.owners ?? []),
  ).length;
  // All paths where the package is quick, so that the clock can tell.
  const sample = timed(all(make(), few)) > 20 ? few : paths;
  // What answers wrong is shown and not judged: once is enough.
  const times = Array.from({ length: wrong > 0 ? 1 : Math.min(rounds, 3) }, () => {
    const fresh = make();
    return (timed(all(fresh, sample)) * paths.length) / sample.length;
  });
  const ratio = ratiosOf(
    times,
    times.map((_, n) => ours[n]!),
  );
  return {
    row: [
      '',
      `${name}${wrong === 0 ? '' : ` (wrong for ${wrong} of ${few.length})`}`,
      spreadText(spreadOf(times), ' ms'),
      eachPath(spreadOf(times).median, paths.length),
      spreadText(ratio),
    ],
    ratio: wrong === 0 ? ratio.median : null,
  };
}

const eachPath = (ms: number, paths: number) => `${figure((ms * 1000) / paths)} µs`;

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
