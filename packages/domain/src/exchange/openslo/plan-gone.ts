import { lookupKey } from '../../record/key.ts';
import { compareText } from '../finding.ts';
import { plainRow } from '../plan/select-entities.ts';
import type { ExistingRecord } from '../plan/types.ts';
import type { OpenSloPlan, OpenSloPlanInput } from './plan.ts';

/**
 * Judges what this repository declared before and does not declare now, as for catalog files: only a file that was read
 * whole can lose an object. Without any OpenSLO file nothing is said, for not every program that imports reads them.
 */
export function judgeGoneObjects(
  { source, pieces, own }: OpenSloPlanInput,
  declared: ReadonlySet<string>,
  plan: OpenSloPlan,
): void {
  if (pieces.length === 0) return;
  const read = new Map(pieces.map((piece) => [piece.file, piece]));
  const gone = own.filter(
    ({ kind, key, archivedBy }) => archivedBy === null && !declared.has(`${kind} ${lookupKey(key)}`),
  );
  const files = new Map<string, ExistingRecord[]>();
  for (const record of [...gone].sort((a, b) => compareText(a.key, b.key))) {
    const file = String(record.document.file);
    files.set(file, [...(files.get(file) ?? []), record]);
  }
  for (const [file, records] of [...files].sort(([a], [b]) => compareText(a, b))) {
    const piece = read.get(file);
    if (!piece && source.scope === 'FILES') continue;
    const whole = piece?.state === 'READ' && piece.broken.length === 0;
    if (!whole) {
      const reason = !piece
        ? 'source absent'
        : piece.state === 'EMPTY'
          ? 'source empty'
          : 'source unreadable';
      const message = `${file} ${!piece ? 'is not there any more' : 'can not be read whole'}, so what came from it before stays as it is${!piece && source.prune ? ', for --prune takes only what is gone from a file that is still there' : ''}: put it right and import again, or archive the records by hand`;
      plan.rows.push(plainRow({ action: 'FINDING', file, reason, message }));
      continue;
    }
    for (const { kind, key } of records) {
      const archive = source.prune;
      const reason = 'gone from its source';
      const message = archive
        ? `${key} no longer stands in ${file}: it is archived`
        : `${key} no longer stands in ${file} and stays as it is; archive it by importing with --prune, or put the object back`;
      plan.rows.push(plainRow({ action: archive ? 'ARCHIVE' : 'FINDING', kind, key, file, reason, message }));
      if (archive) plan.writes.push({ op: 'ARCHIVE', kind, key, reason });
    }
  }
}
