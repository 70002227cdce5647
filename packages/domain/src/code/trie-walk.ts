import { candidateGroups } from './glob-edges.ts';
import type { PatternTrie, TrieNode } from './pattern-trie.ts';
import { matchesName, type Work } from './segment-glob.ts';

/** What the trie knows about a path. */
export interface TrieWalk {
  /** Ordinals of matching rules, not sorted; the newest of each lane is among them. */
  matching(path: string): readonly number[];
  /** The newest matching rule, where all are of one lane; -1 when none matches. */
  newest(path: string): number;
}

const SLASH = '/'.charCodeAt(0);

interface Level {
  /** Nodes reached by exactly the folders so far. */
  readonly points: readonly TrieNode[];
  /** Nodes, of these and of the held ones, from which a name leads on to what can still decide. */
  from: readonly TrieNode[];
  /** The held ones of them, from which every folder below is left too. */
  heldFrom: readonly TrieNode[];
  /** How many of the held nodes and of the ordinals found belong to this level and those above it. */
  held: number;
  readonly found: number;
  /** With one lane: the newest rule found so far; those before it can change nothing any more. */
  readonly settled: number;
}

/**
 * Walks paths through the trie. The folders of the last path are kept, so that a listing of a repository costs one
 * step into each folder and one look at each file name. Each node is visited at most once for a path segment: the
 * steps are at most the nodes times the segments, whatever the patterns.
 */
export function trieWalk(trie: PatternTrie, lanes: number, work: Work): TrieWalk {
  const held: TrieNode[] = [];
  const found: number[] = [];
  const levels: Level[] = [];
  const onlyLane = lanes === 1;
  const names: string[] = [];
  let folder = '';
  /** The beginning of all paths that end like the last one, because nothing below that folder decides any more. */
  let closed: string | null = null;
  let deepest: Level;

  const pushLevel = (points: TrieNode[], settledBefore: number): void => {
    let settled = settledBefore;
    for (const node of points) {
      if (!node.under) continue;
      for (const ordinal of node.under) {
        found.push(ordinal);
        if (onlyLane && ordinal > settled) settled = ordinal;
      }
    }
    deepest = { points, from: [], heldFrom: [], held: held.length, found: found.length, settled };
    for (const node of points) {
      const deep = node.anyFolders;
      if (!deep || deep.held || deep.newest <= settled) continue;
      deep.held = true;
      deepest.held = held.push(deep);
    }
    const heldFrom = held.filter((node) => leadsOn(node, settled));
    const pointsFrom = points.filter((node) => leadsOn(node, settled));
    work.steps += points.length + held.length;
    deepest.heldFrom = heldFrom;
    deepest.from = pointsFrom.length > 0 ? [...pointsFrom, ...heldFrom] : heldFrom;
    levels.push(deepest);
  };

  /** A folder that no pattern names adds nothing to the one above it. */
  const pushUnnamed = (): void => {
    if (deepest.points.length > 0) deepest = { ...deepest, points: [], from: deepest.heldFrom };
    levels.push(deepest);
  };

  const popTo = (depth: number): void => {
    levels.length = depth + 1;
    deepest = levels[depth]!;
    for (let i = deepest.held; i < held.length; i++) held[i]!.held = false;
    held.length = deepest.held;
    found.length = deepest.found;
  };

  /** Enters the folders before `length`, as far as something in them can still decide. */
  const enterFolder = (path: string, length: number): void => {
    let common = 0;
    let at = 0;
    for (const name of names) {
      const end = at + name.length;
      if (end > length || path.charCodeAt(end) !== SLASH || !path.startsWith(name, at)) break;
      at = end + 1;
      common++;
    }
    names.length = common;
    popTo(common);
    while (at < length && deepest.from.length > 0) {
      const end = path.indexOf('/', at);
      const name = path.slice(at, end);
      const { from, settled } = deepest;
      const next: TrieNode[] = [];
      for (const node of from) stepFrom(node, name, settled, next, work);
      if (next.length > 0) pushLevel(next, settled);
      else pushUnnamed();
      names.push(name);
      at = end + 1;
    }
    folder = path.slice(0, length);
    closed = deepest.from.length === 0 ? path.slice(0, at) : null;
  };

  /** Enters the folder of the path; answers with where the name of the file begins. */
  const enter = (path: string): number => {
    if (closed !== null && path.startsWith(closed)) return 0;
    const slash = path.lastIndexOf('/');
    const length = Math.max(slash, 0);
    if (length !== folder.length || !path.startsWith(folder)) enterFolder(path, length);
    return slash + 1;
  };

  const reached: TrieNode[] = [];
  /** Nodes that the name of a file leads to; the list is the same one each time. */
  const filesOf = (path: string, start: number): readonly TrieNode[] => {
    const { from, settled } = deepest;
    reached.length = 0;
    const name = path.slice(start);
    for (const node of from) stepFrom(node, name, settled, reached, work);
    return reached;
  };

  pushLevel([trie.root], -1);
  return {
    matching(path) {
      const files = filesOf(path, enter(path));
      found.length = deepest.found;
      for (const node of files) if (node.file) for (const ordinal of node.file) found.push(ordinal);
      return found;
    },
    newest(path) {
      const start = enter(path);
      let newest = deepest.settled;
      if (deepest.from.length === 0) return newest;
      for (const { file } of filesOf(path, start)) if (file && file[0]! > newest) newest = file[0]!;
      return newest;
    },
  };
}

const leadsOn = (node: TrieNode, settled: number): boolean =>
  node.newest > settled && (node.names !== null || node.anyName !== null || node.globs !== null);

function stepFrom(node: TrieNode, name: string, settled: number, next: TrieNode[], work: Work): void {
  work.steps++;
  const named = node.names?.get(name);
  if (named && named.newest > settled) next.push(named);
  if (node.anyName && node.anyName.newest > settled) next.push(node.anyName);
  if (!node.globs) return;
  for (const group of candidateGroups(node.globs, name, name))
    for (const { glob, target } of group)
      if (target.newest > settled && matchesName(glob, name, work)) next.push(target);
}
