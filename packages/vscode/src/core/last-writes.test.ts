import { describe, expect, it } from 'vitest';
import { type LastWrite, lastWrites, undoOver } from './last-writes.ts';
import type { RecordChange, StewardRecord } from './record-writer.ts';

const record = (revision: number, document: object, archivedAt: string | null = null): StewardRecord => ({
  ...{ kind: 'System', id: 'id', key: 'checkout', label: 'Checkout', revision, archivedAt },
  ...{ updatedAt: '2026-01-01T00:00:00.000Z', viewerCanUpdate: true },
  document: { key: 'checkout', name: 'Checkout', stage: 'PILOT', roles: [], ...document },
});
const about = { kind: 'System', key: 'checkout' } as const;
const write = (undo: Omit<RecordChange, 'kind'>, after: StewardRecord): LastWrite => ({
  ...{ said: 'done', undo: [{ ...about, ...undo }], after: [after] },
});
const backToIdea = write({ action: 'UPDATE', fields: { stage: 'IDEA' } }, record(2, {}));

describe('the last writes', () => {
  it('are kept up to a number, the newest first, and each is taken back once', () => {
    const last = lastWrites(2);
    let fired = 0;
    last.changed.listen(() => fired++);
    const writes = ['a', 'b', 'c'].map((said) => ({ ...backToIdea, said }));
    for (const one of writes) last.add(one);
    expect(last.all().map(({ said }) => said)).toEqual(['c', 'b']);
    expect(last.take(writes[2]!)).toBe(true);
    expect(last.take(writes[2]!)).toBe(false);
    expect(last.all().map(({ said }) => said)).toEqual(['b']);
    expect(fired).toBe(4);
  });
});

describe('what takes a write back', () => {
  it('goes over the record as it is now, by the key that it has now', () => {
    const now = { ...record(7, { name: 'By others' }), key: 'renamed' };
    expect(undoOver(backToIdea, [now])).toEqual([
      {
        ...{ action: 'UPDATE', kind: 'System', key: 'renamed' },
        ...{ fields: { stage: 'IDEA' }, expectedRevision: 7 },
      },
    ]);
  });

  it.each([
    ['a field that somebody has changed since', backToIdea, record(3, { stage: 'HOLD' })],
    ['a record that is archived since', backToIdea, record(3, {}, 'then')],
    ['a record that is gone', backToIdea, null],
    [
      'a role that somebody has changed since',
      write({ action: 'ROLES_OF_REVISION', revision: 1 }, record(2, {})),
      record(3, { roles: [{ role: 'x' }] }),
    ],
    [
      'a new record that somebody has written since',
      write({ action: 'ARCHIVE' }, record(1, {})),
      record(2, { name: 'Theirs' }),
    ],
  ])('is nothing for %s', (_, of, now) => {
    expect(undoOver(of, [now])).toBeUndefined();
  });

  it('brings an archived record back whatever else was written', () => {
    const archived = write({ action: 'RESTORE' }, record(2, {}, 'then'));
    expect(undoOver(archived, [record(3, { name: 'Theirs' }, 'then')])).toHaveLength(1);
    expect(undoOver(archived, [record(3, {})])).toBeUndefined();
  });
});
