import { describe, expect, it } from 'vitest';
import { seededRandom } from '../support/seeded-random.ts';
import { compileCodeowners } from './codeowners-matcher.ts';
import { parseCodeowners } from './codeowners-parse.ts';
import type { CodeownersDialect, CodeownersRule } from './codeowners-rule.ts';

const names = ['a', 'b', 'ab', 'ba', 'aab', '.a', 'a.b', 'b.a', 'x y', 'ä', '😀', 'a*', '[a]', '#a'];
const wild = [
  '*',
  '**',
  '?',
  'a*',
  '*b',
  '*a*',
  'a?',
  '?b',
  '*.a',
  'a*b',
  '**a',
  '\\*',
  'x\\ y',
  'a\\*',
  '?😀',
  '*a*b*',
];
const classes = ['[ab]', '[!a]b', 'a[a-c]', '[^b]*', '[]a]', '*[.]a'];

function pathOf(random: () => number): string {
  const length = 1 + Math.floor(random() * 5);
  return Array.from({ length }, () => names[Math.floor(random() * names.length)]!).join('/');
}

function patternOf(random: () => number, dialect: CodeownersDialect): string {
  const plain = names.filter((name) => !/[ #[]/.test(name));
  const pool = [...plain, ...plain, ...wild, ...wild, ...(dialect === 'GITLAB' ? classes : [])];
  const length = 1 + Math.floor(random() * 4);
  const body = Array.from({ length }, () => pool[Math.floor(random() * pool.length)]!).join('/');
  return `${random() < 0.4 ? '/' : ''}${body}${random() < 0.3 ? '/' : ''}`;
}

/** The documented meaning of a GitHub pattern as one regular expression over the whole path. */
function githubExpression(pattern: string): RegExp {
  const folderOnly = pattern.endsWith('/');
  const body = pattern.replace(/^\//, '').replace(/\/$/, '');
  const anchored = pattern.startsWith('/') || body.includes('/');
  const parts = body.split('/');
  let source = anchored ? '' : '(?:.+/)?';
  parts.forEach((part, index) => {
    const last = index === parts.length - 1;
    if (part !== '**') source += segmentSource(part, false) + (last ? '' : '/');
    else if (last) source += '.+';
    else source += '(?:.+/)?';
  });
  const childrenOnly = anchored && parts.at(-1) === '*' && !folderOnly;
  return new RegExp(`^${source}${folderOnly ? '/.+' : childrenOnly ? '' : '(?:/.+)?'}$`, 'su');
}

function segmentSource(part: string, brackets: boolean): string {
  return part.replace(/\\(.)|\[([!^]?)([^\]]*)\]|\*+|\?|[\s\S]/gu, (text, escaped, not, members) => {
    if (escaped !== undefined) return literal(escaped);
    if (text.startsWith('*')) return '[^/]*';
    if (text === '?') return '[^/]';
    if (!brackets || members === undefined) return [...text].map(literal).join('');
    if (members === '') return not ? '[^/]' : '(?!)';
    return `[${not ? '^' : ''}${members}]`;
  });
}

const literal = (char: string): string => char.replace(/[\\^$.*+?()[\]{}|/-]/gu, '\\$&');

/** Ruby's `File.fnmatch` with FNM_PATHNAME and FNM_DOTMATCH on the expanded pattern, folder by folder. */
function gitlabMatches(pattern: string, path: string): boolean {
  const expanded = `${pattern.startsWith('/') ? '' : '/**/'}${pattern}${pattern.endsWith('/') ? '**/*' : ''}`;
  return folders(expanded.slice(1).split('/'), path.split('/'));
}

function folders(patterns: string[], parts: string[]): boolean {
  const [first, ...rest] = patterns;
  if (first === undefined) return parts.length === 0;
  if (first === '**' && rest.length > 0)
    return parts.some((_, index) => folders(rest, parts.slice(index))) || folders(rest, []);
  const [name, ...below] = parts;
  return (
    name !== undefined &&
    new RegExp(`^${segmentSource(first, true)}$`, 'su').test(name) &&
    folders(rest, below)
  );
}

const lastMatch = (rules: readonly CodeownersRule[], matches: (rule: CodeownersRule) => boolean) =>
  rules.findLast(matches);

describe('generated GitHub files answer as the documented expression of each line', () => {
  it.each(Array.from({ length: 60 }, (_, seed) => [seed]))('seed %i', (seed) => {
    const random = seededRandom(seed);
    const text = Array.from(
      { length: 12 },
      (_, i) => `${patternOf(random, 'GITHUB')}${i % 5 === 4 ? '' : ' @o'}`,
    );
    const { rules } = parseCodeowners(text.join('\n'), 'GITHUB');
    const match = compileCodeowners(rules, 'GITHUB');
    const expressions = new Map(rules.map((rule) => [rule, githubExpression(rule.pattern)]));
    for (let i = 0; i < 80; i++) {
      const path = pathOf(random);
      const expected = lastMatch(rules, (rule) => expressions.get(rule)!.test(path));
      expect([path, match(path)[0]?.rule?.pattern]).toEqual([path, expected?.pattern]);
    }
  });
});

describe('generated GitLab files answer as File.fnmatch, section by section', () => {
  const headings = ['[One]', '^[Two] @two', '[three][2]', '[ONE] @one', '[Two]'];

  it.each(Array.from({ length: 60 }, (_, seed) => [seed]))('seed %i', (seed) => {
    const random = seededRandom(1000 + seed);
    const text = Array.from({ length: 24 }, () => {
      if (random() < 0.2) return headings[Math.floor(random() * headings.length)]!;
      const pattern = patternOf(random, 'GITLAB').replace(/^\[/, '/[');
      return `${random() < 0.15 ? '!' : ''}${pattern}${random() < 0.7 ? ' @o' : ''}`;
    });
    const { rules } = parseCodeowners(text.join('\n'), 'GITLAB');
    const match = compileCodeowners(rules, 'GITLAB');
    const sections = [...new Set(rules.map((rule) => rule.section))];
    for (let i = 0; i < 80; i++) {
      const path = pathOf(random);
      const expected = sections.flatMap((section) => {
        const matching = rules.filter(
          (rule) => rule.section === section && gitlabMatches(rule.pattern, path),
        );
        const decides = matching.findLast((rule) => rule.exclusion) ?? matching.at(-1);
        return decides ? [[section, decides.line, decides.exclusion]] : [];
      });
      const answers = match(path).filter((answer) => answer.rule);
      expect([
        path,
        ...answers.map(({ section, rule, state }) => [section, rule?.line, state === 'EXCLUDED']),
      ]).toEqual([path, ...expected]);
    }
  });
});
