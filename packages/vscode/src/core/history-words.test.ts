import type { RevisionLineFragment } from '@steward/client/operations.generated.ts';
import { describe, expect, it } from 'vitest';
import { agoWords, lastChangeWords, revisionWords } from './history-words.ts';

const plain = {
  t: (text: string, ...values: (string | number)[]) =>
    text.replace(/\{(\d)\}/g, (_, index: string) => String(values[Number(index)])),
};
const now = Date.parse('2026-03-05T12:00:00Z');

describe('how long ago something was', () => {
  it.each([
    ['2026-03-05T11:59:01Z', 'just now'],
    // A clock that is a little behind the server's.
    ['2026-03-05T12:00:09Z', 'just now'],
    ['2026-03-05T11:59:00Z', '1 min ago'],
    ['2026-03-05T11:00:01Z', '59 min ago'],
    ['2026-03-05T11:00:00Z', '1 h ago'],
    ['2026-03-03T12:00:01Z', '47 h ago'],
    ['2026-03-03T12:00:00Z', '2 days ago'],
    ['2026-01-04T12:00:01Z', '59 days ago'],
    ['2025-12-25T12:00:00Z', '2 months ago'],
    ['2024-03-06T12:00:00Z', '23 months ago'],
    ['2023-12-05T12:00:00Z', '2 years ago'],
  ])('%s: %s', (at, words) => expect(agoWords(at, now, plain)).toBe(words));
});

describe('a write in words', () => {
  const line: RevisionLineFragment = {
    ...{ revision: 4, at: '2026-03-02T12:00:00Z', actor: 'Ada', door: 'EDITOR', operation: 'UPDATE' },
    ...{ reason: 'a better name', changed: ['name', 'links.0', 'links.1', 'links'] },
  };

  it('says when, who, which fields, why and through which door', () => {
    expect(revisionWords(line, now, plain)).toEqual({
      label: '3 days ago · Ada',
      description: 'name, links · a better name',
      detail: expect.stringMatching(/^Revision 4 · .*2026.* · in the editor$/),
    });
    expect(revisionWords({ ...line, operation: 'CREATE', reason: null }, now, plain).description).toBe(
      'made',
    );
  });

  it('says with the reason, or without one, who wrote last', () => {
    const last = { at: line.at, who: 'Ada', reason: 'a better name' };
    expect(lastChangeWords(last, now, plain)).toBe('3 days ago by Ada: a better name');
    expect(lastChangeWords({ ...last, reason: undefined }, now, plain)).toBe('3 days ago by Ada');
  });
});
