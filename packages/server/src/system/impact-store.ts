import type { ImpactEdge, ImpactEdgeKind } from '@steward/domain/system/impact.ts';
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

/** Every edge of the graph of systems, components and outside parties, in one shape. */
const edges = Prisma.sql`
  SELECT 'System' AS "fromKind", "sourceId" AS "fromId",
    CASE WHEN "systemId" IS NULL THEN 'ExternalParty' ELSE 'System' END AS "toKind",
    COALESCE("systemId", "externalPartyId") AS "toId", 'DEPENDS_ON_' || hardness AS kind, reason
  FROM "SystemDependency"
  UNION ALL
  SELECT 'Component', "sourceId",
    CASE WHEN "componentId" IS NOT NULL THEN 'Component' WHEN "systemId" IS NOT NULL THEN 'System' ELSE 'ExternalParty' END,
    COALESCE("componentId", "systemId", "externalPartyId"), 'DEPENDS_ON_' || hardness, reason
  FROM "ComponentDependency"
  UNION ALL
  SELECT 'Component', id, 'System', "systemId", 'PART_OF', NULL FROM "Component" WHERE "systemId" IS NOT NULL
  UNION ALL
  SELECT 'Component', id, 'Component', "partOfId", 'PART_OF', NULL FROM "Component" WHERE "partOfId" IS NOT NULL
  UNION ALL
  SELECT 'Component', "componentId", 'Component', "apiId", direction, NULL FROM "ComponentInterface"`;

const nodeName = (kind: string, id: string) => `${kind}:${id}`;

/**
 * The edges that hang on the given nodes (ids), one statement however many nodes. Which end of an edge
 * suffers depends on its kind, so both ends are looked at.
 */
export async function loadEdgesAt(context: Context, ids: readonly string[]): Promise<ImpactEdge[]> {
  if (ids.length === 0) return [];
  const list = Prisma.sql`ARRAY[${Prisma.join([...ids])}]::uuid[]`;
  const rows = await context.database.prisma.$queryRaw<EdgeRow[]>(
    Prisma.sql`SELECT * FROM (${edges}) edge WHERE edge."fromId" = ANY(${list}) OR edge."toId" = ANY(${list})`,
  );
  return rows.map((row) => ({
    from: nodeName(row.fromKind, row.fromId),
    to: nodeName(row.toKind, row.toId),
    kind: row.kind,
    reason: row.reason,
  }));
}
