import { describe, expect, it } from 'vitest';
import type { CodeownersDialect } from '../codeowners-rule.ts';
import { changeOwners } from './change-owners.ts';
import { type Claim, claimRule } from './claim-rule.ts';
import type { RuleEdit } from './rule-edit.ts';
import { changedText } from './text-change.ts';

const file = (path: string) => ({ path, folder: false });
const folder = (path: string) => ({ path, folder: true });

function after(text: string, edit: RuleEdit): string {
  return edit.kind === 'CHANGE' ? changedText(text, edit.change) : edit.kind;
}
const claimed = (
  text: string,
  target: Claim['target'],
  owner = '@me',
  dialect: CodeownersDialect = 'GITHUB',
) => after(text, claimRule(text, dialect, { target, owners: [owner] }));

describe('a claim in a GitHub file', () => {
  it('is a new line behind the last one that may match, and in front of what can not', () => {
    const text = '# all\n* @all\n\n# docs\n/docs/ @docs\n';
    expect(claimed(text, file('src/a.ts'))).toBe('# all\n* @all\n/src/a.ts @me\n\n# docs\n/docs/ @docs\n');
    expect(claimed(text, folder('src'))).toBe('# all\n* @all\n/src/ @me\n\n# docs\n/docs/ @docs\n');
    expect(claimed('*.ts @ts\n/x/ @x\n**/a.ts @a\n/y/ @y', folder('src'))).toBe(
      '*.ts @ts\n/x/ @x\n**/a.ts @a\n/src/ @me\n/y/ @y',
    );
  });

  it('changes the owners of the line that is about just that', () => {
    const text = '* @all\r\n/src/   @a @b # ask them\r\nsrc/a.ts @c\r\n';
    expect(claimed(text, file('src/a.ts'))).toBe('* @all\r\n/src/   @a @b # ask them\r\nsrc/a.ts @me\r\n');
    expect(claimed('* @all\n/src/   @a @b # ask them\n', folder('src'))).toBe(
      '* @all\n/src/   @me # ask them\n',
    );
    expect(claimed('/src\n', folder('src'))).toBe('/src @me\n');
    expect(claimed('* @all\n', folder(''))).toBe('* @me\n');
  });

  it('stands at the end where no line matches, with the line ends of the file', () => {
    expect(claimed('', file('a b/c.ts'))).toBe('/a\\ b/c.ts @me\n');
    expect(claimed('/docs/ @d', file('a'))).toBe('/docs/ @d\n/a @me');
    expect(claimed('# only\r\n\r\n', file('a'))).toBe('# only\r\n/a @me\r\n\r\n');
    expect(claimed('\uFEFF/docs/ @d\n', file('docs/a'))).toBe('\uFEFF/docs/ @d\n/docs/a @me\n');
  });

  it('stands under the owners of the line above where they have a column of their own', () => {
    expect(claimed('*            @all\n', file('src/a.ts'))).toBe('*            @all\n/src/a.ts    @me\n');
  });

  it('is none where it is so already, and not said to be where only a part is', () => {
    expect(claimRule('* @ME @you\n', 'GITHUB', { target: folder('a'), owners: ['@you', '@me'] })).toEqual({
      kind: 'NONE',
      line: 1,
    });
    expect(claimed('/a/* @me\n', folder('a'))).toBe('/a/* @me\n/a/ @me\n');
    expect(claimed('/a/ @me\n/a/b @you\n', folder('a'))).toBe('/a/ @me\n/a/b @you\n/a/ @me\n');
  });

  it.each([
    ['a [b]*?\\/#!é.ts', '/a\\ \\[b]\\*\\?\\\\/#!é.ts @me\n'],
    ['#a', '/#a @me\n'],
    ['!a', '/!a @me\n'],
  ])('escapes what would mean something: %s', (path, line) => {
    expect(claimed('', file(path))).toBe(line);
  });

  it('is refused with what to do', () => {
    const refused = (target: Claim['target'], owners: string[]) =>
      claimRule('', 'GITHUB', { target, owners });
    expect(refused(file('a\nb'), ['@me'])).toMatchObject({ message: 'no rule can name "a\\nb": rename it' });
    expect(refused(file('a'), ['me'])).toMatchObject({
      message: '"me" is no owner that GitHub would read: write @user, @org/team or an e-mail address',
    });
    expect(refused(file('a'), [])).toMatchObject({ message: 'no owner is named: name one' });
    const large = `#${'x'.repeat(3 * 1024 * 1024 - 8)}\n`;
    expect(claimRule(large, 'GITHUB', { target: file('a'), owners: ['@me'] })).toMatchObject({
      kind: 'REFUSED',
      message: 'with one more rule GitHub would not load the file: it is too large (3 MB)',
    });
  });
});

describe('a claim in a GitLab file', () => {
  const gitlab = (text: string, target: Claim['target'], section?: string) =>
    after(text, claimRule(text, 'GITLAB', { target, owners: ['@me'], section: section ?? null }));

  it('stands in the section that decides, behind its last rule that may match', () => {
    const text = '* @all\n\n[Docs] @docs\n*.md\n/x/ @x\n\n^[Extra]\n*.md @extra\n';
    expect(gitlab(text, file('a.md'), 'docs')).toBe(text.replace('*.md\n/x', '*.md\n/a.md @me\n/x'));
    expect(gitlab(text, file('a.md'))).toBe(text.replace('* @all\n', '* @all\n/a.md @me\n'));
    expect(gitlab('[Docs]\n*.md @d\n', file('b.md'))).toBe('[Docs]\n*.md @d\n/b.md @me\n');
  });

  it('takes the place in front of the first heading, not its comment, where nothing decides', () => {
    expect(gitlab('# about docs\n[Docs]\n*.md @d\n', file('a.ts'))).toBe(
      '/a.ts @me\n# about docs\n[Docs]\n*.md @d\n',
    );
  });

  it('goes round an exclusion, which nothing in its section can undo', () => {
    expect(gitlab('*.ts @ts\n!/a.ts\n[Code]\n/b @b\n', file('a.ts'))).toBe(
      '*.ts @ts\n!/a.ts\n[Code]\n/b @b\n/a.ts @me\n',
    );
    expect(gitlab('* @all\n!/gen/\n', folder('gen'))).toBe('* @all\n!/gen/\n\n[Owners]\n/gen/ @me\n');
    expect(
      claimRule('[A]\n!*\n* @a\n', 'GITLAB', { target: file('x'), owners: ['@me'], section: 'a' }),
    ).toMatchObject({ kind: 'REFUSED', message: expect.stringContaining('section [a] excludes it') });
  });

  it('gives a line that took the default owners of its section owners of its own', () => {
    expect(gitlab('[Docs] @docs\n/docs/\n', folder('docs'))).toBe('[Docs] @docs\n/docs/ @me\n');
  });

  it('opens a section that is named and not there', () => {
    expect(gitlab('* @all\n', file('a'), 'New')).toBe('* @all\n\n[New]\n/a @me\n');
  });
});

describe('other owners for the rule on a line', () => {
  const changed = (text: string, line: number, owners: string[], dialect: CodeownersDialect = 'GITHUB') =>
    after(text, changeOwners(text, { dialect, line, owners }));

  it('keep its pattern, its blanks and its comment', () => {
    expect(changed('a @a\r\n  /b\\ c/\t@b  @c   # why\r\n', 2, ['@x', '@y/z'])).toBe(
      'a @a\r\n  /b\\ c/\t@x @y/z   # why\r\n',
    );
    expect(changed('/a # nobody\n', 1, ['@x'])).toBe('/a @x # nobody\n');
  });

  it('take a comment away that GitLab would read owners in', () => {
    expect(changed('/a @a # ask @b\n', 1, ['@x'], 'GITLAB')).toBe('/a @x\n');
    expect(changed('/a @a # ask them\n', 1, ['@x'], 'GITLAB')).toBe('/a @x # ask them\n');
  });

  it('are refused where there is no rule that could have them', () => {
    expect(changeOwners('# a\n', { dialect: 'GITHUB', line: 1, owners: ['@x'] })).toMatchObject({
      message: 'line 1 holds no rule: name the line of one',
    });
    expect(changeOwners('!a\n', { dialect: 'GITLAB', line: 1, owners: ['@x'] })).toMatchObject({
      message: 'line 1 excludes its paths, so it takes no owners: remove it',
    });
    expect(changed('a @x\n', 1, ['@X'])).toBe('NONE');
  });
});
