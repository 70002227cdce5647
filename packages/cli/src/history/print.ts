import type { CompareVersionsQuery, RevisionLineFragment } from '@steward/client/operations.generated.ts';
import { topFields } from '@steward/domain/record/top-fields.ts';

const doors: Readonly<Record<RevisionLineFragment['door'], string>> = {
  API: 'API',
  EDITOR: 'editor',
  CLI: 'command line',
  IMPORTER: 'import',
  SYSTEM: 'server',
  DEMO: 'demonstration',
};

const operations: Readonly<Record<RevisionLineFragment['operation'], string>> = {
  CREATE: 'made it',
  UPDATE: 'changed',
  ARCHIVE: 'put it away',
  RESTORE: 'brought it back',
  TRANSITION: 'moved it on',
  ASSIGN_ROLE: 'gave a role',
  HAND_OVER_ROLE: 'handed a role over',
  END_ROLE: 'ended a role',
};

/** One write in a line: its number, when, who, through which door, what, why. */
export function revisionText({
  revision,
  at,
  actor,
  door,
  operation,
  changed,
  reason,
}: RevisionLineFragment): string {
  const fields = operation === 'UPDATE' || operation === 'TRANSITION' ? topFields(changed).join(', ') : '';
  const what = [operations[operation], fields].filter(Boolean).join(' ');
  return `${String(revision).padStart(4)}  ${at}  ${actor} (${doors[door]}) ${what}${reason ? `: ${reason}` : ''}\n`;
}

type Comparison = NonNullable<CompareVersionsQuery['recordComparison']>;

/** What differs, a line for each field and each row of a part. */
export function comparisonText(label: string, { from, to, changes }: Comparison): string {
  const head = `${label}: ${versionText(from)} to ${versionText(to)}`;
  if (changes.length === 0) return `${head}: nothing is different\n`;
  return [`${head}:`, ...changes.map(changeText)].map((line) => `${line}\n`).join('');
}

const versionText = ({ revision, at, actor }: Comparison['from']): string =>
  `revision ${revision} (${at}, ${actor})`;

function changeText({ field, row, before, after }: Comparison['changes'][number]): string {
  const name = row === null ? field : `${field} ${row}`;
  if (row !== null && before === null) return `  + ${name}: ${JSON.stringify(after)}`;
  if (row !== null && after === null) return `  - ${name}: ${JSON.stringify(before)}`;
  return `  ~ ${name}: ${JSON.stringify(before)} -> ${JSON.stringify(after)}`;
}
