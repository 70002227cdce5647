import { describe, expect, it } from 'vitest';
import { inspectCodeowners } from './codeowners-inspect.ts';
import { parseCodeowners } from './codeowners-parse.ts';
import type { CodeownersDialect } from './codeowners-rule.ts';
import { deadRules } from './dead-rules.ts';

/** Lines of dead rules with the lines that cover them. */
const deadLines = (text: string, dialect: CodeownersDialect = 'GITHUB') =>
  deadRules(parseCodeowners(text, dialect).rules, dialect).dead.map(({ rule, coveredBy }) => [
    rule.line,
    ...coveredBy.map(({ line }) => line),
  ]);

describe('a rule that can never decide', () => {
  it.each([
    ['/a/b.ts @x\n/a/ @y\n'],
    ['/a/ @x\n* @y\n'],
    ['*.ts @x\n*.ts @y\n'],
    ['*.test.ts @x\n*.ts @y\n'],
    ['/src/**/a.ts @x\n/src/ @y\n'],
    ['/src/*/deep/ @x\n/src/ @y\n'],
    ['docs/ @x\ndocs @y\n'],
    ['/a/b-*/c @x\n/a/b*/ @y\n'],
    ['/x/y/foo @x\nfoo @y\n'],
    ['/a/* @x\n/a/** @y\n'],
    ['/a @x\n/a* @y\n'],
  ])('is found in %j', (text) => expect(deadLines(text)).toEqual([[1, 2]]));

  it.each([
    ['/a/ @x\n/a/b.ts @y\n'],
    ['/a @x\n/a/ @y\n'],
    ['/a/ @x\n/a/* @y\n'],
    ['*.ts @x\n*.test.ts @y\n'],
    ['/src/**/a.ts @x\n/src/*/a.ts @y\n'],
    ['a* @x\n*b @y\n'],
    ['/a/*b @x\n/a/b* @y\n'],
    ['/a/b @x\n/A/ @y\n'],
    ['foo @x\n/foo @y\n'],
  ])('is not claimed in %j', (text) => expect(deadLines(text)).toEqual([]));

  it('may need two others, and is told with both', () => {
    expect(deadLines('/a @x\n/a/ @y\n/? @z\n')).toEqual([
      [1, 3],
      [2, 3],
    ]);
    expect(deadLines('/dir/foo @x\n/dir/foo/ @y\n/dir/* @z\n')).toEqual([[1, 2, 3]]);
  });

  it('is looked for section by section in a GitLab file, and exclusions count wherever they stand', () => {
    expect(deadLines('[A]\na/b @x\n[B]\na/ @y\n', 'GITLAB')).toEqual([]);
    expect(deadLines('[A]\n!*.rb\n/lib/x.rb @x\n*.py @y\n', 'GITLAB')).toEqual([[3, 2]]);
    expect(deadLines('[A]\n/docs/a/ @x\n[a]\n/docs/ @y\n', 'GITLAB')).toEqual([[2, 4]]);
  });

  it('is not looked for without end: what was left is said', () => {
    const text = Array.from({ length: 4000 }, (_, i) => `*x${i}y* @o`).join('\n');
    const { findings } = inspectCodeowners(text, 'GITHUB');
    expect(findings).toMatchObject([{ code: 'DEAD_RULES_NOT_CHECKED', severity: 'info', line: null }]);
  });
});

describe('inspectCodeowners', () => {
  const lines = (text: string, dialect: CodeownersDialect, paths: string[] | null = null) =>
    inspectCodeowners(text, dialect, paths).findings.map(({ line, code }) => [line, code]);

  it('says all there is to say, in the order of the file', () => {
    expect(lines('/a/b @x\n!c @x\n/a/ @y\n@z\n', 'GITHUB')).toEqual([
      [1, 'DEAD_RULE'],
      [2, 'INVALID_PATTERN'],
      [4, 'OWNER_AS_PATTERN'],
    ]);
  });

  it('knows from the files which rules decide for none, and says once about each line', () => {
    const text = '/index.js @x\n/gone/ @x\n/a/b @x\n/a/ @y\n/* @z\n';
    expect(lines(text, 'GITHUB', ['index.js', 'a/b', 'a/c', 'README.md'])).toEqual([
      [1, 'NEVER_DECIDES'],
      [2, 'MATCHES_NO_FILE'],
      [3, 'DEAD_RULE'],
    ]);
  });

  it('knows a folder that GitLab takes for a file', () => {
    const text = '/docs/ @d\n/docs/ja @j\n/docs/fr/ @f\n!docs/none\n';
    const findings = inspectCodeowners(text, 'GITLAB', [
      'docs/ja/a.md',
      'docs/fr/a.md',
      'docs/a.md',
    ]).findings;
    expect(findings.map(({ line, code }) => [line, code])).toEqual([
      [2, 'FOLDER_WITHOUT_SLASH'],
      [4, 'MATCHES_NO_FILE'],
    ]);
    expect(findings[0]?.fix).toContain('"/docs/ja/"');
  });
});
