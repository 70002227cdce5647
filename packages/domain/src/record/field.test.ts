import { describe, expect, it } from 'vitest';
import {
  date,
  decimal,
  type Field,
  instant,
  integer,
  longText,
  optionalText,
  parts,
  reference,
  references,
  requiredReference,
  text,
  texts,
} from './field.ts';

const description = 'what a test needs';
const accepted = (field: Field, value: unknown) => {
  const parsed = field.schema.safeParse(value);
  return parsed.success ? parsed.data : parsed.error.issues.map((issue) => issue.message);
};

describe('a field', () => {
  it('takes one line of text, trimmed, within its bounds', () => {
    const field = text({ description, max: 5 });
    expect(accepted(field, '  ada ')).toBe('ada');
    expect(accepted(field, '   ')).toEqual(['must not be empty']);
    expect(accepted(field, 'abcdef')).toHaveLength(1);
    expect(accepted(field, null)).toHaveLength(1);
  });

  it('says its bounds in words, in every field that has some', () => {
    const long = 'abcdef';
    expect(accepted(text({ description, max: 5 }), long)).toEqual(['must have at most 5 characters']);
    expect(accepted(optionalText({ description, max: 5 }), long)).toEqual(['must have at most 5 characters']);
    expect(accepted(longText({ description, max: 5 }), long)).toEqual(['must have at most 5 characters']);
    expect(accepted(texts({ description, max: 5 }), [long])).toEqual(['must have at most 5 characters']);
    expect(accepted(texts({ description, most: 1 }), ['a', 'b'])).toEqual(['must have at most 1 entries']);
    expect(accepted(references('System', { description, most: 1 }), ['a', 'b'])).toEqual([
      'must have at most 1 entries',
    ]);
    expect(accepted(integer({ description, min: 1, max: 3 }), 4)).toEqual(['must be from 1 to 3']);
    expect(accepted(integer({ description, min: 1, max: 3 }), 0)).toEqual(['must be from 1 to 3']);
  });

  it.each([
    ['a zero byte', 'a\u0000b'],
    ['an escape sequence', 'a\u001b[31mb'],
    ['half a character', 'a\ud800b'],
  ])('refuses %s in every text', (_, value) => {
    const message = ['must not hold control characters'];
    expect(accepted(text({ description }), value)).toEqual(message);
    expect(accepted(optionalText({ description }), value)).toEqual(message);
    expect(accepted(longText({ description }), value)).toEqual(message);
    expect(accepted(texts({ description }), [value])).toEqual(message);
    expect(accepted(reference('System', { description }), value)).toEqual(message);
    expect(accepted(references('System', { description }), [value])).toEqual(message);
  });

  it('keeps tabs and line breaks of a long text', () => {
    expect(accepted(longText({ description }), 'a\tb\r\nc')).toBe('a\tb\r\nc');
  });

  it.each([
    ['99.950', '99.95'],
    ['99.000', '99'],
    ['90', '90'],
    ['0.100', '0.1'],
  ])('writes the decimal %s as %s', (given, stored) => {
    expect(accepted(decimal({ description, pattern: /^\d+(\.\d+)?$/, hint: 'a number' }), given)).toBe(
      stored,
    );
  });

  it('turns an instant into UTC and refuses what the database can not hold', () => {
    const field = instant({ description });
    expect(accepted(field, '2026-01-31T10:00:00+01:00')).toBe('2026-01-31T09:00:00.000Z');
    expect(accepted(field, '0000-06-01T00:00:00Z')).toEqual(['must lie in the years 1 to 9999']);
    expect(accepted(field, '9999-12-31T23:59:59-10:00')).toEqual(['must lie in the years 1 to 9999']);
    expect(accepted(field, 'tomorrow')).toEqual(['must be an instant such as 2026-01-31T09:00:00Z']);
  });

  it('takes calendar days that there are', () => {
    expect(accepted(date({ description }), '2028-02-29')).toBe('2028-02-29');
    expect(accepted(date({ description }), '2027-02-29')).toEqual(['must be a day such as 2026-01-31']);
    expect(accepted(date({ description }), '0000-01-01')).toEqual(['must lie in the years 1 to 9999']);
  });

  it('keeps each key of a set once, in order', () => {
    expect(accepted(references('System', { description }), ['b', ' a', 'b'])).toEqual(['a', 'b']);
    expect(accepted(references('System', { description }), undefined)).toEqual([]);
  });

  it('can be empty unless it is required', () => {
    expect(accepted(reference('System', { description }), undefined)).toBeNull();
    expect(accepted(requiredReference('System', { description }), null)).toHaveLength(1);
  });

  it('holds no more rows than it says', () => {
    const part = {
      name: 'Row',
      description,
      fields: { name: text({ description }) },
      identity: ['name'] as const,
    };
    const field = parts(part, { description, most: 2 });
    expect(accepted(field, [{ name: 'a' }, { name: 'b' }])).toHaveLength(2);
    expect(accepted(field, [{ name: 'a' }, { name: 'b' }, { name: 'c' }])).toHaveLength(1);
  });
});
