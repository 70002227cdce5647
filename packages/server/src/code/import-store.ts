import type { ImportPiece } from '@steward/domain/exchange/import-piece.ts';
import type { RecordsPiece } from '@steward/domain/exchange/records/record-line.ts';
import type { StagedPiece } from '@steward/domain/exchange/staged-piece.ts';
import { v7 as newId } from 'uuid';
import type { Context, Transaction } from '../platform/context.ts';
import { Prisma } from '../platform/database/generated/prisma/client.ts';
import {
  type ImportSessionRow,
  type PlanSummary,
  type SessionOptions,
  sessionLifeMs,
} from './import-session.ts';

const sessionSelect = { id: true, options: true, createdAt: true, appliedAt: true } as const;

/** Everything kept of a plan; `summary` is read often, the lists page by page. */
export interface StoredPlan {
  readonly summary: PlanSummary;
  readonly rows: readonly object[];
  readonly findings: readonly object[];
}

/** The actor's own session while it may be used; null for any other. */
export async function loadSession(
  tx: Transaction,
  context: Context,
  id: string,
): Promise<ImportSessionRow | null> {
  if (!uuid.test(id)) return null;
  const { personId } = context.actor;
  const row = await tx.importSession.findFirst({
    where: { id, actorId: personId ?? nobody, createdAt: { gt: oldest(context) } },
    select: sessionSelect,
  });
  if (!row) return null;
  const [plan] = await tx.$queryRaw<{ summary: PlanSummary | null }[]>`
    SELECT plan->'summary' AS summary FROM "ImportSession" WHERE id = ${id}::uuid`;
  return { ...row, options: row.options as unknown as SessionOptions, plan: plan?.summary ?? null };
}

/** Nobody else changes the session until the transaction ends; false when somebody is at it already. */
export async function lockSession(tx: Transaction, id: string): Promise<boolean> {
  const rows = await tx.$queryRaw<object[]>`
    SELECT 1 AS locked FROM "ImportSession" WHERE id = ${id}::uuid FOR UPDATE SKIP LOCKED`;
  return rows.length > 0;
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const nobody = '00000000-0000-0000-0000-000000000000';

const oldest = (context: Context): Date => new Date(context.now().getTime() - sessionLifeMs);

/** Makes a session, and takes those away whose time is over, whoever made them. */
export async function createSession(
  tx: Transaction,
  context: Context,
  options: SessionOptions,
): Promise<ImportSessionRow> {
  await tx.importSession.deleteMany({ where: { createdAt: { lte: oldest(context) } } });
  const row = await tx.importSession.create({
    data: {
      id: newId(),
      actorId: context.actor.personId ?? nobody,
      options: options as unknown as Prisma.InputJsonObject,
      createdAt: context.now(),
    },
    select: sessionSelect,
  });
  return { ...row, options, plan: null };
}

/** Puts pieces behind those of the session; a plan made before no longer counts. */
export async function addPieces(
  tx: Transaction,
  session: ImportSessionRow,
  pieces: readonly StagedPiece[],
  options: SessionOptions,
): Promise<void> {
  await tx.importPiece.createMany({
    data: pieces.map((content, index) => ({
      id: newId(),
      sessionId: session.id,
      position: session.options.pieces + index,
      content: content as unknown as Prisma.InputJsonObject,
    })),
  });
  await tx.importSession.update({
    where: { id: session.id },
    data: { options: options as unknown as Prisma.InputJsonObject, plan: Prisma.DbNull },
    select: { id: true },
  });
}

/** The pieces of files that a session holds. */
export const loadPieces = async (tx: Transaction, sessionId: string): Promise<ImportPiece[]> =>
  (await loadStaged(tx, sessionId)).flatMap((piece) => (piece.format === 'RECORDS' ? [] : [piece]));

/** The pieces of files of records that a session holds. */
export const loadRecordPieces = async (tx: Transaction, sessionId: string): Promise<RecordsPiece[]> =>
  (await loadStaged(tx, sessionId)).flatMap((piece) => (piece.format === 'RECORDS' ? [piece.piece] : []));

async function loadStaged(tx: Transaction, sessionId: string): Promise<StagedPiece[]> {
  const rows = await tx.importPiece.findMany({
    where: { sessionId },
    orderBy: { position: 'asc' },
    select: { content: true },
  });
  return rows.map((row) => row.content as unknown as StagedPiece);
}

export async function savePlan(tx: Transaction, sessionId: string, plan: StoredPlan): Promise<void> {
  await tx.importSession.update({
    where: { id: sessionId },
    data: { plan: plan as unknown as Prisma.InputJsonObject },
    select: { id: true },
  });
}

/** Some of the rows or findings of a plan, counted from 0; the rest stays in the database. */
export async function loadPlanSlice(
  context: Context,
  sessionId: string,
  list: 'rows' | 'findings',
  from: number,
  to: number,
): Promise<object[]> {
  if (from >= to) return [];
  const path = `$.${list}[${from} to ${to - 1}]`;
  const [row] = await context.database.prisma.$queryRaw<{ part: object[] }[]>`
    SELECT jsonb_path_query_array(plan, ${path}::jsonpath) AS part FROM "ImportSession" WHERE id = ${sessionId}::uuid`;
  return row?.part ?? [];
}

/** One import is written at a time, so that two do not make the same record; false while another one is. */
export async function lockImports(tx: Transaction): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ free: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(hashtext('steward import')) AS free`;
  return row?.free ?? false;
}

/** A session that was applied keeps its plan to be read; its pieces are not needed any more. */
export async function closeSession(tx: Transaction, sessionId: string, at: Date): Promise<void> {
  await tx.importPiece.deleteMany({ where: { sessionId } });
  await tx.importSession.update({ where: { id: sessionId }, data: { appliedAt: at }, select: { id: true } });
}
