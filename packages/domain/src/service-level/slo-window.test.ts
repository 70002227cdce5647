import { describe, expect, it } from 'vitest';
import { exactDuration } from './duration.ts';
import { errorBudget } from './error-budget.ts';
import { type SloWindow, timeSliceBudget, windowSeconds } from './slo-window.ts';

const at = '2026-03-10T12:00:00Z';
const rolling = (duration: string): SloWindow => ({ duration, rolling: true, start: null, timeZone: null });
const calendar = (duration: string, start = '2026-01-01 00:00:00'): SloWindow => ({
  duration,
  rolling: false,
  start,
  timeZone: 'Europe/Berlin',
});
const day = 86_400;

describe('the length of a window', () => {
  it.each([
    ['1m', 60],
    ['90m', 5400],
    ['2h', 7200],
    ['14d', 14 * day],
    ['4w', 28 * day],
    ['1M', 30 * day],
    ['1Q', 90 * day],
    ['1Y', 365 * day],
  ])('rolling %s is %d seconds, M, Q and Y by the stated rule', (duration, seconds) => {
    expect(windowSeconds(rolling(duration), at)).toBe(seconds);
  });

  it.each([
    ['1M', 31 * day - 3600],
    ['1Q', 90 * day - 3600],
    ['1Y', 365 * day],
    ['1d', day],
    ['1w', 7 * day],
    ['1m', 60],
  ])('of the calendar, %s goes by the calendar and its clock changes: %d seconds', (duration, seconds) => {
    expect(windowSeconds(calendar(duration), at)).toBe(seconds);
  });

  it('of the calendar has an answer before its beginning, and in the window that begins at this instant', () => {
    expect(windowSeconds(calendar('1M', '2027-01-01 00:00:00'), at)).toBe(31 * day - 3600);
    expect(windowSeconds(calendar('1M', '2026-01-15 00:00:00'), '2026-02-14T23:00:00Z')).toBe(28 * day);
    expect(windowSeconds(calendar('1M', '2026-01-15 00:00:00'), '2026-02-14T22:59:59Z')).toBe(31 * day);
  });

  it.each([
    [rolling('0d')],
    [rolling('1D')],
    [rolling('d')],
    [{ ...calendar('1M'), start: null }],
    [{ ...calendar('1M'), timeZone: 'Mars/Base' }],
    [{ ...calendar('1M'), start: '2026-13-01 00:00:00' }],
  ])('is not known for %j', (window) => {
    expect(windowSeconds(window, at)).toBeNull();
  });
});

describe('what an objective allows', () => {
  it('in 14 days at 24,000 requests a day and 95 % is 16,800 bad requests', () => {
    expect(errorBudget('95', { total: '336000', bad: '0' }).budget).toBe('16800');
  });

  it('in 14 days of slices of a minute at 95 % is 1,008 of 20,160 slices, 16 h 48 min', () => {
    const budget = timeSliceBudget('95', rolling('14d'), '1m', at)!;
    expect(budget).toEqual({ windowSeconds: 1_209_600, slices: 20_160, allowedSeconds: '60480' });
    expect(exactDuration(budget.allowedSeconds)).toBe('16 h 48 min');
  });

  it('is not known without a slice, a window or a percentage', () => {
    expect(timeSliceBudget('95', rolling('14d'), null, at)).toBeNull();
    expect(timeSliceBudget('95', rolling('14'), '1m', at)).toBeNull();
    expect(timeSliceBudget('none', rolling('14d'), '1m', at)).toBeNull();
  });
});
