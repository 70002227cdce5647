// pnpm bench [names] [--long] [--date YYYY-MM-DD]: measures Steward beside what people would take in its place.
import { parseArgs } from 'node:util';
import { editorBench } from './editor/bench.ts';
import { fileContextBench } from './file-context/bench.ts';
import { growthBench } from './growth/bench.ts';
import { backstageBench } from './import/backstage-bench.ts';
import { importBench } from './import/bench.ts';
import { liveBench } from './live/bench.ts';
import { matchingBench } from './matching/bench.ts';
import { questionsBench } from './questions/bench.ts';
import { startBench } from './start/bench.ts';
import type { Bench, BenchGoal } from './support/bench.ts';
import { writeSection } from './support/performance-page.ts';
import { environmentText, goalTable, sectionOf, textTable } from './support/report.ts';
import { writersBench } from './writers/bench.ts';

const benches: readonly Bench[] = [
  fileContextBench,
  questionsBench,
  growthBench,
  matchingBench,
  importBench,
  backstageBench,
  editorBench,
  startBench,
  liveBench,
  writersBench,
];

const usage = `pnpm bench [names] [--long] [--date YYYY-MM-DD]

Without names: all benches that fit into three minutes together. With --long: all, with more rounds, but for those that
are marked with a star and run by their name alone.
With a date, what was measured goes into docs/performance.md under it.

${benches.map(({ name, title, named }) => `${named ? ' *' : '  '}${name.padEnd(14)} ${title}`).join('\n')}`;

const options = { long: { type: 'boolean' }, date: { type: 'string' }, help: { type: 'boolean' } } as const;

process.exitCode = await run();

function read() {
  try {
    return parseArgs({ allowPositionals: true, options });
  } catch (error) {
    console.error(`pnpm bench: ${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    return null;
  }
}

async function run(): Promise<number> {
  const asked = read();
  if (asked === null) return 2;
  const { values, positionals } = asked;
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const unknown = positionals.find((name) => !benches.some((bench) => bench.name === name));
  if (unknown !== undefined || (values.date !== undefined && !/^\d{4}-\d\d-\d\d$/.test(values.date))) {
    const wrong =
      unknown === undefined
        ? `--date ${values.date} is no date such as 2026-11-22`
        : `${unknown} is no bench`;
    console.error(`pnpm bench: ${wrong}\n\n${usage}`);
    return 2;
  }
  const long = values.long ?? false;
  const chosen = benches.filter(({ name, short, named = false }) =>
    positionals.length > 0 ? positionals.includes(name) : !named && (long || short),
  );
  console.log(environmentText(values.date ?? 'this day'));
  const goals: BenchGoal[] = [];
  for (const bench of chosen) {
    console.log(`\n${bench.title}\n`);
    const report = await bench.run({ long, note: (text) => console.error(`  ${text} ...`) });
    console.log(`${textTable(report.table)}\n`);
    if (report.goals.length > 0) console.log(textTable(goalTable(report)));
    goals.push(...report.goals);
    if (values.date !== undefined) writeSection(bench.name, sectionOf(bench, report, values.date));
  }
  const missed = goals.filter(({ reached }) => !reached).length;
  console.log(`\n${goals.length - missed} of ${goals.length} goals reached`);
  // A time is no test: it says as much about the machine. Only a wrong answer ends a run in failure.
  return 0;
}
