import { describe, expect, it } from 'vitest';
import { lookupKey, normalizeKey, slugOf } from './key.ts';

const slug = (raw: string) => {
  const result = normalizeKey({ form: 'slug' }, raw);
  return result.ok ? result.key : null;
};
const repository = (raw: string) => {
  const result = normalizeKey({ form: 'repository' }, raw);
  return result.ok ? result.key : null;
};

describe('a slug', () => {
  it.each([
    ['checkout', 'checkout'],
    [' Check-Out.v2_final~x ', 'check-out.v2_final~x'],
    ['7', '7'],
    ['a'.repeat(127), 'a'.repeat(127)],
  ])('%s is stored as %s', (raw, key) => expect(slug(raw)).toBe(key));

  it.each(['', '-a', '.a', '~a', 'a b', 'a/b', 'ä', 'a'.repeat(128), 'a\u0000', 'a@b'])('%j is none', (raw) =>
    expect(slug(raw)).toBeNull(),
  );
});

describe('a repository key', () => {
  it('keeps the case of its path and no case in its host', () => {
    expect(repository('GitHub.com/Acme/Pay')).toBe('github.com/Acme/Pay');
    expect(lookupKey('github.com/Acme/Pay')).toBe(lookupKey('GITHUB.com/acme/pay'));
  });

  it.each([
    'github.com',
    'github.com/',
    '/acme/pay',
    'github.com/acme//pay',
    'github.com/../pay',
    'github.com/a b',
    'github.com/a\u0000',
    'github.com/a?b',
    'github.com/a#b',
    'github.com/a%2fb',
    'https://github.com/acme/pay',
    `github.com/${'a'.repeat(300)}`,
  ])('%j is none', (raw) => expect(repository(raw)).toBeNull());
});

describe('a register key', () => {
  it('is the prefix and a number', () => {
    const form = { form: 'register', prefix: 'CHG' } as const;
    expect(normalizeKey(form, 'chg-1001')).toEqual({ ok: true, key: 'CHG-1001' });
    for (const raw of ['CHG-', 'CHG-1a', 'INC-1', '1001']) expect(normalizeKey(form, raw).ok).toBe(false);
  });
});

describe('looking up', () => {
  it('has no case, and text that can be no key finds nothing', () => {
    expect(lookupKey(' CHG-1001 ')).toBe('chg-1001');
    expect(lookupKey('a\u0000')).not.toContain('\u0000');
    expect(lookupKey('a\ud800').isWellFormed()).toBe(true);
  });
});

describe('a key made of a name', () => {
  it.each([
    ['Checkout', 'checkout'],
    ['Größe & Maß', 'gro-e-ma'],
    ['  Ledger (v2) ', 'ledger-v2'],
    ['支付', ''],
    ['x'.repeat(300), 'x'.repeat(127)],
  ])('%s becomes %s', (name, key) => expect(slugOf(name)).toBe(key));

  it('is a slug unless it is empty', () => {
    for (const name of [`${'a'.repeat(126)}-b`, '~~a', '.b', 'É', 'a...b'])
      expect(slug(slugOf(name))).toBe(slugOf(name));
  });
});
