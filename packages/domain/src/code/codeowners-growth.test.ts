import { describe, expect, it } from 'vitest';
import { compileCodeowners } from './codeowners-matcher.ts';
import { parseCodeowners } from './codeowners-parse.ts';
import { pathPattern } from './codeowners-pattern.ts';
import { insertPattern, newPatternTrie } from './pattern-trie.ts';
import { matchesName, segmentGlob } from './segment-glob.ts';

/** Steps that one path takes by rules made of these patterns. */
function stepsOf(patterns: readonly string[], path: string): number {
  const work = { steps: 0 };
  const text = patterns.map((pattern) => `${pattern} @o`).join('\n');
  const match = compileCodeowners(parseCodeowners(text, 'GITHUB').rules, 'GITHUB', work);
  match(path);
  return work.steps;
}

const repeated = (count: number, pattern: (index: number) => string): string[] =>
  Array.from({ length: count }, (_, index) => pattern(index));

const deep = (folders: number): string => `${'a/'.repeat(folders)}b`;

describe('the steps of one path', () => {
  it('grow with the length of a pattern of many stars, and with the depth of the path, not faster', () => {
    const catastrophic = (stars: number) => [`**${'/a**'.repeat(stars)}/end`];
    const base = stepsOf(catastrophic(50), deep(100));
    expect(base).toBeGreaterThan(100);
    expect(stepsOf(catastrophic(100), deep(100))).toBeLessThan(2.2 * base);
    expect(stepsOf(catastrophic(50), deep(200))).toBeLessThan(3 * base);
  });

  it('grow with the depth alone when `**` stands between every two names', () => {
    const pattern = [`${'**/a/'.repeat(200)}end`];
    const base = stepsOf(pattern, deep(400));
    expect(stepsOf(pattern, deep(800))).toBeLessThan(2.6 * base);
  });

  it('grow at most with the number of rules that share nothing and can only be tried', () => {
    const tried = (count: number) =>
      stepsOf(
        repeated(count, (i) => `*x${i}y*`),
        'src/main.ts',
      );
    expect(tried(1000)).toBeGreaterThan(1000);
    expect(tried(2000)).toBeLessThan(2.1 * tried(1000));
  });

  it('do not grow at all with rules for other folders, endings or beginnings', () => {
    const path = 'packages/one/src/index.test.ts';
    const others = (count: number) =>
      repeated(count, (i) => [`/packages/p${i}/`, `*.e${i}`, `/packages/p${i}-*`, `name${i}`][i % 4]!);
    expect(stepsOf(others(10_000), path)).toBe(stepsOf(others(100), path));
    expect(stepsOf(others(10_000), path)).toBeLessThan(20);
  });
});

describe('one file name', () => {
  it('takes steps in proportion to both lengths, whatever the stars', () => {
    const steps = (stars: number, length: number): number => {
      const work = { steps: 0 };
      const pattern = pathPattern(`${'*a'.repeat(stars)}*b?`, 'GITHUB');
      const glob = pattern?.segments.at(-1) ?? segmentGlob([], []);
      expect(matchesName(glob, 'a'.repeat(length), work)).toBe(false);
      return work.steps;
    };
    expect(steps(30, 200)).toBeLessThan(31 * 200);
    expect(steps(60, 200)).toBeLessThan(2.2 * steps(30, 200));
  });
});

describe('the memory of a matcher', () => {
  it('is at most one node for each segment of a pattern', () => {
    const nodes = (patterns: readonly string[]): number => {
      const trie = newPatternTrie();
      for (const pattern of patterns) insertPattern(trie, pathPattern(pattern, 'GITHUB'), 0);
      return trie.nodes;
    };
    expect(nodes([`${'**/a**/'.repeat(5000)}end`])).toBe(1 + 2 * 5000 + 1);
    expect(nodes(repeated(1000, (i) => `/src/*/x${i}`))).toBe(1 + 2 + 1000);
    expect(nodes(repeated(1000, () => '/src/*/x'))).toBe(4);
  });
});
