import type { SegmentGlob } from './segment-glob.ts';

export interface GlobEdge<T> {
  readonly glob: SegmentGlob;
  readonly target: T;
}

interface AffixTable<T> {
  /** Ascending. */
  readonly lengths: number[];
  readonly edges: Map<string, GlobEdge<T>[]>;
}

/** The wildcard segments that leave one node, found by the literal text they begin or end with. */
export interface GlobEdges<T> {
  readonly all: GlobEdge<T>[];
  readonly byKey: Map<string, GlobEdge<T>>;
  readonly byPrefix: AffixTable<T>;
  readonly bySuffix: AffixTable<T>;
  /** Those that begin and end with a wildcard. */
  readonly open: GlobEdge<T>[];
}

export const newGlobEdges = <T>(): GlobEdges<T> => ({
  all: [],
  byKey: new Map(),
  byPrefix: { lengths: [], edges: new Map() },
  bySuffix: { lengths: [], edges: new Map() },
  open: [],
});

/** The target of that glob, made on first use. */
export function globTarget<T>(edges: GlobEdges<T>, glob: SegmentGlob, make: () => T): T {
  const known = edges.byKey.get(glob.key);
  if (known) return known.target;
  const edge = { glob, target: make() };
  edges.byKey.set(glob.key, edge);
  edges.all.push(edge);
  if (glob.prefix === '' && glob.suffix === '') edges.open.push(edge);
  else if (glob.prefix.length >= glob.suffix.length) addEdge(edges.byPrefix, glob.prefix, edge);
  else addEdge(edges.bySuffix, glob.suffix, edge);
  return edge.target;
}

/** Below this many edges, trying each costs less than looking up every length of beginning and end. */
const fewEdges = 8;

/** Groups of edges; every edge whose literal beginning and end fit a name of that beginning and end is in one. */
export function candidateGroups<T>(
  edges: GlobEdges<T>,
  beginning: string,
  end: string,
): readonly (readonly GlobEdge<T>[])[] {
  if (edges.all.length <= fewEdges) return [edges.all];
  const groups = [edges.open];
  for (const length of edges.byPrefix.lengths) {
    if (length > beginning.length) break;
    const group = edges.byPrefix.edges.get(beginning.slice(0, length));
    if (group) groups.push(group);
  }
  for (const length of edges.bySuffix.lengths) {
    if (length > end.length) break;
    const group = edges.bySuffix.edges.get(end.slice(-length));
    if (group) groups.push(group);
  }
  return groups;
}

function addEdge<T>(table: AffixTable<T>, affix: string, edge: GlobEdge<T>): void {
  const group = table.edges.get(affix);
  if (group) {
    group.push(edge);
    return;
  }
  table.edges.set(affix, [edge]);
  if (!table.lengths.includes(affix.length)) {
    table.lengths.push(affix.length);
    table.lengths.sort((a, b) => a - b);
  }
}
