import { describe, expect, it } from 'vitest';
import { isFresh, workingDaysBetween } from './age.ts';

describe('isFresh', () => {
  it('holds up to and including the last day', () => {
    const at = '2025-01-01T00:00:00.000Z';
    expect(isFresh(at, 365, '2026-01-01T00:00:00.000Z')).toBe(true);
    expect(isFresh(at, 365, '2026-01-01T00:00:00.001Z')).toBe(false);
    expect(isFresh(null, 365, at)).toBe(false);
  });
});

describe('workingDaysBetween', () => {
  it.each([
    ['2026-03-02T09:00:00Z', '2026-03-09T09:00:00Z', 5],
    ['2026-03-06T12:00:00Z', '2026-03-09T12:00:00Z', 1],
    ['2026-03-07T00:00:00Z', '2026-03-09T00:00:00Z', 0],
    ['2026-03-02T00:00:00Z', '2026-03-02T06:00:00Z', 0.25],
    ['2026-03-08T23:00:00Z', '2026-03-09T12:00:00Z', 0.5],
    ['2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z', 261],
    ['1969-12-29T00:00:00Z', '1970-01-12T00:00:00Z', 10],
    ['2026-03-09T00:00:00Z', '2026-03-02T00:00:00Z', 0],
  ])('%s to %s: %d', (from, to, days) => expect(workingDaysBetween(from, to)).toBe(days));
});
