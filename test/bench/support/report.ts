import { cpus, loadavg, release, totalmem, type } from 'node:os';
import type { Bench, BenchGoal, BenchReport, BenchTable } from './bench.ts';
import { figure } from './statistics.ts';

/** What a run stood on; figures mean nothing without it. */
export function environmentText(date: string): string {
  const [first] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return [
    `Measured on ${date}: ${cpus().length} processors (${first?.model.trim() ?? 'unknown'}), ${memory} GB of memory,`,
    `${type()} ${release().split('-')[0]}, Node ${process.versions.node}.`,
    // Above the number of processors, times by the clock are those of a machine that did other work.
    `${figure(loadavg()[0]!)} processes wanted to run.`,
  ].join(' ');
}

export function markdownTable({ columns, rows }: BenchTable): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n');
}

/** The same for a terminal. */
export function textTable({ columns, rows }: BenchTable): string {
  const all = [columns, ...rows];
  const widths = columns.map((_, at) => Math.max(...all.map((row) => (row[at] ?? '').length)));
  return all
    .map((row) =>
      row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!))).join('  '),
    )
    .join('\n');
}

/** The goal of a figure that is not to be exceeded. */
export const atMost = (what: string, seen: number, limit: number, unit: string): BenchGoal => ({
  what,
  wanted: `at most ${limit.toLocaleString('en')} ${unit}`,
  seen: `${figure(seen)} ${unit}`,
  reached: seen <= limit,
});

export const goalTable = (report: BenchReport): BenchTable => ({
  columns: ['wanted', '', 'seen', ''],
  rows: report.goals.map(({ what, wanted, seen, reached }) => [
    what,
    wanted,
    seen,
    reached ? 'reached' : 'MISSED',
  ]),
});

/** The part of docs/performance.md that a bench writes. */
export function sectionOf({ title }: Bench, report: BenchReport, date: string): string {
  const goals = report.goals.length > 0 ? [markdownTable(goalTable(report))] : [];
  return [`## ${title}`, environmentText(date), markdownTable(report.table), ...goals, ...report.notes].join(
    '\n\n',
  );
}
