import {
  type Impact,
  type ImpactEdge,
  type ImpactQuestion,
  impact,
  impactGraph,
} from '@steward/domain/system/impact.ts';
import type { Context } from '../platform/context.ts';
import { visibleRows } from '../platform/policy.ts';
import { delegate } from '../platform/record/delegate.ts';
import { loadEdgesAt } from './impact-store.ts';

export const impactKinds = ['System', 'Component', 'ExternalParty'] as const;

export interface ImpactAnswer extends Impact {
  /** Keys of the nodes on the paths, by node name. */
  keys: ReadonlyMap<string, string>;
}

/**
 * What is reached from a record. The graph is loaded level by level around the start, so the work follows the answer;
 * what the viewer may not see is not in the graph, and nothing is reached through it.
 */
export async function impactOf(context: Context, question: ImpactQuestion): Promise<ImpactAnswer> {
  const keys = new Map<string, string>();
  const edges = new Map<string, ImpactEdge>();
  let frontier = await visibleNodes(context, [question.start], keys);
  // One level more than is asked for tells whether there is more beyond.
  for (let depth = 0; depth <= question.maxDepth && frontier.length > 0; depth++) {
    const found = await loadEdgesAt(context, frontier.map(idOf));
    const fresh = new Set(found.flatMap((edge) => [edge.from, edge.to]).filter((node) => !keys.has(node)));
    frontier = await visibleNodes(context, [...fresh], keys);
    for (const edge of found)
      if (keys.has(edge.from) && keys.has(edge.to)) edges.set(`${edge.from} ${edge.to} ${edge.kind}`, edge);
  }
  return { ...impact(impactGraph([...edges.values()]), question), keys };
}

const idOf = (node: string): string => node.slice(node.indexOf(':') + 1);

/** Of the given nodes those that the viewer may see and that are in use; their keys are noted. */
async function visibleNodes(
  context: Context,
  nodes: readonly string[],
  keys: Map<string, string>,
): Promise<string[]> {
  const seen: string[] = [];
  for (const kind of impactKinds) {
    const ids = nodes.filter((node) => node.startsWith(`${kind}:`)).map(idOf);
    if (ids.length === 0) continue;
    const rows = await delegate(context.database.prisma, kind).findMany({
      where: { AND: [{ id: { in: ids }, archivedAt: null }, visibleRows(context, kind)] },
      select: { id: true, key: true },
    });
    for (const row of rows) {
      keys.set(`${kind}:${row.id}`, String(row.key));
      seen.push(`${kind}:${row.id}`);
    }
  }
  return seen;
}
