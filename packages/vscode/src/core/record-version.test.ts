import { describe, expect, it } from 'vitest';
import { versionOf, versionQuery } from './record-version.ts';

describe('the address of a version', () => {
  it.each([{ revision: 0 }, { revision: 12 }, { at: '2026-01-31T09:00:00.000Z' }])('gives %j back', (point) =>
    expect(versionOf(versionQuery(point))).toEqual(point),
  );

  it.each(['', 'revision=', 'revision=-1', 'revision=1.5', 'revision=1234567890', 'at=', 'at=soon', 'x=1'])(
    '%j is of no version',
    (query) => expect(versionOf(query)).toBeUndefined(),
  );
});
