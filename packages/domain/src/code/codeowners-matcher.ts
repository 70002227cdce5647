import { pathPattern } from './codeowners-pattern.ts';
import type { CodeownersAnswer, CodeownersDialect, CodeownersRule } from './codeowners-rule.ts';
import { insertPattern, newPatternTrie } from './pattern-trie.ts';
import type { Work } from './segment-glob.ts';
import { type TrieWalk, trieWalk } from './trie-walk.ts';

/**
 * Answers for one path, relative to the root of the repository, with `/` between names. GitHub: exactly one answer,
 * section "". GitLab: one for each section that answers, in file order, or one UNMATCHED. The arrays are shared
 * between paths: the same answer is the same array.
 */
export type CodeownersMatcher = (path: string) => readonly CodeownersAnswer[];

/**
 * Makes a matcher of the rules of one file, in file order. Time and memory grow with the length of the rules; a
 * path costs at most its segments times the rules. `work` counts steps, for tests of growth.
 */
export function compileCodeowners(
  rules: readonly CodeownersRule[],
  dialect: CodeownersDialect,
  work: Work = { steps: 0 },
): CodeownersMatcher {
  const trie = newPatternTrie();
  const sections = new Map<string, number>();
  for (const rule of rules) {
    const name = rule.section.toLowerCase();
    const section = sections.get(name) ?? sections.size;
    sections.set(name, section);
    insertPattern(trie, pathPattern(rule.pattern, dialect), 2 * section + (rule.exclusion ? 1 : 0));
  }
  const unmatched: readonly CodeownersAnswer[] = [unmatchedAnswer];
  const onlyLane = trie.laneOf.every((lane) => lane === 0);
  const walk = trieWalk(trie, onlyLane ? 1 : 2 * sections.size, work);
  const answers = rules.map(answerOf);
  return onlyLane
    ? lastRuleMatcher(walk, answers, unmatched)
    : sectionMatcher(walk, trie.laneOf, answers, unmatched);
}

function lastRuleMatcher(
  walk: TrieWalk,
  answers: readonly CodeownersAnswer[],
  unmatched: readonly CodeownersAnswer[],
): CodeownersMatcher {
  const single = answers.map((answer) => [answer]);
  return (path) => {
    const newest = walk.newest(path);
    return newest < 0 ? unmatched : single[newest]!;
  };
}

/** An exclusion wins over every rule of its section, wherever it stands. */
function sectionMatcher(
  walk: TrieWalk,
  laneOf: readonly number[],
  answers: readonly CodeownersAnswer[],
  unmatched: readonly CodeownersAnswer[],
): CodeownersMatcher {
  const deciding = new Map<number, number>();
  const known = new Map<string, readonly CodeownersAnswer[]>();
  return (path) => {
    deciding.clear();
    for (const ordinal of walk.matching(path)) {
      const section = laneOf[ordinal]! >> 1;
      const before = deciding.get(section);
      if (before === undefined || decides(ordinal, before, laneOf)) deciding.set(section, ordinal);
    }
    if (deciding.size === 0) return unmatched;
    const sections = [...deciding.keys()].sort((a, b) => a - b);
    const ordinals = sections.map((section) => deciding.get(section)!);
    const key = ordinals.join(' ');
    let result = known.get(key);
    if (!result) {
      result = ordinals.map((ordinal) => answers[ordinal]!);
      known.set(key, result);
    }
    return result;
  };
}

function decides(ordinal: number, before: number, laneOf: readonly number[]): boolean {
  const excludes = laneOf[ordinal]! & 1;
  const excluded = laneOf[before]! & 1;
  return excludes === excluded ? ordinal > before : excludes > excluded;
}

function answerOf(rule: CodeownersRule): CodeownersAnswer {
  const { section, optional, approvals, owners, exclusion } = rule;
  if (exclusion) return { section, state: 'EXCLUDED', optional, approvals, owners: [], rule };
  return { section, state: owners.length > 0 ? 'OWNED' : 'CLEARED', optional, approvals, owners, rule };
}

const unmatchedAnswer: CodeownersAnswer = {
  section: '',
  state: 'UNMATCHED',
  optional: false,
  approvals: null,
  owners: [],
  rule: null,
};
