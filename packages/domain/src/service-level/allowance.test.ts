import { describe, expect, it } from 'vitest';
import { type AllowanceBasis, allowance, allowanceOver, isCalendarBasis } from './allowance.ts';
import { exactDuration } from './duration.ts';
import { allowanceBasis } from './model.ts';

const hours = (n: number) => String(n * 3600);
const windows = [
  hours(24),
  hours(168),
  hours(672),
  hours(720),
  hours(730),
  hours(730.5),
  hours(730.56),
  hours(2190),
  hours(2160),
  hours(8760),
  hours(8766),
];

/** formulas 3.2, the table of allowances: day, week, 28 d, 30 d, 730 h, 730.5 h, 30.44 d, 2190 h, 90 d, 365 d, 365.25 d. */
const table: Record<string, string> = {
  '99': '14m24s 1h40m48s 6h43m12s 7h12m 7h18m 7h18m18s 7h18m20.16s 21h54m 21h36m 3d15h36m 3d15h39m36s',
  '99.5': '7m12s 50m24s 3h21m36s 3h36m 3h39m 3h39m9s 3h39m10.08s 10h57m 10h48m 1d19h48m 1d19h49m48s',
  '99.9': '1m26.4s 10m4.8s 40m19.2s 43m12s 43m48s 43m49.8s 43m50.016s 2h11m24s 2h9m36s 8h45m36s 8h45m57.6s',
  '99.95': '43.2s 5m2.4s 20m9.6s 21m36s 21m54s 21m54.9s 21m55.008s 1h5m42s 1h4m48s 4h22m48s 4h22m58.8s',
  '99.99': '8.64s 1m0.48s 4m1.92s 4m19.2s 4m22.8s 4m22.98s 4m23.0016s 13m8.4s 12m57.6s 52m33.6s 52m35.76s',
  '99.995': '4.32s 30.24s 2m0.96s 2m9.6s 2m11.4s 2m11.49s 2m11.5008s 6m34.2s 6m28.8s 26m16.8s 26m17.88s',
  '99.999': '0.864s 6.048s 24.192s 25.92s 26.28s 26.298s 26.30016s 1m18.84s 1m17.76s 5m15.36s 5m15.576s',
};

const seconds = (percent: string, basis: AllowanceBasis, at?: string, timeZone = 'UTC') => {
  const result = allowance(percent, basis, at === undefined ? undefined : { at, timeZone });
  return result.ok ? result.seconds : result.message;
};

describe('allowance', () => {
  it.each(Object.entries(table))(
    '%s %% leaves what the table says in each of eleven windows',
    (percent, row) => {
      const texts = windows.map((w) => exactDuration(allowanceOver(percent, w) ?? 'none'));
      expect(texts.map((t) => t.replaceAll('min', 'm').replaceAll(' ', '')).join(' ')).toBe(row);
    },
  );

  it.each([
    ['AVERAGE_MONTH_730H', '2628'],
    ['ROLLING_28D', '2419.2'],
    ['ROLLING_30D', '2592'],
    ['QUARTER_90D', '7776'],
    ['YEAR_365D', '31536'],
  ] as const)('99.9 %% over %s is %s seconds', (basis, expected) => {
    expect(seconds('99.9', basis)).toBe(expected);
  });

  it('99.95 % leaves 15 768 s, that is 4.38 h, a year', () => {
    expect(seconds('99.95', 'YEAR_365D')).toBe('15768');
    expect(Number(seconds('99.95', 'YEAR_365D')) / 3600).toBe(4.38);
  });

  it('is exact where binary arithmetic is not', () => {
    expect(seconds('99.9999', 'ROLLING_30D')).toBe('2.592');
    expect(seconds('99.999999', 'YEAR_365D')).toBe('0.31536');
    expect(seconds('100', 'YEAR_365D')).toBe('0');
    expect(seconds('0', 'ROLLING_28D')).toBe('2419200');
  });

  it.each([
    ['2026-02-10T00:00:00Z', 'UTC', 28 * 24, '2026-02-01T00:00:00Z', '2026-03-01T00:00:00Z'],
    ['2024-02-29T23:59:59Z', 'UTC', 29 * 24, '2024-02-01T00:00:00Z', '2024-03-01T00:00:00Z'],
    ['2026-03-15T12:00:00Z', 'Europe/Berlin', 743, '2026-02-28T23:00:00Z', '2026-03-31T22:00:00Z'],
    ['2026-10-15T12:00:00Z', 'Europe/Berlin', 745, '2026-09-30T22:00:00Z', '2026-10-31T23:00:00Z'],
    ['2026-01-31T23:30:00Z', 'Europe/Berlin', 28 * 24, '2026-01-31T23:00:00Z', '2026-02-28T23:00:00Z'],
    ['2026-12-31T23:59:59Z', 'UTC', 31 * 24, '2026-12-01T00:00:00Z', '2027-01-01T00:00:00Z'],
  ])('the calendar month of %s in %s has %d hours', (at, timeZone, length, from, to) => {
    expect(allowance('99', 'CALENDAR_MONTH', { at, timeZone })).toEqual({
      ok: true,
      seconds: String(length * 36),
      windowSeconds: length * 3600,
      window: { from, to },
    });
  });

  it.each([
    ['2026-03-31T21:00:00Z', 'Europe/Berlin', 90 * 24 - 1, '2025-12-31T23:00:00Z', '2026-03-31T22:00:00Z'],
    ['2026-05-01T00:00:00Z', 'UTC', 91 * 24, '2026-04-01T00:00:00Z', '2026-07-01T00:00:00Z'],
    ['2026-12-31T23:59:59Z', 'UTC', 92 * 24, '2026-10-01T00:00:00Z', '2027-01-01T00:00:00Z'],
  ])('the calendar quarter of %s in %s has %d hours', (at, timeZone, length, from, to) => {
    const result = allowance('99', 'QUARTER_CALENDAR', { at, timeZone });
    expect(result).toMatchObject({ ok: true, windowSeconds: length * 3600, window: { from, to } });
  });

  it('answers for every basis there is', () => {
    for (const basis of Object.keys(allowanceBasis.values) as AllowanceBasis[])
      expect(seconds('99.9', basis, '2026-01-15T00:00:00Z')).toMatch(/^\d+(\.\d+)?$/);
  });

  it('says which window needs a period, and what is wrong with what was given', () => {
    expect(isCalendarBasis('CALENDAR_MONTH')).toBe(true);
    expect(isCalendarBasis('AVERAGE_MONTH_730H')).toBe(false);
    expect(seconds('99.9', 'CALENDAR_MONTH')).toBe(
      'CALENDAR_MONTH needs an instant and a time zone: a calendar window has no fixed length',
    );
    expect(seconds('99.9', 'QUARTER_CALENDAR', 'soon')).toBe(
      '"soon" is no instant: write it as 2026-01-31T09:00:00Z',
    );
    expect(seconds('99.9', 'CALENDAR_MONTH', '2026-01-15T00:00:00Z', 'Nowhere/Else')).toBe(
      '"Nowhere/Else" is no time zone: give an IANA name such as Europe/Berlin or UTC',
    );
  });

  it.each(['', 'high', '-1', '100.1', '1e2', '99,9', ' 99', 'NaN'])(
    'refuses "%s" as a percentage',
    (percent) => {
      expect(seconds(percent, 'AVERAGE_MONTH_730H')).toBe(
        `"${percent}" is no availability: give a percentage from 0 to 100, such as 99.95`,
      );
    },
  );
});
