const day = 86_400_000;

/** True when `at` lies at most `days` days before `now` (both ISO 8601); never true for null. */
export const isFresh = (at: string | null, days: number, now: string): boolean =>
  at !== null && Date.parse(now) - Date.parse(at) <= days * day;

/**
 * Working days that passed between two instants, fractions included: every moment from Monday to Friday in UTC
 * counts, holidays too. Zero when `to` is not after `from`.
 */
export function workingDaysBetween(from: string, to: string): number {
  const start = Date.parse(from);
  const end = Date.parse(to);
  return end <= start ? 0 : (workingTimeBefore(end) - workingTimeBefore(start)) / day;
}

/** Working milliseconds since Monday, 5 January 1970. */
function workingTimeBefore(instant: number): number {
  const sinceMonday = instant - 4 * day;
  const weeks = Math.floor(sinceMonday / (7 * day));
  return weeks * 5 * day + Math.min(sinceMonday - weeks * 7 * day, 5 * day);
}
