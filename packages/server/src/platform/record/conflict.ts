import type { Kind } from '@steward/domain/record/kind.ts';
import { nounOf } from '@steward/domain/record/kind.ts';
import type { Transaction } from '../context.ts';
import { pathsOutside } from '../restricted-fields.ts';
import type { ConflictError } from '../user-error.ts';
import type { Before } from './write.ts';

/** What was written to a record after the revision that the caller had read: which paths, by whom and when. */
export async function conflictSince(
  tx: Transaction,
  kind: Kind,
  { id, hidden }: Pick<Before, 'id' | 'hidden'>,
  expected: number,
  current: number | null,
): Promise<ConflictError> {
  const later = await tx.revision.findMany({
    where: { kind: kind.name, recordId: id, revision: { gt: expected } },
    orderBy: { revision: 'desc' },
    select: { revision: true, changed: true, actorName: true, at: true },
  });
  const [last] = later;
  const now = last?.revision ?? current;
  const changed = pathsOutside([...new Set(later.flatMap((revision) => revision.changed))].sort(), hidden);
  const what = changed.length > 0 ? ` (${changed.join(', ')})` : '';
  return {
    type: 'ConflictError',
    code: 'CONFLICT',
    message: last
      ? `${last.actorName} changed this ${nounOf(kind.name)} since revision ${expected}${what}: read revision ${now} and send your change again`
      : `revision ${expected} was never written; the current one is ${now ?? 'another'}: read the record again`,
    path: ['expectedRevision'],
    currentRevision: now,
    changedPaths: changed,
    changedBy: last?.actorName ?? null,
    changedAt: last?.at ?? null,
  };
}
