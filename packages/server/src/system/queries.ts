import {
  type Impact,
  type ImpactEdge,
  type ImpactQuestion,
  impact,
  impactEdgeKinds,
  impactGraph,
} from '@steward/domain/system/impact.ts';
import type { Context } from '../platform/context.ts';
import { visibleRows } from '../platform/policy.ts';
import type { Row } from '../platform/record/mapping.ts';
import { loadEdgesAt } from './impact-store.ts';

export const impactKinds = ['System', 'Component', 'ExternalParty'] as const;

export interface ImpactAnswer extends Impact {
  /** Keys of the nodes on the paths, by node name. */
  keys: ReadonlyMap<string, string>;
}

/**
 * What is reached from a record. Only the edges over which the walk goes on are loaded, level by level, so the work
 * follows the answer; what the viewer may not see is not in the graph, and nothing is reached through it.
 */
export async function impactOf(context: Context, question: ImpactQuestion): Promise<ImpactAnswer> {
  const { direction, maxDepth, edgeKinds = impactEdgeKinds } = question;
  const keys = new Map<string, string>();
  const edges = new Map<string, ImpactEdge>();
  const wholes = new Set([question.start]);
  let frontier = await visibleNodes(context, [question.start], keys);
  // One level more than is asked for tells whether there is more beyond.
  for (let depth = 0; depth <= maxDepth && frontier.length > 0; depth++) {
    const found = await loadEdgesAt(context, {
      ...{ direction, edgeKinds, nodes: frontier.map(idOf) },
      wholes: frontier.filter((node) => wholes.has(node)).map(idOf),
    });
    const fresh = new Set(found.flatMap((edge) => [edge.from, edge.to]).filter((node) => !keys.has(node)));
    for (const { kind, from, to } of found) if (kind === 'PART_OF' && wholes.has(to)) wholes.add(from);
    frontier = await visibleNodes(context, [...fresh], keys);
    for (const edge of found)
      if (keys.has(edge.from) && keys.has(edge.to)) edges.set(`${edge.from} ${edge.to} ${edge.kind}`, edge);
  }
  return { ...impact(impactGraph([...edges.values()]), question), keys };
}

const idOf = (node: string): string => node.slice(node.indexOf(':') + 1);

/** Of the given nodes those that the viewer may see and that are in use, in one statement; their keys are noted. */
async function visibleNodes(
  context: Context,
  nodes: readonly string[],
  keys: Map<string, string>,
): Promise<string[]> {
  const asks = impactKinds.flatMap((model) => {
    const ids = nodes.filter((node) => node.startsWith(`${model}:`)).map(idOf);
    const where = { AND: [{ id: { in: ids }, archivedAt: null }, visibleRows(context, model)] };
    return ids.length > 0 ? [{ model, question: { where, select: { id: true, key: true } } }] : [];
  });
  const answers = (await context.database.read.together(asks)) as Row[][];
  return answers.flatMap((rows, at) =>
    rows.map(({ id, key }) => {
      const node = `${asks[at]!.model}:${id}`;
      keys.set(node, String(key));
      return node;
    }),
  );
}
