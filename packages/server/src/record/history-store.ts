import type { Context } from '../platform/context.ts';
import { Prisma } from '../platform/database/generated/prisma/client.ts';
import { visibleRows } from '../platform/policy.ts';
import { delegate } from '../platform/record/delegate.ts';

/** A record after one of its writes. */
export interface Snapshot {
  readonly revision: number;
  readonly key: string;
  readonly at: Date;
  readonly actorName: string;
  readonly document: unknown;
  /** When it had been put away by then; null while it was in use. */
  readonly archivedAt: Date | null;
}

/** Id of the record that the condition names, if the actor may see it. */
export async function recordIdOf(context: Context, kind: string, where: object): Promise<string | null> {
  const row = await delegate(context.database.prisma, kind).findFirst({
    where: { AND: [where, visibleRows(context, kind)] },
    select: { id: true },
  });
  return row ? String(row.id) : null;
}

/** The revisions of a record at points of its history, in the order asked; undefined where there is none. One statement. */
export async function loadSnapshots(
  context: Context,
  kind: string,
  recordId: string,
  points: readonly ({ readonly revision: number } | { readonly at: Date })[],
): Promise<(Snapshot | undefined)[]> {
  const asked = Prisma.join(
    points.map((point, index) =>
      'revision' in point
        ? Prisma.sql`(${index}::int, ${point.revision}::int, NULL::timestamptz)`
        : Prisma.sql`(${index}::int, NULL::int, ${point.at}::timestamptz)`,
    ),
  );
  // Who puts a record away or brings it back changes the mark of its archive: the mark stands after every second time.
  const rows = await context.database.prisma.$queryRaw<(Snapshot & { index: number })[]>`
    SELECT asked.index, found.*, (
      SELECT CASE WHEN count(*) % 2 = 1 THEN max(at) END FROM "Revision"
      WHERE kind = ${kind} AND "recordId" = ${recordId}::uuid AND revision <= found.revision AND 'archivedAt' = ANY(changed)
    ) AS "archivedAt"
    FROM (VALUES ${asked}) AS asked(index, revision, at) CROSS JOIN LATERAL (
      SELECT r.revision, r.key, r.at, r."actorName", r.document FROM "Revision" r
      WHERE r.kind = ${kind} AND r."recordId" = ${recordId}::uuid
        AND (r.revision = asked.revision OR r.at <= asked.at)
      ORDER BY r.revision DESC LIMIT 1
    ) AS found`;
  return points.map((_, index) => rows.find((row) => row.index === index));
}
