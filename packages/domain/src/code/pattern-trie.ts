import { ANY_FOLDERS, type PathPattern } from './codeowners-pattern.ts';
import { type GlobEdges, globTarget, newGlobEdges } from './glob-edges.ts';
import { isAnyName, type SegmentGlob } from './segment-glob.ts';

/**
 * Patterns as a tree of path segments: patterns with the same beginning share it, so that a path is compared with
 * the names that can matter and not with every rule.
 */
export interface TrieNode {
  /** The last ordinal inserted at or below this node. */
  newest: number;
  names: Map<string, TrieNode> | null;
  globs: GlobEdges<TrieNode> | null;
  anyName: TrieNode | null;
  anyFolders: TrieNode | null;
  /** Ordinals that match the path ending here, and those that match everything below, one for each lane. */
  file: number[] | null;
  under: number[] | null;
  /** True while a walk holds this node as reached through `**`. */
  held: boolean;
}

const newNode = (): TrieNode => ({
  newest: -1,
  names: null,
  globs: null,
  anyName: null,
  anyFolders: null,
  file: null,
  under: null,
  held: false,
});

export interface PatternTrie {
  readonly root: TrieNode;
  /** Which of several independent questions a rule answers; only the last matching rule of a lane counts. */
  readonly laneOf: number[];
  nodes: number;
}

export const newPatternTrie = (): PatternTrie => ({ root: newNode(), laneOf: [], nodes: 1 });

/** Adds the pattern with the next ordinal. Patterns come in the order of the file. */
export function insertPattern(trie: PatternTrie, pattern: PathPattern | null, lane: number): void {
  const ordinal = trie.laneOf.push(lane) - 1;
  if (!pattern) return;
  let node = trie.root;
  node.newest = ordinal;
  for (const segment of pattern.segments) {
    const next = childOf(node, segment);
    if (next.newest < 0) trie.nodes++;
    next.newest = ordinal;
    node = next;
  }
  if (pattern.file) node.file = withOrdinal(node.file, ordinal, trie.laneOf);
  if (pattern.under) node.under = withOrdinal(node.under, ordinal, trie.laneOf);
}

function childOf(node: TrieNode, segment: SegmentGlob | typeof ANY_FOLDERS): TrieNode {
  if (segment === ANY_FOLDERS) {
    node.anyFolders ??= newNode();
    return node.anyFolders;
  }
  if (segment.literal !== null) {
    node.names ??= new Map();
    return inMap(node.names, segment.literal);
  }
  if (isAnyName(segment)) {
    node.anyName ??= newNode();
    return node.anyName;
  }
  node.globs ??= newGlobEdges();
  return globTarget(node.globs, segment, newNode);
}

function inMap(map: Map<string, TrieNode>, key: string): TrieNode {
  let node = map.get(key);
  if (!node) {
    node = newNode();
    map.set(key, node);
  }
  return node;
}

/** An earlier ordinal of the same lane at the same place can never decide again, so it is dropped. */
function withOrdinal(list: number[] | null, ordinal: number, laneOf: readonly number[]): number[] {
  if (!list) return [ordinal];
  const lane = laneOf[ordinal];
  const last = list.length - 1;
  if (laneOf[list[last]!] === lane) list[last] = ordinal;
  else list.push(ordinal);
  return list;
}
