import { describe, expect, it } from 'vitest';
import { chooseCodeowners, dialectOfFile, dialectOfHost } from './codeowners-dialect.ts';

describe('dialectOfHost', () => {
  it.each([
    ['github.com', 'GITHUB'],
    ['GitHub.com', 'GITHUB'],
    ['gitlab.com', 'GITLAB'],
    ['gitlab.example.org', 'GITLAB'],
    ['code.example.org', null],
    ['notgitlab.com', null],
    ['github.com.evil.example', null],
    [null, null],
  ])('%s is %s', (host, dialect) => expect(dialectOfHost(host)).toBe(dialect));
});

describe('dialectOfFile', () => {
  it.each([
    ['.github/CODEOWNERS', null, 'GITHUB'],
    ['/home/me/pay/.gitlab/CODEOWNERS', null, 'GITLAB'],
    ['CODEOWNERS', 'github.com', 'GITHUB'],
    ['docs/CODEOWNERS', 'gitlab.example.org', 'GITLAB'],
    ['CODEOWNERS', 'code.example.org', null],
    ['docs/CODEOWNERS', null, null],
  ])('%s on %s is %s', (path, host, dialect) => expect(dialectOfFile(path, host)).toBe(dialect));
});

describe('chooseCodeowners', () => {
  const all = ['docs/CODEOWNERS', 'CODEOWNERS', '.gitlab/CODEOWNERS', '.github/CODEOWNERS', 'src/a.ts'];

  it('takes the first place of GitHub', () =>
    expect(chooseCodeowners(all, { host: 'github.com' })).toMatchObject({
      kind: 'CHOSEN',
      file: '.github/CODEOWNERS',
      dialect: 'GITHUB',
      others: ['.gitlab/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'],
    }));

  it('takes the first place of GitLab, which is the root', () =>
    expect(chooseCodeowners(all, { host: 'gitlab.com' })).toMatchObject({
      file: 'CODEOWNERS',
      dialect: 'GITLAB',
    }));

  it.each([
    ['github.com', ['docs/CODEOWNERS', 'CODEOWNERS'], 'CODEOWNERS'],
    ['github.com', ['docs/CODEOWNERS'], 'docs/CODEOWNERS'],
    ['gitlab.com', ['.gitlab/CODEOWNERS', 'docs/CODEOWNERS'], 'docs/CODEOWNERS'],
    ['gitlab.com', ['.gitlab/CODEOWNERS'], '.gitlab/CODEOWNERS'],
  ])('on %s of %j takes %s', (host, paths, file) =>
    expect(chooseCodeowners(paths, { host })).toMatchObject({ kind: 'CHOSEN', file }),
  );

  it('knows the dialect from a folder that one host alone reads', () => {
    expect(chooseCodeowners(['.github/CODEOWNERS'], { host: null })).toMatchObject({ dialect: 'GITHUB' });
    expect(chooseCodeowners(['.gitlab/CODEOWNERS', 'CODEOWNERS'], { host: 'x.example' })).toMatchObject({
      dialect: 'GITLAB',
      file: 'CODEOWNERS',
    });
  });

  it('leaves the root and docs on an unknown host undecided, and two telling folders too', () => {
    expect(chooseCodeowners(['CODEOWNERS', 'docs/CODEOWNERS'], { host: 'code.example.org' })).toEqual({
      kind: 'UNDECIDED',
      files: ['CODEOWNERS', 'docs/CODEOWNERS'],
    });
    expect(chooseCodeowners(all, { host: null }).kind).toBe('UNDECIDED');
  });

  it('believes a person before the host', () =>
    expect(chooseCodeowners(['CODEOWNERS'], { host: 'github.com', dialect: 'GITLAB' })).toMatchObject({
      dialect: 'GITLAB',
    }));

  it('counts only the documented places', () => {
    expect(chooseCodeowners(['pkg/CODEOWNERS', 'a/docs/CODEOWNERS'], { host: null })).toEqual({
      kind: 'NONE',
      others: ['a/docs/CODEOWNERS', 'pkg/CODEOWNERS'],
    });
    expect(chooseCodeowners(['.gitlab/CODEOWNERS'], { host: 'github.com' }).kind).toBe('NONE');
  });
});
