import { expect, it } from 'vitest';
import { placeOf, printDocument, readDocument } from './record-text.ts';

const text = printDocument({ key: 'a', name: 'Old', links: [{ url: 'x', title: null }], team: null });

it('a document is read as it was printed', () => {
  expect(printDocument(readDocument(text) ?? {})).toBe(text);
});

it.each(['{ "a": 1', '{ "a": 1 } // note', '[1]', 'null', '', '7'])('%j is no document', (wrong) => {
  expect(readDocument(wrong)).toBeUndefined();
});

it.each([
  [['name'], '"Old"'],
  [['links', '0', 'url'], '"x"'],
  [['links', '0'], '{'],
  [['links', '7', 'url'], '"links"'],
  [['team'], 'null'],
  [['gone'], '{'],
  [[], '{'],
  [['\u00e4', 'x'], '{'],
])('the place of %j is %s', (path, marked) => {
  const { offset, length } = placeOf(text, path);
  expect(text.slice(offset, offset + length)).toBe(marked);
});

it('a text that cannot be read has its place at its beginning', () => {
  expect(placeOf('', ['a'])).toEqual({ offset: 0, length: 0 });
});
