import type { RecordDocument } from '@steward/domain/record/kind.ts';
import type { LaterWrite } from '@steward/domain/record/proposal/moved.ts';
import type { Context, Transaction } from '../platform/context.ts';
import { rowsThatMayBeDecided } from './proposal-rows.ts';

/** The newest version of a record and what its last write changed. */
export async function newestRevision(
  tx: Transaction,
  kind: string,
  recordId: string,
): Promise<{ document: RecordDocument; changed: readonly string[] }> {
  const row = await tx.revision.findFirstOrThrow({
    where: { kind, recordId },
    orderBy: { revision: 'desc' },
    select: { document: true, changed: true },
  });
  return { document: row.document as RecordDocument, changed: row.changed };
}

/** Runs `work` and undoes what it wrote; the transaction goes on. Whatever it throws ends the transaction. */
export async function undone<Result>(tx: Transaction, work: () => Promise<Result>): Promise<Result> {
  await tx.$executeRaw`SAVEPOINT proposed`;
  const result = await work();
  await tx.$executeRaw`ROLLBACK TO SAVEPOINT proposed`;
  await tx.$executeRaw`RELEASE SAVEPOINT proposed`;
  return result;
}

/** A point of the history of a record, from which on its writes are asked for. */
export interface Since {
  readonly kind: string;
  readonly recordId: string;
  readonly revision: number;
}

export const nameOfPoint = ({ kind, recordId, revision }: Since): string => `${kind} ${recordId} ${revision}`;

/** What was written to records after the given revisions, by point: one statement. */
export async function writesSince(
  tx: Transaction,
  points: readonly Since[],
): Promise<Map<string, LaterWrite[]>> {
  const rows = await tx.revision.findMany({
    where: {
      OR: points.map(({ kind, recordId, revision }) => ({ kind, recordId, revision: { gt: revision } })),
    },
    orderBy: { revision: 'asc' },
    select: { kind: true, recordId: true, revision: true, changed: true, actorName: true, at: true },
  });
  return new Map(
    points.map((point) => [
      nameOfPoint(point),
      rows
        .filter((row) => row.kind === point.kind && row.recordId === point.recordId)
        .filter((row) => row.revision > point.revision)
        .map(({ revision, changed, actorName, at }) => ({ revision, changed, by: actorName, at })),
    ]),
  );
}

/** The key of a person and the proposer of a proposal: who withdraws is told by the id. */
export async function loadProposer(tx: Transaction, id: string): Promise<string | null> {
  const row = await tx.proposal.findUnique({ where: { id }, select: { proposerId: true } });
  return row?.proposerId ?? null;
}

export async function personKey(tx: Transaction, id: string | null): Promise<string | null> {
  if (id === null) return null;
  const row = await tx.person.findUnique({ where: { id }, select: { key: true } });
  return row?.key ?? null;
}

/** Those of the proposals that the actor may answer at that instant: one statement, or none. */
export async function decidableAmong(
  tx: Transaction,
  context: Context,
  ids: readonly string[],
  at: Date,
): Promise<ReadonlySet<string>> {
  const rows = rowsThatMayBeDecided(context, at);
  if (!rows) return new Set();
  const found = await tx.proposal.findMany({
    where: { AND: [{ id: { in: [...ids] } }, rows] },
    select: { id: true },
  });
  return new Set(found.map(({ id }) => id));
}
