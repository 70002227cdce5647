import { type FollowOptions, followEvents, type RecordEvent } from '@steward/client/follow-events.ts';
import { EventsSinceDocument } from '@steward/client/operations.generated.ts';
import type { Disposable } from './change-event.ts';
import type { Connection } from './connection.ts';

export interface LiveFeedOptions {
  connection: Pick<Connection, 'state' | 'changed' | 'request' | 'place' | 'check'>;
  /** False while nothing is shown that anybody would have to be told of. */
  wanted: () => boolean;
  /** What was written within a moment, oldest first. */
  onEvents: (events: readonly RecordEvent[]) => void;
  /** Nobody can say what was written: whatever is shown has to be asked for again. */
  onGap: () => void;
  /** Milliseconds that events are gathered for. */
  gather?: number;
  follow?: (options: FollowOptions) => ReturnType<typeof followEvents>;
}

export interface LiveFeed extends Disposable {
  /** Looks again whether anybody wants to be told. */
  look(): void;
}

/**
 * Follows what is written on the server, over one stream, from the first answer it gave until the window is closed. A
 * stream that breaks goes on where it was; a server that is gone is noticed though nobody asks it anything.
 */
export function liveFeed({
  connection,
  wanted,
  onEvents,
  onGap,
  gather = 200,
  follow = followEvents,
}: LiveFeedOptions): LiveFeed {
  let end: AbortController | undefined;
  /** The token that was refused; another one is worth another try. */
  let refused: string | undefined;
  /** Where the feed was last; what was written while nobody wanted to be told is told later. */
  let after: string | undefined;
  /** Where the stream comes from, while it does. */
  let using: string | undefined;
  let told: RecordEvent[] = [];
  let telling: ReturnType<typeof setTimeout> | undefined;

  const tell = () => {
    telling = undefined;
    const events = told;
    told = [];
    onEvents(events);
  };
  const run = async (signal: AbortSignal) => {
    if (after === undefined) {
      const first = await connection.request(EventsSinceDocument, { first: 1 }, signal);
      if (!first.ok) return;
      after = first.data.eventsSince.head;
    }
    for (;;) {
      const ended = await follow({
        ...{ client: 'editor', after, signal },
        find: () => {
          using = place();
          return connection.place() ?? null;
        },
        onEvent: (event) => {
          if (signal.aborted) return;
          after = event.cursor;
          told.push(event);
          telling ??= setTimeout(tell, gather);
        },
        onLost: (why) => {
          if (why === null) return;
          using = undefined;
          void connection.check();
        },
      });
      if (ended.why === 'STOPPED') return;
      if (ended.why === 'REFUSED') {
        refused = place();
        using = undefined;
        // Whoever is not known there any more hears it from the next answer, which shall not wait for somebody to ask.
        if (ended.code === 'UNAUTHENTICATED')
          await connection.request(EventsSinceDocument, { first: 1 }, signal);
        return;
      }
      after = ended.head;
      onGap();
    }
  };
  const place = () => JSON.stringify(connection.place());
  const stop = () => {
    end?.abort(new Error('nobody follows any more'));
    end = undefined;
    using = undefined;
  };
  const look = () => {
    // A stream that is well comes from a server that nobody asks any more.
    const isSignedOut = connection.state() === 'UNAUTHENTICATED';
    if (!wanted() || isSignedOut || (using !== undefined && using !== place())) stop();
    if (!wanted()) return;
    if (end || connection.state() !== 'CONNECTED' || refused === place()) return;
    const own = new AbortController();
    end = own;
    run(own.signal)
      .catch(() => {})
      .finally(() => {
        if (end === own) end = undefined;
      });
  };
  const listening = connection.changed.listen(look);
  look();
  return {
    look,
    dispose() {
      listening.dispose();
      stop();
      clearTimeout(telling);
    },
  };
}
