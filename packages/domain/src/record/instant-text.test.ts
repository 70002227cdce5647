import { describe, expect, it } from 'vitest';
import { readPastInstant } from './instant-text.ts';

const now = '2026-03-05T12:00:00.000Z';

describe('an instant that a person types', () => {
  it.each([
    ['2026-03-01', '2026-03-01T00:00:00.000Z'],
    [' 2024-02-29 ', '2024-02-29T00:00:00.000Z'],
    ['2026-03-01T09:30Z', '2026-03-01T09:30:00.000Z'],
    ['2026-03-01t09:30:15.25z', '2026-03-01T09:30:15.250Z'],
    ['2026-03-01T00:30:00+02:00', '2026-02-28T22:30:00.000Z'],
    [now, now],
  ])('%s is %s', (typed, at) => expect(readPastInstant(typed, now)).toEqual({ ok: true, at }));

  it.each([
    ['', 'FORM'],
    ['yesterday', 'FORM'],
    ['2026-3-1', 'FORM'],
    ['2026-03-01T25:00Z', 'FORM'],
    ['2026-03-01T09:00+99:00', 'FORM'],
    ['2026-02-29', 'NO_SUCH_DAY'],
    ['2026-13-01', 'NO_SUCH_DAY'],
    ['2026-03-01T09:30', 'NO_ZONE'],
    ['2026-03-06', 'FUTURE'],
    ['2026-03-05T12:00:01Z', 'FUTURE'],
  ])('%j is refused: %s', (typed, problem) =>
    expect(readPastInstant(typed, now)).toEqual({ ok: false, problem }),
  );
});
