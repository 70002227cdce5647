import { candidateGroups } from './glob-edges.ts';
import type { PatternTrie, TrieNode } from './pattern-trie.ts';
import { matchesName, type Work } from './segment-glob.ts';

/** What the trie knows about a path: ordinals of matching rules, not sorted; the newest of each lane is among them. */
export type TrieWalk = (path: string) => readonly number[];

interface Level {
  /** Nodes reached by exactly the folders so far. */
  readonly points: readonly TrieNode[];
  /** How many of the held nodes and of the ordinals found belong to this level and those above it. */
  held: number;
  readonly found: number;
  /** With one lane: rules up to this one can change nothing any more. */
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

  const pushLevel = (points: TrieNode[], settledBefore: number): void => {
    let settled = settledBefore;
    for (const node of points) {
      if (!node.under) continue;
      for (const ordinal of node.under) {
        found.push(ordinal);
        if (onlyLane && ordinal > settled) settled = ordinal;
      }
    }
    const level = { points, held: held.length, found: found.length, settled };
    for (const node of points) {
      const deep = node.anyFolders;
      if (!deep || deep.held || deep.newest <= settled) continue;
      deep.held = true;
      level.held = held.push(deep);
    }
    levels.push(level);
  };

  const popTo = (depth: number): void => {
    levels.length = depth + 1;
    const level = levels[depth]!;
    for (let i = level.held; i < held.length; i++) held[i]!.held = false;
    held.length = level.held;
    found.length = level.found;
  };

  /** Nodes that the name leads to from the deepest level, left out when nothing below them can still decide. */
  const step = (name: string): TrieNode[] => {
    const { points, held: heldCount, settled } = levels[levels.length - 1]!;
    const next: TrieNode[] = [];
    for (const node of points) stepFrom(node, name, settled, next, work);
    for (let i = 0; i < heldCount; i++) stepFrom(held[i]!, name, settled, next, work);
    return next;
  };

  const enterFolder = (target: string): void => {
    const wanted = target === '' ? [] : target.split('/');
    let common = 0;
    while (common < wanted.length && common < names.length && wanted[common] === names[common]) common++;
    popTo(common);
    for (let i = common; i < wanted.length; i++)
      pushLevel(step(wanted[i]!), levels[levels.length - 1]!.settled);
    names = wanted;
    folder = target;
  };

  pushLevel([trie.root], -1);
  return (path) => {
    const slash = path.lastIndexOf('/');
    const target = slash < 0 ? '' : path.slice(0, slash);
    if (target !== folder) enterFolder(target);
    found.length = levels[levels.length - 1]!.found;
    for (const node of step(path.slice(slash + 1)))
      if (node.file) for (const ordinal of node.file) found.push(ordinal);
    return found;
  };
}

function stepFrom(node: TrieNode, name: string, settled: number, next: TrieNode[], work: Work): void {
  work.steps++;
  if (node.newest <= settled) return;
  const named = node.names?.get(name);
  if (named && named.newest > settled) next.push(named);
  if (node.anyName && node.anyName.newest > settled) next.push(node.anyName);
  if (!node.globs) return;
  for (const group of candidateGroups(node.globs, name, name))
    for (const { glob, target } of group)
      if (target.newest > settled && matchesName(glob, name, work)) next.push(target);
}
