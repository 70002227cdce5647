import type { DriftQuery } from '@steward/client/operations.generated.ts';

type Finding = NonNullable<DriftQuery['drift']>['findings'][number];

/** What was found in one repository; `findings` may hold fewer than `total`. */
export interface FoundDrift {
  readonly repository: string;
  readonly total: number;
  readonly findings: readonly Finding[];
}

export function printedDrift(
  found: readonly FoundDrift[],
  { json, tsv }: { json?: boolean; tsv?: boolean },
): string {
  if (json) return `${JSON.stringify(found, null, 2)}\n`;
  return tsv ? tsvOf(found) : textOf(found);
}

function textOf(found: readonly FoundDrift[]): string {
  const lines = found.flatMap(({ repository, total, findings }) => [
    ...findings.map(({ kind, key, message }) => `${kind} ${key} ${message}`),
    ...(total > findings.length ? [`only ${findings.length} of ${total} are shown`] : []),
    `${repository}: ${total === 0 ? 'its sources agree' : `${total} ${total === 1 ? 'finding' : 'findings'}`}`,
  ]);
  return lines.map((line) => `${line.replaceAll('\n', ' ')}\n`).join('');
}

const header = ['repo', 'kind', 'key', 'field', 'code', 'source', 'value', 'other_source', 'other_value'];

/** A line for each finding; a place stands behind its source: `CODEOWNERS .github/CODEOWNERS:3`. */
function tsvOf(found: readonly FoundDrift[]): string {
  const rows = found.flatMap(({ repository, findings }) =>
    findings.map(({ kind, key, field, code, sides }) => [
      ...[repository, kind, key, field, code],
      ...sides.flatMap((side) => [placeOf(side), side.value]),
    ]),
  );
  return [header, ...rows].map((cells) => `${cells.map(cell).join('\t')}\n`).join('');
}

const placeOf = ({ source, location }: Finding['sides'][number]): string =>
  location ? `${source} ${location.file}:${location.line}` : source;

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

const cell = (value: string): string => value.replace(/[\\\t\n\r]/g, (c) => escapes[c] ?? c);
