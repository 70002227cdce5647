import { Temporal } from 'temporal-polyfill';
import { Exact } from './exact.ts';
import type { allowanceBasis } from './model.ts';

export type AllowanceBasis = keyof typeof allowanceBasis.values;

/** Which calendar month or quarter is meant: the one that holds the instant `at` (ISO 8601) in an IANA time zone. */
export interface CalendarPeriod {
  readonly at: string;
  readonly timeZone: string;
}

export type AllowanceResult =
  | {
      ok: true;
      /** Downtime allowed in the window, seconds as decimal text, exact. */
      seconds: string;
      /** Length of the window in seconds. */
      windowSeconds: number;
      /** First instant of a calendar window and first instant after it, UTC; null for windows of fixed length. */
      window: { from: string; to: string } | null;
    }
  | { ok: false; message: string };

const hour = 3600;
const day = 24 * hour;

const fixedWindows = {
  AVERAGE_MONTH_730H: 730 * hour,
  ROLLING_28D: 28 * day,
  ROLLING_30D: 30 * day,
  QUARTER_90D: 90 * day,
  YEAR_365D: 365 * day,
} as const satisfies Partial<Record<AllowanceBasis, number>>;

const isFixed = (basis: AllowanceBasis): basis is keyof typeof fixedWindows => basis in fixedWindows;

/** True for the windows that need a `CalendarPeriod`. */
export const isCalendarBasis = (basis: AllowanceBasis): boolean => !isFixed(basis);

/**
 * Downtime that a promise of `percent` (decimal text, such as `99.95`) leaves in one window:
 * `(1 − target) × length(window)`, in decimal. Calendar windows take the period they mean; their length follows
 * the clock changes of the time zone. Fails for text that is no percentage, and for a calendar window without
 * a period or with an unknown time zone.
 */
export function allowance(percent: string, basis: AllowanceBasis, period?: CalendarPeriod): AllowanceResult {
  const window = isFixed(basis) ? null : calendarWindow(basis, period);
  if (window !== null && 'message' in window) return { ok: false, message: window.message };
  const windowSeconds = window === null ? fixedWindows[basis as keyof typeof fixedWindows] : window.seconds;
  const seconds = allowanceOver(percent, String(windowSeconds));
  if (seconds === null)
    return {
      ok: false,
      message: `"${percent}" is no availability: give a percentage from 0 to 100, such as 99.95`,
    };
  return {
    ok: true,
    seconds,
    windowSeconds,
    window: window === null ? null : { from: window.from, to: window.to },
  };
}

/** `(1 − target) × window`, both as decimal text; null when `percent` is no percentage from 0 to 100. */
export function allowanceOver(percent: string, windowSeconds: string): string | null {
  const target = percentOf(percent);
  return target === null ? null : new Exact(100).minus(target).div(100).times(windowSeconds).toFixed();
}

/** The percentage as a decimal, or null when the text is none. */
export function percentOf(percent: string): InstanceType<typeof Exact> | null {
  if (!/^\d{1,3}(\.\d+)?$/.test(percent)) return null;
  const value = new Exact(percent);
  return value.greaterThan(100) ? null : value;
}

type Window = { seconds: number; from: string; to: string };

function calendarWindow(basis: AllowanceBasis, period?: CalendarPeriod): Window | { message: string } {
  if (period === undefined)
    return { message: `${basis} needs an instant and a time zone: a calendar window has no fixed length` };
  const months = basis === 'CALENDAR_MONTH' ? 1 : 3;
  const local = localTime(period);
  if ('message' in local) return local;
  const firstMonth = local.month - ((local.month - 1) % months);
  const start = local.toPlainDate().with({ month: firstMonth, day: 1 });
  const from = start.toZonedDateTime(period.timeZone);
  const to = start.add({ months }).toZonedDateTime(period.timeZone);
  return {
    seconds: (to.epochMilliseconds - from.epochMilliseconds) / 1000,
    from: from.toInstant().toString(),
    to: to.toInstant().toString(),
  };
}

function localTime({ at, timeZone }: CalendarPeriod): Temporal.ZonedDateTime | { message: string } {
  let instant: Temporal.Instant;
  try {
    instant = Temporal.Instant.from(at);
  } catch {
    return { message: `"${at}" is no instant: write it as 2026-01-31T09:00:00Z` };
  }
  try {
    return instant.toZonedDateTimeISO(timeZone);
  } catch {
    return { message: `"${timeZone}" is no time zone: give an IANA name such as Europe/Berlin or UTC` };
  }
}
