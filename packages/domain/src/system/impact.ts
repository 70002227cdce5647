/**
 * How two nodes hang together; always read from `from` to `to`:
 * `from` needs `to` (hard or soft), is a part of `to`, provides `to`, or consumes `to`.
 */
export const impactEdgeKinds = [
  'DEPENDS_ON_HARD',
  'DEPENDS_ON_SOFT',
  'PART_OF',
  'PROVIDES',
  'CONSUMES',
] as const;

export type ImpactEdgeKind = (typeof impactEdgeKinds)[number];

/** DOWNSTREAM: what suffers when the start is down. UPSTREAM: what makes the start suffer when it is down. */
export type ImpactDirection = 'DOWNSTREAM' | 'UPSTREAM';

/** Nodes are named by any text that is unique over all kinds, such as `System:checkout`. */
export interface ImpactEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: ImpactEdgeKind;
  /** Why the edge exists, as people wrote it. */
  readonly reason?: string | null;
}

export interface ImpactQuestion {
  readonly start: string;
  readonly direction: ImpactDirection;
  /** Longest path that is followed, in edges. */
  readonly maxDepth: number;
  /** Kinds of edges that are followed; all when left out. */
  readonly edgeKinds?: readonly ImpactEdgeKind[];
  /** Most results that are given. */
  readonly limit: number;
}

export interface ImpactResult {
  readonly node: string;
  /** Edges from the start. */
  readonly depth: number;
  /** SOFT when every path within the depth crosses a soft dependency: the node goes on, perhaps with less. */
  readonly strength: 'HARD' | 'SOFT';
  /** One shortest path of that strength: the start first, the node last. */
  readonly path: readonly string[];
  /** The edge over which it reaches the node. */
  readonly via: ImpactEdge;
  /** That edge in words, with the reason people gave. */
  readonly reason: string;
}

export interface Impact {
  /** Nearest first, then hard before soft, then by name. */
  readonly results: readonly ImpactResult[];
  /** How many nodes are reached within the depth, whether they are given or not. */
  readonly total: number;
  /** True when `total` is more than what is given. */
  readonly truncated: boolean;
  /** True when there is more beyond `maxDepth`. */
  readonly deeper: boolean;
  /** Edges looked at: each edge four times at most, and only those that hang on a reached node. */
  readonly visitedEdges: number;
}

/** The edges by their ends, in one order whatever order they came in; made once, good for any number of questions. */
export interface ImpactGraph {
  readonly leaving: ReadonlyMap<string, readonly ImpactEdge[]>;
  readonly arriving: ReadonlyMap<string, readonly ImpactEdge[]>;
}

export function impactGraph(edges: readonly ImpactEdge[]): ImpactGraph {
  const leaving = new Map<string, ImpactEdge[]>();
  const arriving = new Map<string, ImpactEdge[]>();
  for (const edge of [...edges].sort(compareEdges)) {
    listOf(leaving, edge.from).push(edge);
    listOf(arriving, edge.to).push(edge);
  }
  return { leaving, arriving };
}

function listOf(map: Map<string, ImpactEdge[]>, node: string): ImpactEdge[] {
  const known = map.get(node);
  if (known !== undefined) return known;
  const list: ImpactEdge[] = [];
  map.set(node, list);
  return list;
}

/**
 * What is reached from the start, breadth first. Trouble goes from what is needed to what needs it, from a part
 * to its whole, from a provider to its interface and from an interface to its consumers. A whole that is the
 * start is down with its parts, so they count; the other parts of a whole that is merely reached do not. Cycles
 * are walked once. The answer is the same for any order of the edges.
 */
export function impact(graph: ImpactGraph, question: ImpactQuestion): Impact {
  const kinds = new Set<ImpactEdgeKind>(question.edgeKinds ?? impactEdgeKinds);
  const hard = walk(graph, question, new Set([...kinds].filter((kind) => kind !== 'DEPENDS_ON_SOFT')));
  const any = kinds.has('DEPENDS_ON_SOFT') ? walk(graph, question, kinds) : hard;
  const found = [...any.reached.keys()].map((node) => {
    const strength = hard.reached.has(node) ? ('HARD' as const) : ('SOFT' as const);
    const reached = (strength === 'HARD' ? hard : any).reached;
    return { node, strength, reached, depth: reached.get(node)?.depth ?? 0 };
  });
  found.sort((a, b) => a.depth - b.depth || compare(a.strength, b.strength) || compare(a.node, b.node));
  const results = found
    .slice(0, Math.max(0, question.limit))
    .map(({ node, strength, reached, depth }) => ({ node, depth, strength, ...trace(reached, node) }));
  return {
    results,
    total: found.length,
    truncated: results.length < found.length,
    deeper: any.deeper,
    visitedEdges: any === hard ? hard.visitedEdges : hard.visitedEdges + any.visitedEdges,
  };
}

type Step = { before: string; via: ImpactEdge; depth: number };
type Walk = { reached: Map<string, Step>; deeper: boolean; visitedEdges: number };

function walk(graph: ImpactGraph, question: ImpactQuestion, kinds: ReadonlySet<ImpactEdgeKind>): Walk {
  const { start, maxDepth, direction } = question;
  const reached = new Map<string, Step>();
  const inside = kinds.has('PART_OF') ? withParts(graph, start, maxDepth) : new Set<string>();
  let visitedEdges = 0;
  let deeper = false;
  let frontier = [start];
  for (let depth = 1; depth <= maxDepth + 1 && frontier.length > 0; depth += 1) {
    const next: string[] = [];
    for (const before of frontier) {
      const leaving = graph.leaving.get(before) ?? [];
      const arriving = graph.arriving.get(before) ?? [];
      visitedEdges += leaving.length + arriving.length;
      for (const via of [...leaving, ...arriving]) {
        const node = kinds.has(via.kind) ? carriedTo(via, before, direction, inside) : null;
        if (node === null || node === start || reached.has(node)) continue;
        if (depth > maxDepth) {
          deeper = true;
          continue;
        }
        reached.set(node, { before, via, depth });
        next.push(node);
      }
    }
    frontier = next;
  }
  return { reached, deeper, visitedEdges };
}

/** The node with its parts and their parts, so many levels down. */
function withParts(graph: ImpactGraph, whole: string, levels: number): Set<string> {
  const inside = new Set([whole]);
  let frontier = [whole];
  for (let level = 0; level < levels && frontier.length > 0; level += 1) {
    const parts = frontier.flatMap((node) =>
      (graph.arriving.get(node) ?? []).flatMap((e) =>
        e.kind === 'PART_OF' && !inside.has(e.from) ? [e.from] : [],
      ),
    );
    frontier = [...new Set(parts)];
    for (const part of frontier) inside.add(part);
  }
  return inside;
}

const needsItsEnd: ReadonlySet<ImpactEdgeKind> = new Set(['DEPENDS_ON_HARD', 'DEPENDS_ON_SOFT', 'CONSUMES']);

/**
 * The end of an edge of this kind at which a walk that way stands before it crosses it. Besides, a whole is left towards
 * its parts when it is the start, or such a part itself.
 */
export const nearEnd = (kind: ImpactEdgeKind, direction: ImpactDirection): 'from' | 'to' =>
  needsItsEnd.has(kind) === (direction === 'DOWNSTREAM') ? 'to' : 'from';

/** The other end of the edge when trouble, or the search for its cause, crosses it from here; else null. */
function carriedTo(
  { from, to, kind }: ImpactEdge,
  here: string,
  direction: ImpactDirection,
  inside: ReadonlySet<string>,
): string | null {
  const [near, far] = nearEnd(kind, direction) === 'from' ? [from, to] : [to, from];
  if (near === here) return far;
  return kind === 'PART_OF' && to === here && inside.has(here) ? from : null;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function compareEdges(a: ImpactEdge, b: ImpactEdge): number {
  const byEnds = compare(a.from, b.from) || compare(a.to, b.to);
  const byKind = () => impactEdgeKinds.indexOf(a.kind) - impactEdgeKinds.indexOf(b.kind);
  return byEnds || byKind() || compare(a.reason ?? '', b.reason ?? '');
}

function trace(reached: ReadonlyMap<string, Step>, node: string) {
  const path = [node];
  for (let step = reached.get(node); step !== undefined; step = reached.get(step.before))
    path.push(step.before);
  const via = reached.get(node)!.via;
  return { path: path.reverse(), via, reason: inWords(via) };
}

const words: Readonly<Record<ImpactEdgeKind, string>> = {
  DEPENDS_ON_HARD: 'can not work without',
  DEPENDS_ON_SOFT: 'uses, and goes on without,',
  PART_OF: 'is a part of',
  PROVIDES: 'provides',
  CONSUMES: 'consumes',
};

const inWords = ({ from, to, kind, reason }: ImpactEdge): string =>
  `${from} ${words[kind]} ${to}${reason ? `: ${reason}` : ''}`;
