import { describe, expect, it } from 'vitest';
import { changedFields, changedNames, mergeDocuments } from './merge-documents.ts';

const base = { key: 'a', name: 'Old', tags: ['x', 'y'], team: 'red', note: null, parts: [{ of: 'p', n: 1 }] };

describe('a three-way merge', () => {
  it.each([
    ['nothing', {}, {}, { ours: [], theirs: [], both: [] }, {}],
    ['ours alone', { name: 'New' }, {}, { ours: ['name'], theirs: [], both: [] }, { name: 'New' }],
    ['theirs alone', {}, { name: 'New' }, { ours: [], theirs: ['name'], both: [] }, { name: 'New' }],
    [
      'different fields',
      { name: 'New' },
      { team: 'blue', note: 'n' },
      { ours: ['name'], theirs: ['note', 'team'], both: [] },
      { name: 'New', team: 'blue', note: 'n' },
    ],
    [
      'one field, differently',
      { name: 'Mine', team: 'blue' },
      { name: 'Theirs', note: 'n' },
      { ours: ['team'], theirs: ['note'], both: ['name'] },
      { name: 'Mine', team: 'blue', note: 'n' },
    ],
    [
      'one field, to the same value',
      { name: 'New', tags: ['y'] },
      { name: 'New', tags: ['y'] },
      { ours: [], theirs: [], both: [] },
      { name: 'New', tags: ['y'] },
    ],
    [
      'rows of one part, which count as one value',
      { parts: [{ of: 'p', n: 2 }] },
      { parts: [{ of: 'q', n: 1 }] },
      { ours: [], theirs: [], both: ['parts'] },
      { parts: [{ of: 'p', n: 2 }] },
    ],
    [
      'a field that they emptied and we changed',
      { team: 'blue' },
      { team: null },
      { ours: [], theirs: [], both: ['team'] },
      { team: 'blue' },
    ],
  ])('of %s', (_, ours, theirs, names, merged) => {
    const result = mergeDocuments(base, { ...base, ...ours }, { ...base, ...theirs });
    expect(result).toMatchObject(names);
    expect(result.merged).toEqual({ ...base, ...merged });
  });

  it('keeps a field out that we took out, and tells when they changed it', () => {
    const { name: _, ...without } = base;
    expect(mergeDocuments(base, without, { ...base, team: 'blue' }).merged).toEqual({
      ...without,
      team: 'blue',
    });
    expect(mergeDocuments(base, without, { ...base, name: 'Theirs' }).both).toEqual(['name']);
  });
});

describe('changed fields', () => {
  it('are those whose JSON differs: names in any order, lists in theirs', () => {
    const after = { ...base, tags: ['y', 'x'], parts: [{ n: 1, of: 'p' }] };
    expect(changedNames(base, after)).toEqual(['tags']);
    expect(changedNames({ a: [] }, { a: {} })).toEqual(['a']);
    expect(changedNames({ a: { b: undefined } }, { a: { c: undefined } })).toEqual(['a']);
  });

  it('are sent with their new value, and as null where they were taken out', () => {
    const { name: _, note: __, ...without } = base;
    expect(changedFields(base, { ...without, team: null, more: 1 })).toEqual({
      more: 1,
      name: null,
      team: null,
    });
    expect(changedFields(base, { ...base })).toEqual({});
  });
});
