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

interface Level {
  /** Nodes reached by exactly the folders so far. */
  readonly points: readonly TrieNode[];
  /** Nodes, of these and of the held ones, from which a name leads on to what can still decide. */
  from: readonly TrieNode[];
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
  let folder = '';
  let names: string[] = [];
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
    deepest = { points, from: [], held: held.length, found: found.length, settled };
    for (const node of points) {
      const deep = node.anyFolders;
      if (!deep || deep.held || deep.newest <= settled) continue;
      deep.held = true;
      deepest.held = held.push(deep);
    }
    const from: TrieNode[] = [];
    for (const node of points) if (leadsOn(node, settled)) from.push(node);
    for (const node of held) if (leadsOn(node, settled)) from.push(node);
    work.steps += points.length + held.length;
    deepest.from = from;
    levels.push(deepest);
  };

  const popTo = (depth: number): void => {
    levels.length = depth + 1;
    deepest = levels[depth]!;
    for (let i = deepest.held; i < held.length; i++) held[i]!.held = false;
    held.length = deepest.held;
    found.length = deepest.found;
  };

  const enterFolder = (target: string): void => {
    const wanted = target === '' ? [] : target.split('/');
    let common = 0;
    while (common < wanted.length && common < names.length && wanted[common] === names[common]) common++;
    popTo(common);
    for (let i = common; i < wanted.length; i++) {
      const { from, settled } = deepest;
      const next: TrieNode[] = [];
      for (const node of from) stepFrom(node, wanted[i]!, settled, next, work);
      pushLevel(next, settled);
    }
    names = wanted;
    folder = target;
  };

  /** Enters the folder of the path; answers with where the name of the file begins. */
  const enter = (path: string): number => {
    const slash = path.lastIndexOf('/');
    const length = Math.max(slash, 0);
    if (length !== folder.length || !path.startsWith(folder)) enterFolder(path.slice(0, length));
    return slash + 1;
  };

  const reached: TrieNode[] = [];
  /** Nodes that the name of a file leads to; the list is the same one each time. */
  const filesOf = (path: string, start: number): readonly TrieNode[] => {
    const { from, settled } = deepest;
    reached.length = 0;
    if (from.length === 0) return reached;
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
      const files = filesOf(path, enter(path));
      let newest = deepest.settled;
      for (const { file } of files) if (file && file[0]! > newest) newest = file[0]!;
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
