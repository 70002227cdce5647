import type { PlanRow } from '../../exchange/plan/types.ts';
import { compareDrift, type DriftFinding, sideText } from './drift-finding.ts';

/** Kinds of record that catalog files declare. */
const catalogKinds: ReadonlySet<string> = new Set([
  'Component',
  'Person',
  'Portfolio',
  'Program',
  'System',
  'Team',
]);

/** Fields in which a catalog file says something else than a person wrote into the record, by the plan of an import. */
export function fieldDrift(
  { repository, commitOf }: { repository: string; commitOf: (file: string) => string | null },
  rows: readonly PlanRow[],
): DriftFinding[] {
  return rows
    .flatMap(({ kind, key, file, line, drift }) =>
      kind === null || key === null || !catalogKinds.has(kind)
        ? []
        : drift.map(({ field, current, declared }): DriftFinding => {
            const location = { repository, file, line: line ?? 1, commit: commitOf(file) };
            const sides = [
              { source: 'RECORD', value: textOf(current), location: null },
              { source: 'CATALOG_INFO', value: textOf(declared), location },
            ] as const;
            return {
              code: 'FIELD_DIFFERS',
              kind,
              key,
              field,
              sides,
              message: `has a ${field} that differs: ${sides.map(sideText).join(', ')}; change the file, or take its value over in the record`,
            };
          }),
    )
    .sort(compareDrift);
}

function textOf(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'nothing';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
