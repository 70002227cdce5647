import type { Context } from '../context.ts';

/** What a question asked of the clock, which says how long its answer holds while the database stays as it is. */
export interface ClockUse {
  /** The instant itself: the answer may be another one at any later instant. */
  moment: boolean;
  /** Only which periods are open: the answer stays until one begins or ends. */
  periods: boolean;
}

/**
 * The instant now, for what changes only when a stored period begins or ends (roles held, agreements) or when a
 * calendar month of any time zone does. Whoever reckons ages or durations asks `context.now()`.
 */
export const periodNow = (context: Pick<Context, 'now' | 'periodNow'>): Date =>
  context.periodNow?.() ?? context.now();

/** The same context, with what is asked of its clock written down. */
export function watchClock(context: Context): { context: Context; use: ClockUse } {
  const use: ClockUse = { moment: false, periods: false };
  const { now } = context;
  return {
    use,
    context: {
      ...context,
      now: () => {
        use.moment = true;
        return now();
      },
      periodNow: () => {
        use.periods = true;
        return now();
      },
    },
  };
}
