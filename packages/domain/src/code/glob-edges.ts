import type { SegmentGlob } from './segment-glob.ts';

export interface GlobEdge<T> {
  readonly glob: SegmentGlob;
  readonly target: T;
}

/** The wildcard segments that leave one node, found by the literal text they begin or end with. */
export interface GlobEdges<T> {
  /** The target of that glob; made on first use. */
  target(glob: SegmentGlob, make: () => T): T;
  /** Calls back with every edge whose literal beginning and end may fit a name of that beginning and end. */
  candidates(beginning: string, end: string, visit: (edge: GlobEdge<T>) => void): void;
}

interface AffixTable<T> {
  readonly lengths: number[];
  readonly edges: Map<string, GlobEdge<T>[]>;
}

export function newGlobEdges<T>(): GlobEdges<T> {
  const byKey = new Map<string, GlobEdge<T>>();
  const byPrefix: AffixTable<T> = { lengths: [], edges: new Map() };
  const bySuffix: AffixTable<T> = { lengths: [], edges: new Map() };
  const others: GlobEdge<T>[] = [];

  return {
    target(glob, make) {
      const known = byKey.get(glob.key);
      if (known) return known.target;
      const edge = { glob, target: make() };
      byKey.set(glob.key, edge);
      if (glob.prefix === '' && glob.suffix === '') others.push(edge);
      else if (glob.prefix.length >= glob.suffix.length) addEdge(byPrefix, glob.prefix, edge);
      else addEdge(bySuffix, glob.suffix, edge);
      return edge.target;
    },
    candidates(beginning, end, visit) {
      for (const length of byPrefix.lengths) {
        if (length > beginning.length) break;
        visitAll(byPrefix.edges.get(beginning.slice(0, length)), visit);
      }
      for (const length of bySuffix.lengths) {
        if (length > end.length) break;
        visitAll(bySuffix.edges.get(end.slice(-length)), visit);
      }
      visitAll(others, visit);
    },
  };
}

function addEdge<T>(table: AffixTable<T>, affix: string, edge: GlobEdge<T>): void {
  const list = table.edges.get(affix);
  if (list) {
    list.push(edge);
    return;
  }
  table.edges.set(affix, [edge]);
  if (!table.lengths.includes(affix.length)) {
    table.lengths.push(affix.length);
    table.lengths.sort((a, b) => a - b);
  }
}

function visitAll<T>(edges: readonly GlobEdge<T>[] | undefined, visit: (edge: GlobEdge<T>) => void): void {
  if (edges) for (const edge of edges) visit(edge);
}
