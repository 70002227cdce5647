import type { ImportPlan, PlanAction, PlanRow } from './plan/types.ts';
import { printable } from './printable.ts';

const words: Readonly<Record<PlanAction, string>> = {
  CREATE: 'create',
  UPDATE: 'update',
  KEEP: 'keep',
  CONFLICT: 'conflict',
  SKIP: 'skip',
  REFUSE: 'refuse',
  ARCHIVE: 'archive',
  FINDING: 'finding',
};

/** One line for people: how many rows of each action, and how many findings. */
export function printPlanSummary(plan: ImportPlan): string {
  const counted = (Object.keys(words) as PlanAction[])
    .filter((action) => action !== 'FINDING' && plan.counts[action] > 0)
    .map((action) => `${plan.counts[action]} ${words[action]}`);
  const findings = plan.findings.filter((finding) => finding.severity !== 'info').length;
  // A file that is not there, empty or unreadable replaces nothing, and --prune archives nothing of it.
  const sources = new Set(
    plan.rows
      .filter((row) => row.action === 'FINDING' && /^source /.test(row.reason))
      .map(({ file }) => file),
  ).size;
  if (sources > 0)
    counted.push(`${sources} absent, empty or unreadable ${sources === 1 ? 'file' : 'files'} left alone`);
  const what = counted.length > 0 ? counted.join(', ') : 'nothing to do';
  return `${plan.repository}: ${what}; ${findings} ${findings === 1 ? 'finding' : 'findings'}`;
}

/** The plan for people: what changes first, then what is worth knowing, then the summary. */
export function printPlanText(plan: ImportPlan): string {
  const told = new Set(plan.findings.map(({ message }) => message));
  const rows = plan.rows
    .filter(({ action }) => action !== 'KEEP' && action !== 'FINDING')
    .map((row) => rowLine(row, told));
  const findings = plan.findings
    .filter((finding) => finding.severity !== 'info')
    .map(({ file, line, severity, message }) => `${place(file, line)}: ${severity}: ${message}`);
  const kept = plan.counts.KEEP > 0 ? [`keep      ${plan.counts.KEEP} unchanged`] : [];
  return [...rows, ...kept, ...findings, printPlanSummary(plan)].map((line) => `${oneLine(line)}\n`).join('');
}

/** A row that is refused says why in whole words, unless a finding does. */
function rowLine(
  { action, kind, key, ref, file, line, reason, message }: PlanRow,
  told: ReadonlySet<string>,
): string {
  const what = kind && key ? `${kind} ${key}` : ref || kind;
  const why = action === 'REFUSE' && !told.has(message) ? message || reason : reason;
  const where = file === '' ? '' : `  ${place(file, line)}`;
  return `${words[action].padEnd(9)} ${what || 'document'}${where}  ${why}`;
}

const place = (file: string, line: number | null): string => (line === null ? file : `${file}:${line}`);

export const planTsvHeader = ['repo', 'path', 'doc', 'ref', 'owner_ref', 'relations', 'action', 'reason'];

/**
 * The plan for machines: a header, then one line for each entity, each gone entity and each rules file. Tabs, line
 * breaks and backslashes inside a value are written as \t, \n, \r and \\. `relations` is JSON.
 */
export function printPlanTsv(plan: ImportPlan): string {
  const lines = plan.rows
    .filter((row) => row.kind !== 'Repository')
    .map((row) => [
      cell(plan.repository),
      cell(row.file),
      row.doc === null ? '' : String(row.doc),
      cell(row.ref),
      cell(row.ownerRef ?? ''),
      printRelations(row.relations),
      words[row.action],
      cell(row.reason),
    ]);
  return [planTsvHeader, ...lines].map((cells) => `${cells.join('\t')}\n`).join('');
}

/** Relations as JSON with a blank after each comma. */
export const printRelations = (relations: PlanRow['relations']): string =>
  `[${relations.map((pair) => `[${pair.map((text) => JSON.stringify(text)).join(', ')}]`).join(', ')}]`;

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

const cell = (value: string): string => printable(value.replace(/[\\\t\n\r]/g, (c) => escapes[c] ?? c));

const oneLine = (line: string): string => printable(line.replace(/[\n\r\t]+/g, ' '));
