import { describe, expect, it } from 'vitest';
import { compareDocuments } from './compare-documents.ts';
import { kindNamed } from './kinds.ts';

const system = kindNamed('System');
const owner = (person: string, to: string | null) => ({
  role: 'system-owner',
  person,
  team: null,
  from: '2026-01-01T00:00:00.000Z',
  to,
  deputy: false,
});

describe('the differences between two versions of a record', () => {
  it('are none between equal ones, whatever the order of rows and of their names', () => {
    const [a, b] = [owner('ada', null), owner('bob', null)];
    const { role, ...rest } = a;
    expect(
      compareDocuments(system, { key: 'x', roles: [a, b] }, { key: 'x', roles: [b, { ...rest, role }] }),
    ).toEqual([]);
  });

  it('name the key and each field with what it said and says, in the order of the kind', () => {
    const before = { key: 'x', name: 'Old', purpose: null, tags: ['a'] };
    const after = { key: 'y', name: 'New', purpose: 'why', tags: ['a', 'b'] };
    expect(compareDocuments(system, before, after)).toEqual([
      { field: 'key', row: null, before: 'x', after: 'y' },
      { field: 'name', row: null, before: 'Old', after: 'New' },
      ...Object.keys(system.fields)
        .filter((name) => name === 'purpose' || name === 'tags')
        .map((name) =>
          name === 'purpose'
            ? { field: name, row: null, before: null, after: 'why' }
            : { field: name, row: null, before: ['a'], after: ['a', 'b'] },
        ),
    ]);
  });

  it('tell of rows one by one: changed, new and gone', () => {
    const [ada, ended, bob] = [
      owner('ada', null),
      owner('ada', '2026-02-01T00:00:00.000Z'),
      owner('bob', null),
    ];
    const link = { title: 'Runbook', url: 'https://example.org', type: null };
    const before = { key: 'x', roles: [ada], links: [link] };
    const changes = compareDocuments(system, before, { key: 'x', roles: [ended, bob], links: [] });
    expect(changes).toContainEqual({
      field: 'roles',
      row: expect.stringContaining('system-owner ada'),
      before: ada,
      after: ended,
    });
    expect(changes).toContainEqual({
      field: 'roles',
      row: expect.stringContaining('system-owner bob'),
      before: null,
      after: bob,
    });
    expect(changes).toContainEqual({
      field: 'links',
      row: expect.any(String),
      before: link,
      after: null,
    });
    expect(changes).toHaveLength(3);
  });

  it('take a field that one version does not know for an empty one', () => {
    expect(compareDocuments(system, { key: 'x' }, { key: 'x', purpose: null, links: [] })).toEqual([]);
  });
});
