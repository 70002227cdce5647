import { describe, expect, it } from 'vitest';
import { findingText } from './codeowners-finding.ts';
import { byteLength } from './codeowners-line.ts';
import { compileCodeowners } from './codeowners-matcher.ts';
import { githubSizeLimit, parseCodeowners } from './codeowners-parse.ts';

const github = (text: string) => parseCodeowners(text, 'GITHUB');
const gitlab = (text: string) => parseCodeowners(text, 'GITLAB');
const codes = ({ findings }: ReturnType<typeof parseCodeowners>) =>
  findings.map(({ line, code }) => [line, code]);

describe('a GitHub file', () => {
  it('gives rules with their line, pattern and owners in file order', () => {
    expect(github('# all\n*   @a @org/team  # why\n\n/my\\ docs/ a@b.example\t@a @a\n').rules).toEqual([
      {
        line: 2,
        pattern: '*',
        owners: ['@a', '@org/team'],
        section: '',
        optional: false,
        approvals: null,
        exclusion: false,
      },
      {
        line: 4,
        pattern: '/my\\ docs/',
        owners: ['a@b.example', '@a', '@a'],
        section: '',
        optional: false,
        approvals: null,
        exclusion: false,
      },
    ]);
  });

  it.each([
    ['!a @x', 'INVALID_PATTERN'],
    ['\\#a @x', 'INVALID_PATTERN'],
    ['a[bc] @x', 'INVALID_PATTERN'],
    ['a*** @x', 'INVALID_PATTERN'],
    ['[Docs] @x', 'SECTION_HEADING'],
    ['^[Docs]', 'SECTION_HEADING'],
    ['*.js user', 'INVALID_OWNER'],
    ['*.js @a @b/c/d', 'INVALID_OWNER'],
    ['*.js @', 'INVALID_OWNER'],
    ['*.js @a#b', 'INVALID_OWNER'],
    ['my docs/ @a', 'INVALID_OWNER'],
  ])('skips the line "%s" and says %s with its line, the reason and the fix', (line, code) => {
    const { rules, findings } = github(`* @y\n${line}\n`);
    expect(rules.map((rule) => rule.line)).toEqual([1]);
    expect(findings).toMatchObject([{ line: 2, code, severity: 'error' }]);
    expect(findingText(findings[0]!)).toMatch(/^.{20,}\. .{10,}\.$/);
  });

  it.each([
    ['* @', 'write the name behind the @, as in @user or @org/team'],
    ['* @b/c/d', 'write @user, @org/team or an e-mail address'],
    ['my docs/ @a', expect.stringContaining('a blank in it needs a backslash')],
  ])('mends "%s" by what is wrong with it: no blank where none is meant', (line, fix) => {
    expect(github(`* @y\n${line}\n`).findings[0]!.fix).toEqual(fix);
  });

  it('says that a backslash at the end of a pattern is wrong', () => {
    expect(codes(github('* @y\na\\'))).toEqual([[2, 'INVALID_PATTERN']]);
  });

  it.each(['@someone', '@a @b @c', 'me@corp.example @a'])(
    'says that "%s" has an owner for a pattern',
    (line) => {
      const parsed = github(`${line}\n`);
      expect(codes(parsed)).toEqual([[1, 'OWNER_AS_PATTERN']]);
      expect(parsed.findings[0]?.fix).toContain(`"* ${line.split(' ')[0]}"`);
    },
  );

  it.each(['/', '//', 'a//b', './a', '../a', 'a/./b'])('says that "%s" matches nothing', (pattern) => {
    expect(codes(github(`${pattern} @a\n`))).toEqual([[1, 'NEVER_MATCHES']]);
  });

  it('takes an escaped bracket and three escaped stars for names', () => {
    const parsed = github('\\[id].ts @a\n\\*\\*\\* @b\n');
    expect(parsed.findings).toEqual([]);
    const match = compileCodeowners(parsed.rules, 'GITHUB');
    expect(match('[id].ts')[0]?.owners).toEqual(['@a']);
    expect(match('x/***')[0]?.owners).toEqual(['@b']);
  });

  it('does not load above 3 MB of bytes, and loads exactly 3 MB', () => {
    const rule = '*.ä @a\n##';
    const text = rule + 'ä'.repeat((githubSizeLimit - byteLength(rule)) / 2);
    expect(byteLength(text)).toBe(githubSizeLimit);
    expect(github(text).rules).toHaveLength(1);
    expect(github(`${text}#`)).toMatchObject({ rules: [], findings: [{ code: 'TOO_LARGE', line: null }] });
    expect(gitlab(`${text}#`).rules).toHaveLength(1);
  });

  it('counts bytes as UTF-8 does', () => {
    for (const text of ['a', 'ä', '€', '😀', 'aä€😀'])
      expect(byteLength(text)).toBe(new TextEncoder().encode(text).length);
  });

  it('says that a file is empty, and that it begins with a byte order mark', () => {
    expect(codes(github('# nothing\n\n'))).toEqual([[null, 'NO_RULES']]);
    expect(codes(github('\uFEFF* @a\r\n'))).toEqual([[1, 'BYTE_ORDER_MARK']]);
    expect(github('\uFEFF* @a\r\n').rules).toMatchObject([{ pattern: '*', owners: ['@a'] }]);
  });

  it('keeps the last line without an end, and lines that end in a carriage return', () => {
    expect(github('a @x\r\nb @y').rules.map(({ pattern, owners }) => [pattern, ...owners])).toEqual([
      ['a', '@x'],
      ['b', '@y'],
    ]);
  });
});

describe('a GitLab file', () => {
  it('gives each rule its section, with default owners, approvals and what is optional', () => {
    const { rules, findings } = gitlab(
      '* @all\n[Docs][3] @docs @@maintainer\n*.md\n*.txt @x # @y\n^[Style][2]\n*.css @s\n!a.css\n',
    );
    expect(
      rules.map(({ line, pattern, owners, section, optional, approvals, exclusion }) => [
        line,
        pattern,
        owners.join(' '),
        section,
        optional,
        approvals,
        exclusion,
      ]),
    ).toEqual([
      [1, '*', '@all', '', false, 1, false],
      [3, '*.md', '@docs @@maintainer', 'Docs', false, 3, false],
      [4, '*.txt', '@x @y', 'Docs', false, 3, false],
      [6, '*.css', '@s', 'Style', true, 0, false],
      [7, 'a.css', '', 'Style', true, 0, true],
    ]);
    expect(findings.map(({ line, code }) => [line, code])).toEqual([[4, 'INLINE_COMMENT']]);
  });

  it('makes one section of headings that differ in case: required wins, with the most approvals', () => {
    const { rules } = gitlab('^[Go][9]\na @a\n[GO][2]\nb @b\n[go]\nc @c\n[gO][3]\n');
    expect(rules.map(({ section, optional, approvals }) => [section, optional, approvals])).toEqual([
      ['Go', false, 3],
      ['Go', false, 3],
      ['Go', false, 3],
    ]);
  });

  it('takes default owners from the heading above, not from an earlier one of the same name', () => {
    expect(gitlab('[A] @a\nx\n[B] @b\ny\n[a]\nz\n').rules.map(({ owners }) => owners)).toEqual([
      ['@a'],
      ['@b'],
      [],
    ]);
  });

  it('does not give default owners to a line whose own owners are all malformed', () => {
    const parsed = gitlab('[A] @a\nx nobody\n');
    expect(parsed.rules[0]?.owners).toEqual([]);
    expect(codes(parsed)).toEqual([
      [2, 'INVALID_OWNER'],
      [2, 'NO_OWNER'],
    ]);
  });

  it.each(['[Docs', '^[Docs', '[]', '[ab].rb @u', '[Docs]@u'])('reads "%s" as a rule and says so', (line) => {
    const parsed = gitlab(`[Top]\na @a\n${line}\n`);
    expect(codes(parsed)).toContainEqual([3, 'UNREADABLE_HEADING']);
    expect(parsed.rules[1]).toMatchObject({ line: 3, section: 'Top' });
  });

  it.each([
    ['!a @x', 'EXCLUSION_WITH_OWNERS'],
    ['a', 'NO_OWNER'],
    ['@someone', 'OWNER_AS_PATTERN'],
    ['/a[b @x', 'NEVER_MATCHES'],
    ['a//b @x', 'NEVER_MATCHES'],
    ['a @x user', 'INVALID_OWNER'],
  ])('keeps the line "%s" and says %s', (line, code) => {
    const parsed = gitlab(`${line}\n`);
    expect(parsed.rules).toHaveLength(1);
    expect(codes(parsed)).toEqual([[1, code]]);
    expect(findingText(parsed.findings[0]!)).toMatch(/^.{20,}\. .{10,}\.$/);
  });

  it.each([
    ['/ @x', 'a/b', true],
    ['/[!x]/b @x', '😀/b', true],
    ['/*[!😀] @x', '😀', false],
    ['/[]a] @x', 'a]', false],
    ['/[a/b]c @x', 'ac', true],
    ['/a\\*b @x', 'a*b', true],
    ['\\!a @x', '!a', true],
  ])('"%s" for %s: %s', (line, path, matches) => {
    const { rules } = gitlab(`${line}\n`);
    expect(compileCodeowners(rules, 'GITLAB')(path)[0]?.state).toBe(matches ? 'OWNED' : 'UNMATCHED');
  });
});
