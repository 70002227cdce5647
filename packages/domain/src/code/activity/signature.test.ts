import { describe, expect, it } from 'vitest';
import { readMailmap } from './mailmap.ts';
import { hostNameOf, isBot, readSignature, signatureId } from './signature.ts';

describe('a signature', () => {
  it.each([
    ['Ada Lovelace <ada@example.org>', { name: 'Ada Lovelace', email: 'ada@example.org' }],
    [' Ada  <  ada@example.org > #1', { name: 'Ada', email: 'ada@example.org' }],
    ['Ada', { name: 'Ada', email: '' }],
    ['<ada@example.org>', { name: '', email: 'ada@example.org' }],
    ['  ', null],
  ])('is read from %j', (text, expected) => {
    expect(readSignature(text)).toEqual(expected);
  });

  it('is the same author by its address whatever the case, and by its name where there is none', () => {
    expect(signatureId({ name: 'Ada', email: 'A@x.org' })).toBe(
      signatureId({ name: 'A. L.', email: 'a@X.org' }),
    );
    expect(signatureId({ name: 'Ada', email: '' })).toBe(signatureId({ name: 'ADA', email: '' }));
    expect(signatureId({ name: 'Ada', email: '' })).not.toBe(signatureId({ name: 'Eve', email: '' }));
  });

  it.each([
    ['1234+ada@users.noreply.github.com', { host: 'github.com', handle: '@ada' }],
    ['ada@users.noreply.GitHub.com', { host: 'github.com', handle: '@ada' }],
    ['77-ada.l@users.noreply.gitlab.com', { host: 'gitlab.com', handle: '@ada.l' }],
    ['ada@github.com', null],
    ['users.noreply.github.com', null],
  ])('%s hides the name %j', (email, expected) => {
    expect(hostNameOf(email)).toEqual(expected);
  });

  it.each([
    ['dependabot[bot]', '49699333+dependabot[bot]@users.noreply.github.com'],
    ['Renovate Bot', 'x@example.org'],
    ['release-bot', 'x@example.org'],
    ['deploy', 'project_12_bot_a1@noreply.gitlab.com'],
    ['GitHub', 'noreply@github.com'],
    ['CI', 'ci-bot@example.org'],
  ])('of %s is a program', (name, email) => {
    expect(isBot({ name, email })).toBe(true);
  });

  it.each([
    ['Chris Abbot', 'abbot@example.org'],
    ['Bottom Up', 'bottom@example.org'],
    ['', ''],
  ])('of %j is none', (name, email) => {
    expect(isBot({ name, email })).toBe(false);
  });
});

describe('a mailmap', () => {
  const mailmap = readMailmap(
    [
      '# who is who',
      'Ada Lovelace <ada@old.org>',
      '<ada@example.org> <ada@home.org>',
      'Ada Lovelace <ada@example.org> <AL@work.org>',
      'Eve <eve@example.org> root <root@box>',
      'Dan <dan@example.org> Deploy <root@box>',
      'no entry',
    ].join('\r\n'),
  );

  it.each([
    [
      { name: 'ada', email: 'ADA@old.org' },
      { name: 'Ada Lovelace', email: 'ADA@old.org' },
    ],
    [
      { name: 'ada', email: 'ada@home.org' },
      { name: 'ada', email: 'ada@example.org' },
    ],
    [
      { name: 'al', email: 'al@work.org' },
      { name: 'Ada Lovelace', email: 'ada@example.org' },
    ],
    [
      { name: 'ROOT', email: 'root@box' },
      { name: 'Eve', email: 'eve@example.org' },
    ],
    [
      { name: 'deploy', email: 'root@box' },
      { name: 'Dan', email: 'dan@example.org' },
    ],
    [
      { name: 'someone', email: 'root@box' },
      { name: 'someone', email: 'root@box' },
    ],
    [
      { name: 'Fay', email: 'fay@example.org' },
      { name: 'Fay', email: 'fay@example.org' },
    ],
  ])('gives for %j %j', (given, expected) => {
    expect(mailmap(given)).toEqual(expected);
  });
});
