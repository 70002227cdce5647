import type { ImportPiece } from '@steward/domain/exchange/import-piece.ts';
import { openSloRecordKinds } from '@steward/domain/exchange/openslo/map.ts';
import { openSloNeeds } from '@steward/domain/exchange/openslo/needs.ts';
import type { Transaction } from '../platform/context.ts';
import { delegate } from '../platform/record/delegate.ts';

/** Keys of the records that OpenSLO objects become or name. */
export const openSloKeys = (pieces: readonly ImportPiece[]): { kind: string; key: string }[] =>
  openSloNeeds(pieces.flatMap((p) => (p.format === 'OPENSLO' ? [p.piece] : [])));

/**
 * Ids of what OpenSLO files of the repository declared, and of the systems that its services stand for: four
 * statements, none without an OpenSLO file among the pieces.
 */
export async function loadOpenSloIds(
  tx: Transaction,
  pieces: readonly ImportPiece[],
  repositoryId: string | null,
): Promise<{ kind: string; id: string }[]> {
  const keys = openSloKeys(pieces).flatMap(({ kind, key }) => (kind === 'OpenSloObject' ? [key] : []));
  if (!pieces.some(({ format }) => format === 'OPENSLO')) return [];
  const found: { kind: string; id: string }[] = [];
  for (const kind of repositoryId === null ? [] : openSloRecordKinds)
    for (const { id } of await delegate(tx, kind).findMany({ where: { repositoryId }, select: { id: true } }))
      found.push({ kind, id: String(id) });
  const services = await tx.openSloObject.findMany({
    where: {
      systemId: { not: null },
      OR: [{ lookup: { in: keys } }, ...(repositoryId === null ? [] : [{ repositoryId }])],
    },
    select: { systemId: true },
  });
  for (const { systemId } of services) found.push({ kind: 'System', id: systemId! });
  return found;
}
