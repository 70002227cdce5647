export interface Attempt {
  /** Milliseconds until the next attempt may be made; null when this one may. */
  readonly retryAfterMs: number | null;
  /** Says that the attempt was none: it does not count. */
  readonly giveBack: () => void;
}

export interface AttemptLimit {
  /** Attempts that may be made at once. */
  readonly most?: number;
  /** Milliseconds after which one more may be made. */
  readonly every?: number;
  /** Milliseconds of a clock that never goes back. */
  readonly clock?: () => number;
}

/** Callers that are remembered; one that has made no attempt for long is forgotten first. */
const mostCallers = 10_000;

/** Counts what each caller tries, at the moment it is tried: many at once are counted as many. */
export function limitAttempts(limit: AttemptLimit = {}): (caller: string) => Attempt {
  const { most = 30, every = 2_000, clock = () => performance.now() } = limit;
  /** When the last of all attempts of a caller is forgotten. */
  const busyUntil = new Map<string, number>();
  return (caller) => {
    const now = clock();
    const from = Math.max(busyUntil.get(caller) ?? now, now);
    const over = from + every - (now + most * every);
    if (over > 0) return { retryAfterMs: Math.ceil(over), giveBack: () => {} };
    busyUntil.delete(caller);
    busyUntil.set(caller, from + every);
    if (busyUntil.size > mostCallers) busyUntil.delete(busyUntil.keys().next().value!);
    return {
      retryAfterMs: null,
      giveBack: () => {
        const until = busyUntil.get(caller);
        if (until !== undefined) busyUntil.set(caller, until - every);
      },
    };
  };
}
