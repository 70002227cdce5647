import {
  type ImpactDirection,
  type ImpactEdge,
  type ImpactEdgeKind,
  nearEnd,
} from '@steward/domain/system/impact.ts';
import type { Context } from '../platform/context.ts';
import { Prisma } from '../platform/database/generated/prisma/client.ts';

interface EdgeRow {
  fromKind: string;
  fromId: string;
  toKind: string;
  toId: string;
  kind: ImpactEdgeKind;
  reason: string | null;
}

/** Every edge of the graph of systems, components and outside parties, in one shape; each end is in an index. */
const edges = Prisma.sql`
  SELECT 'System' AS "fromKind", "sourceId" AS "fromId", 'System' AS "toKind", "systemId" AS "toId",
    'DEPENDS_ON_' || hardness AS kind, reason FROM "SystemDependency" WHERE "systemId" IS NOT NULL
  UNION ALL
  SELECT 'System', "sourceId", 'ExternalParty', "externalPartyId", 'DEPENDS_ON_' || hardness, reason
  FROM "SystemDependency" WHERE "externalPartyId" IS NOT NULL
  UNION ALL
  SELECT 'Component', "sourceId", 'Component', "componentId", 'DEPENDS_ON_' || hardness, reason
  FROM "ComponentDependency" WHERE "componentId" IS NOT NULL
  UNION ALL
  SELECT 'Component', "sourceId", 'System', "systemId", 'DEPENDS_ON_' || hardness, reason
  FROM "ComponentDependency" WHERE "systemId" IS NOT NULL
  UNION ALL
  SELECT 'Component', "sourceId", 'ExternalParty', "externalPartyId", 'DEPENDS_ON_' || hardness, reason
  FROM "ComponentDependency" WHERE "externalPartyId" IS NOT NULL
  UNION ALL
  SELECT 'Component', id, 'System', "systemId", 'PART_OF', NULL FROM "Component" WHERE "systemId" IS NOT NULL
  UNION ALL
  SELECT 'Component', id, 'Component', "partOfId", 'PART_OF', NULL FROM "Component" WHERE "partOfId" IS NOT NULL
  UNION ALL
  SELECT 'Component', "componentId", 'Component', "apiId", direction, NULL FROM "ComponentInterface"`;

/** Where a walk through the graph stands. */
export interface Standing {
  readonly direction: ImpactDirection;
  /** Those that it follows. */
  readonly edgeKinds: readonly ImpactEdgeKind[];
  /** Ids. */
  readonly nodes: readonly string[];
  /** Ids of those among them whose parts are reached too: see `nearEnd`. */
  readonly wholes: readonly string[];
}

/** Few ids are looked up in an index one by one; many are held against the whole table at once. */
const among = (column: Prisma.Sql, ids: readonly string[]): Prisma.Sql =>
  ids.length > 100
    ? Prisma.sql`${column} IN (SELECT unnest(${ids}::uuid[]))`
    : Prisma.sql`${column} = ANY(${ids}::uuid[])`;

const nodeName = (kind: string, id: string) => `${kind}:${id}`;

/** The edges over which a walk can go on, in one statement however many nodes. */
export async function loadEdgesAt(
  context: Context,
  { direction, edgeKinds, nodes, wholes }: Standing,
): Promise<ImpactEdge[]> {
  const leftBy = (end: 'from' | 'to') => edgeKinds.filter((kind) => nearEnd(kind, direction) === end);
  const parts = edgeKinds.filter((kind) => kind === 'PART_OF');
  const rows = await context.database.read.rows<EdgeRow>(Prisma.sql`
    WITH edge AS NOT MATERIALIZED (${edges})
    SELECT * FROM edge WHERE kind = ANY(${leftBy('from')}::text[]) AND ${among(Prisma.sql`"fromId"`, nodes)}
    UNION ALL
    SELECT * FROM edge WHERE kind = ANY(${leftBy('to')}::text[]) AND ${among(Prisma.sql`"toId"`, nodes)}
    UNION ALL
    SELECT * FROM edge WHERE kind = ANY(${parts}::text[]) AND ${among(Prisma.sql`"toId"`, wholes)}`);
  return rows.map((row) => ({
    from: nodeName(row.fromKind, row.fromId),
    to: nodeName(row.toKind, row.toId),
    kind: row.kind,
    reason: row.reason,
  }));
}
