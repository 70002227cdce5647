import type { CodeownersFinding } from './codeowners-finding.ts';
import { ANY_FOLDERS, type PathPattern, pathPattern } from './codeowners-pattern.ts';
import type { CodeownersDialect, CodeownersRule } from './codeowners-rule.ts';
import { candidateGroups } from './glob-edges.ts';
import { insertPattern, newPatternTrie, type TrieNode } from './pattern-trie.ts';
import { coversNames, type SegmentGlob, type Work } from './segment-glob.ts';

/** A rule that decides for no path, because of others of its section. */
export interface DeadRule {
  readonly rule: CodeownersRule;
  /** One rule, or two that together take all it matches: later ones, or exclusions. */
  readonly coveredBy: readonly CodeownersRule[];
}

export interface DeadRules {
  readonly dead: readonly DeadRule[];
  /** Rules not looked at, because the file would take too many steps; 0 for every file people write. */
  readonly unchecked: number;
}

const mostSteps = 2_000_000;

/**
 * Rules that can never decide, whatever files there are: another rule matches every path they match. What is found
 * is certain; a rule that only three others together cover is not found.
 */
export function deadRules(rules: readonly CodeownersRule[], dialect: CodeownersDialect): DeadRules {
  const trie = newPatternTrie();
  const sections = new Map<string, number>();
  const patterns = rules.map((rule) => {
    const name = rule.section.toLowerCase();
    const section = sections.get(name) ?? sections.size;
    sections.set(name, section);
    const pattern = pathPattern(rule.pattern, dialect);
    insertPattern(trie, pattern, 2 * section + (rule.exclusion ? 1 : 0));
    return pattern;
  });
  const work: Work = { steps: 0 };
  const dead: DeadRule[] = [];
  for (const [ordinal, rule] of rules.entries()) {
    if (work.steps > mostSteps) return { dead, unchecked: rules.length - ordinal };
    const pattern = patterns[ordinal];
    if (!pattern || rule.exclusion) continue;
    const lane = trie.laneOf[ordinal]!;
    const takes = (other: number): boolean =>
      trie.laneOf[other] === lane ? other > ordinal : trie.laneOf[other] === lane + 1;
    const covering = coveringOrdinals(trie.root, pattern, takes, work);
    if (covering) dead.push({ rule, coveredBy: covering.map((other) => rules[other]!) });
  }
  return { dead, unchecked: 0 };
}

/** Walks the pattern as if it were a path: each of its segments must be covered by a segment of the other rule. */
function coveringOrdinals(
  root: TrieNode,
  pattern: PathPattern,
  takes: (ordinal: number) => boolean,
  work: Work,
): readonly number[] | null {
  const held: TrieNode[] = [];
  const hold = (nodes: readonly TrieNode[]): void => {
    for (const { anyFolders } of nodes) if (anyFolders && !held.includes(anyFolders)) held.push(anyFolders);
  };
  let points: readonly TrieNode[] = [root];
  let whole: number | undefined;
  hold(points);
  for (const [at, segment] of pattern.segments.entries()) {
    if (segment === ANY_FOLDERS) {
      points = [];
      continue;
    }
    points = [...points, ...held].flatMap((node) => coveringChildren(node, segment, work));
    hold(points);
    if (at < pattern.segments.length - 1) whole ??= lastTaking(points, 'under', takes);
  }
  if (whole !== undefined) return [whole];
  const file = pattern.file ? lastTaking(points, 'file', takes) : -1;
  const anyBelow = held.flatMap(({ anyName }) => anyName ?? []);
  const under = pattern.under
    ? (lastTaking(points, 'under', takes) ?? lastTaking(anyBelow, 'file', takes))
    : -1;
  if (file === undefined || under === undefined) return null;
  return [...new Set([file, under])].filter((ordinal) => ordinal >= 0).sort((a, b) => a - b);
}

function coveringChildren(node: TrieNode, segment: SegmentGlob, work: Work): TrieNode[] {
  work.steps++;
  const children: TrieNode[] = [];
  const named = segment.literal === null ? undefined : node.names?.get(segment.literal);
  if (named) children.push(named);
  if (node.anyName) children.push(node.anyName);
  if (node.globs)
    for (const group of candidateGroups(node.globs, segment.prefix, segment.suffix))
      for (const { glob, target } of group) if (coversNames(glob, segment, work)) children.push(target);
  return children;
}

/** The last one, so that one rule that covers all is told rather than two that share it. */
function lastTaking(
  nodes: readonly TrieNode[],
  reach: 'file' | 'under',
  takes: (ordinal: number) => boolean,
): number | undefined {
  let last: number | undefined;
  for (const node of nodes)
    for (const ordinal of node[reach] ?? [])
      if ((last === undefined || ordinal > last) && takes(ordinal)) last = ordinal;
  return last;
}

/** Dead rules as findings, in the order of the file. */
export function deadRuleFindings({ dead, unchecked }: DeadRules): CodeownersFinding[] {
  const findings = dead.map(({ rule, coveredBy }): CodeownersFinding => {
    const others = coveredBy.map(
      (other) => `line ${other.line} ("${other.exclusion ? '!' : ''}${other.pattern}")`,
    );
    const excluded = coveredBy.some((other) => other.exclusion);
    return {
      code: 'DEAD_RULE',
      severity: 'warning',
      line: rule.line,
      reason: `"${rule.pattern}" can never decide: ${others.join(' and ')} ${excluded ? 'excludes' : coveredBy.length > 1 ? 'come later and match' : 'comes later and matches'} every path it matches`,
      fix: excluded ? 'remove one of the two' : 'remove it, or move it below',
    };
  });
  return unchecked === 0 ? findings : [...findings, notChecked(unchecked)];
}

const notChecked = (count: number): CodeownersFinding => ({
  code: 'DEAD_RULES_NOT_CHECKED',
  severity: 'info',
  line: null,
  reason: `the last ${count} rules were not checked for rules that can never decide: there are too many with wildcards`,
  fix: 'nothing needs to be done; the rules work as they stand',
});
