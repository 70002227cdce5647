import { Temporal } from 'temporal-polyfill';
import { allowanceOver } from './allowance.ts';
import { Exact } from './exact.ts';

/** The greatest number of a duration, whatever its unit. */
export const mostDuration = 999_999;

/** A whole number and one of m h d w M Q Y; case tells minutes from months (OpenSLO v1, duration shorthand). */
export const durationPattern = /^[1-9]\d{0,5}[mhdwMQY]$/;

/** True for a local time without a zone, `YYYY-MM-DD hh:mm:ss`, on a day that the calendar has. */
export function isLocalTime(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d (?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(text)) return false;
  try {
    return Temporal.PlainDateTime.from(text.replace(' ', 'T'), { overflow: 'reject' }) !== null;
  } catch {
    return false;
  }
}

/** Seconds of the units whose length is fixed, and of months, quarters and years where the window is rolling. */
const rollingSeconds: Readonly<Record<string, number>> = {
  m: 60,
  h: 3600,
  d: 86_400,
  w: 7 * 86_400,
  M: 30 * 86_400,
  Q: 90 * 86_400,
  Y: 365 * 86_400,
};

const calendarUnits: Readonly<Record<string, (count: number) => Temporal.DurationLike>> = {
  d: (days) => ({ days }),
  w: (weeks) => ({ weeks }),
  M: (months) => ({ months }),
  Q: (quarters) => ({ months: 3 * quarters }),
  Y: (years) => ({ years }),
};

export interface SloWindow {
  /** Duration shorthand, such as 4w. */
  readonly duration: string;
  readonly rolling: boolean;
  /** Local beginning of the first calendar window, `YYYY-MM-DD hh:mm:ss`; null for rolling windows. */
  readonly start: string | null;
  /** IANA time zone of a calendar window. */
  readonly timeZone: string | null;
}

/**
 * Length in seconds of the window that holds the instant `at` (ISO 8601); null for a window that is not said well.
 * OpenSLO leaves the length of M, Q and Y open. Here a rolling month has 30 days, a quarter 90, a year 365, as the
 * rolling windows of agreements have; a calendar window goes by the calendar, clock changes included.
 */
export function windowSeconds(window: SloWindow, at: string): number | null {
  if (!durationPattern.test(window.duration)) return null;
  const count = Number(window.duration.slice(0, -1));
  const unit = window.duration.slice(-1);
  const fixed = count * rollingSeconds[unit]!;
  const step = calendarUnits[unit];
  if (window.rolling || !step) return fixed;
  if (window.start === null || window.timeZone === null) return null;
  try {
    const first = Temporal.PlainDateTime.from(window.start.replace(' ', 'T'));
    const now = Temporal.Instant.from(at).toZonedDateTimeISO(window.timeZone);
    // Windows before the first are counted back from it, so that an early question has an answer too.
    const guess = Math.floor(
      (now.epochMilliseconds - first.toZonedDateTime(window.timeZone).epochMilliseconds) / 1000 / fixed,
    );
    const begin = (index: number) => first.add(step(index * count)).toZonedDateTime(window.timeZone!);
    let index = guess;
    while (begin(index).epochMilliseconds > now.epochMilliseconds) index -= 1;
    while (begin(index + 1).epochMilliseconds <= now.epochMilliseconds) index += 1;
    return (begin(index + 1).epochMilliseconds - begin(index).epochMilliseconds) / 1000;
  } catch {
    return null;
  }
}

export interface SloBudget {
  /** Seconds of the window. */
  readonly windowSeconds: number;
  /** Time slices in the window. */
  readonly slices: number;
  /** Bad time that the objective allows in the window, seconds as decimal text. */
  readonly allowedSeconds: string;
}

/**
 * What an objective of `percent` over time slices allows in its window: `(1 − target) × length(window)`
 * (OpenSLO v1, budgeting method Timeslices). Null when window or slice are not said well.
 */
export function timeSliceBudget(
  percent: string,
  window: SloWindow,
  slice: string | null,
  at: string,
): SloBudget | null {
  const seconds = windowSeconds(window, at);
  const sliceSeconds =
    slice === null ? null : windowSeconds({ ...window, duration: slice, rolling: true }, at);
  if (seconds === null || sliceSeconds === null) return null;
  const allowedSeconds = allowanceOver(percent, String(seconds));
  if (allowedSeconds === null) return null;
  return {
    windowSeconds: seconds,
    slices: new Exact(seconds).div(sliceSeconds).floor().toNumber(),
    allowedSeconds,
  };
}
