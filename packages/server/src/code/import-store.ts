import type { ImportPiece } from '@steward/domain/exchange/import-piece.ts';
import type { RecordsPiece } from '@steward/domain/exchange/records/record-line.ts';
import type { StagedPiece } from '@steward/domain/exchange/staged-piece.ts';
import { v7 as newId } from 'uuid';
import { actorIdOf, type Context, type Transaction } from '../platform/context.ts';
import { Prisma } from '../platform/database/generated/prisma/client.ts';
import { batchesOf } from '../platform/record/batches.ts';
import {
  type ImportSessionRow,
  type PlanSummary,
  type SessionOptions,
  sessionLifeMs,
} from './import-session.ts';

const sessionSelect = { id: true, options: true, plan: true, createdAt: true, appliedAt: true } as const;

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
  const row = await tx.importSession.findFirst({
    where: { id, actorId: actorIdOf(context.actor) ?? nobody, createdAt: { gt: oldest(context) } },
    select: sessionSelect,
  });
  if (!row) return null;
  return {
    ...row,
    options: row.options as unknown as SessionOptions,
    plan: row.plan as unknown as PlanSummary | null,
  };
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
      actorId: actorIdOf(context.actor) ?? nobody,
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
  const rows = pieces.map((content, index) => ({
    ...{ id: newId(), position: session.options.pieces + index },
    content,
  }));
  await tx.$executeRaw`
    INSERT INTO "ImportPiece" (id, "sessionId", position, content)
    SELECT id, ${session.id}::uuid, position, content
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS piece(id uuid, position int, content jsonb)`;
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
  const rows = await tx.$queryRaw<{ text: string }[]>`
    SELECT content::text AS text FROM "ImportPiece" WHERE "sessionId" = ${sessionId}::uuid ORDER BY position`;
  return rows.map(({ text }) => JSON.parse(text) as StagedPiece);
}

/** Entries of a list of a plan that stand in one row. */
const pageSize = 100;

/** Keeps a plan in place of the one before. */
export async function savePlan(tx: Transaction, sessionId: string, plan: StoredPlan): Promise<void> {
  const { summary, ...lists } = plan;
  const pages = Object.entries(lists).flatMap(([list, entries]) =>
    batchesOf(entries, pageSize).map((content, position) => ({ list, position, content })),
  );
  await tx.importPlanPage.deleteMany({ where: { sessionId } });
  for (const batch of batchesOf(pages, 100))
    await tx.$executeRaw`
      INSERT INTO "ImportPlanPage" ("sessionId", list, position, content)
      SELECT ${sessionId}::uuid, list, position, content
      FROM jsonb_to_recordset(${JSON.stringify(batch)}::jsonb) AS page(list text, position int, content jsonb)`;
  await tx.importSession.update({
    where: { id: sessionId },
    data: { plan: summary as unknown as Prisma.InputJsonObject },
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
  const first = Math.floor(from / pageSize);
  const last = Math.floor((to - 1) / pageSize);
  const pages = await context.database.prisma.$queryRaw<{ text: string }[]>`
    SELECT content::text AS text FROM "ImportPlanPage"
    WHERE "sessionId" = ${sessionId}::uuid AND list = ${list} AND position BETWEEN ${first} AND ${last}
    ORDER BY position`;
  const entries = pages.flatMap(({ text }) => JSON.parse(text) as object[]);
  return entries.slice(from - first * pageSize, to - first * pageSize);
}

/** Pages in one answer of lines. */
const pagesAtOnce = 10;

/** The same as lines of JSON text, from one page on; `next` is the page that follows, null at the end. */
export async function loadPlanLines(
  context: Context,
  sessionId: string,
  list: 'rows' | 'findings',
  from: number,
): Promise<{ lines: string[]; next: number | null }> {
  const pages = await context.database.prisma.$queryRaw<{ text: string }[]>`
    SELECT content::text AS text FROM "ImportPlanPage"
    WHERE "sessionId" = ${sessionId}::uuid AND list = ${list} AND position >= ${from}
    ORDER BY position LIMIT ${pagesAtOnce + 1}`;
  const some = pages.slice(0, pagesAtOnce);
  return {
    lines: some.flatMap(({ text }) => (JSON.parse(text) as object[]).map((entry) => JSON.stringify(entry))),
    next: pages.length > pagesAtOnce ? from + pagesAtOnce : null,
  };
}

/** One import is written at a time, so that two do not make the same record; false while another one is. */
export async function lockImports(tx: Transaction): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ free: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(hashtext('steward import')) AS free`;
  return row?.free ?? false;
}

/** Its pieces and its plan go with it. */
export async function removeSession(tx: Transaction, sessionId: string): Promise<void> {
  await tx.importSession.delete({ where: { id: sessionId }, select: { id: true } });
}

/** A session that was applied keeps its plan to be read; its pieces are not needed any more. */
export async function closeSession(tx: Transaction, sessionId: string, at: Date): Promise<void> {
  await tx.importPiece.deleteMany({ where: { sessionId } });
  await tx.importSession.update({ where: { id: sessionId }, data: { appliedAt: at }, select: { id: true } });
}
