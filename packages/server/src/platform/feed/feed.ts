import type { Connection } from '../database/connection.ts';
import { requestError } from '../request-error.ts';
import { inGroups } from './in-groups.ts';
import { beginning, cursorOf, isAfter, type Place, readCursor } from './place.ts';
import { type FeedEvent, isFarBehind, readEpoch, readEvents, readHead } from './read-events.ts';
import { type FeedBatch, type RecentEvents, recentEvents } from './recent-events.ts';

export interface FeedPage {
  /** See `readEpoch`. */
  readonly epoch: string;
  readonly events: FeedBatch;
  /** Where to go on: the last of the events, or the place that was asked from. */
  readonly cursor: string;
  /** The newest event there is. */
  readonly head: string;
  readonly more: boolean;
}

export interface FollowedBatch {
  readonly epoch: string;
  readonly events: FeedBatch;
}

export interface Feed {
  /** Events after a cursor, or from the beginning. Throws CONFLICT with `refetch` for a cursor of another epoch. */
  page(after: string | null, first: number): Promise<FeedPage>;
  /**
   * Batches after a cursor, or from now on, until the signal. Throws CONFLICT with `refetch` as `page` does and when the
   * reader is too far behind, and UNAVAILABLE when the server goes.
   */
  follow(after: string | null, signal: AbortSignal): AsyncGenerator<FollowedBatch, void>;
  /** Something was written here: looks at once in place of at the next turn. */
  wake(): void;
  /** Ends everybody who follows. */
  close(): void;
}

export interface FeedOptions {
  /** Milliseconds between two looks at what other servers have written, while anybody follows. */
  readonly every?: number;
  /** Events that a reader may be behind; one that is further behind asks anew for what it shows. */
  readonly mostBehind?: number;
}

/** Events of one statement: enough for an import, little enough to hold. */
const batchSize = 500;
/** Readers that are told together: a thousand of them keep nobody waiting who asks something meanwhile. */
const toldTogether = 50;

interface Followed {
  readonly epoch: string;
  readonly recent: RecentEvents;
}

/**
 * The feed of everything that is written, by this server or another one on the same database. One look at the database
 * serves everybody who follows; while nobody does, nothing is asked. What was read lately is held once for all, so a
 * reader that takes its time costs nothing but its place.
 */
export function createFeed(connection: Pick<Connection, 'query'>, options: FeedOptions = {}): Feed {
  const { every = 500, mostBehind = 10_000 } = options;
  let followers = 0;
  let followed: Promise<Followed> | null = null;
  let closed = false;
  let news = Promise.withResolvers<void>();
  const turn = inGroups(toldTogether);

  const tell = () => {
    const told = news;
    news = Promise.withResolvers<void>();
    told.resolve();
  };

  const look = async (): Promise<void> => {
    const current = await followed;
    if (!current) return;
    const epoch = await readEpoch(connection);
    if (epoch !== current.epoch) {
      // Whoever follows the old one finds out by it, and comes again.
      followed = null;
      tell();
      return;
    }
    for (let full = true; full && followers > 0; ) {
      const events = await readEvents(connection, current.recent.until, batchSize);
      full = events.length === batchSize;
      if (events.length === 0) break;
      current.recent.add(events);
      tell();
    }
  };
  // A database that does not answer now is asked again at the next turn: nothing is lost meanwhile.
  const turns = repeat(() => look().catch(() => {}), every);

  const begin = (): Promise<Followed> => {
    followers += 1;
    followed ??= Promise.all([readEpoch(connection), readHead(connection)]).then(([epoch, head]) => {
      turns.start();
      return { epoch, recent: recentEvents(head, mostBehind) };
    });
    return followed;
  };

  const end = () => {
    followers -= 1;
    if (followers > 0) return;
    turns.stop();
    followed = null;
  };

  const refetch = async (message: string) =>
    requestError('CONFLICT', `${message}: ask again for what you show, and go on from \`head\``, {
      refetch: true,
      head: cursorOf(await readEpoch(connection), await readHead(connection)),
    });

  const placeOf = async (after: string | null, epoch: string): Promise<Place | null> => {
    if (after === null) return null;
    const cursor = readCursor(after);
    if (cursor.epoch === epoch) return cursor.place;
    throw await refetch('the cursor is of another database, or of a time before this one was restored');
  };

  async function* follow(after: string | null, signal: AbortSignal): AsyncGenerator<FollowedBatch, void> {
    const aborted = once(signal);
    try {
      const current = await begin();
      const { epoch, recent } = current;
      const start = await placeOf(after, epoch);
      if (start && (await isFarBehind(connection, start, mostBehind)))
        throw await refetch(`more than ${mostBehind} records were written since the cursor`);
      let place = start ?? recent.until;
      while (isAfter(recent.from, place)) {
        const events = await readEvents(connection, place, batchSize);
        if (events.length === 0) break;
        place = events.at(-1)!.place;
        yield { epoch, events };
      }
      while (!signal.aborted) {
        if (closed) throw requestError('UNAVAILABLE', 'the server is shutting down', { retryAfterMs: 1_000 });
        if ((await followed) !== current) throw await refetch('the database was restored or replaced');
        if (isAfter(recent.from, place)) throw await refetch('more was written than this reader took');
        const { promise } = news;
        const events = recent.after(place);
        if (!events) await Promise.race([promise, aborted]);
        else {
          place = events.at(-1)!.place;
          await turn();
          yield { epoch, events };
        }
      }
    } finally {
      end();
    }
  }

  return {
    async page(after, first) {
      const epoch = await readEpoch(connection);
      const place = (await placeOf(after, epoch)) ?? beginning;
      const read = await readEvents(connection, place, first + 1);
      const head = await readHead(connection);
      const events = read.slice(0, first);
      return {
        ...{ epoch, events, more: read.length > first },
        cursor: cursorOf(epoch, events.at(-1)?.place ?? place),
        head: cursorOf(epoch, head),
      };
    },
    follow,
    wake: turns.now,
    close: () => {
      closed = true;
      turns.stop();
      tell();
    },
  };
}

const once = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });

/** Runs work again and again, never twice at a time; `now` has it run at once, and once more when it is running. */
function repeat(work: () => Promise<void>, every: number) {
  let timer: NodeJS.Timeout | undefined;
  let started = false;
  let running = false;
  let again = false;
  const run = async () => {
    clearTimeout(timer);
    if (running) {
      again = true;
      return;
    }
    running = true;
    do {
      again = false;
      await work();
    } while (again && started);
    running = false;
    if (started) timer = setTimeout(run, every).unref();
  };
  return {
    start: () => {
      if (started) return;
      started = true;
      timer = setTimeout(run, every).unref();
    },
    now: () => {
      if (started) void run();
    },
    stop: () => {
      started = false;
      clearTimeout(timer);
    },
  };
}

export type { FeedEvent };
