import { createClient as createStreams, NetworkError } from 'graphql-sse';
import { attentiveFetch } from './attentive-fetch.ts';
import type { ClientOptions } from './create-client.ts';
import { EventsDocument, type EventsSubscription, type TellEventFragment } from './operations.generated.ts';

export type RecordEvent = TellEventFragment;

/** Where the server is. */
export type FeedPlace = Pick<ClientOptions, 'address' | 'token'>;

export interface FollowOptions extends Pick<ClientOptions, 'client' | 'fetch'> {
  /** Looked up before each try: a server that has started again may stand elsewhere, with another token. */
  readonly find: () => FeedPlace | null;
  /** A cursor of the feed; what was written behind it is told. */
  readonly after: string;
  readonly onEvent: (event: RecordEvent) => void | Promise<void>;
  /** Hears when the server is lost, with the reason, and null when it is back. */
  readonly onLost?: (why: string | null) => void;
  readonly signal: AbortSignal;
  /** Milliseconds to wait before the server is asked for the nth time in a row without an answer. */
  readonly pause?: (times: number) => number;
}

export type FollowEnd =
  | { readonly why: 'STOPPED' }
  /** The feed does not lead from here to now: ask again for what you show, and go on from `head`. */
  | { readonly why: 'REFETCH'; readonly head: string; readonly message: string }
  | { readonly why: 'REFUSED'; readonly code: string; readonly message: string };

/** Twice as long each time, half a minute at most, and nobody at the same moment as the others. */
export const patientPause = (times: number): number =>
  Math.min(30_000, 500 * 2 ** (times - 1)) * (0.5 + Math.random() / 2);

/**
 * Tells of every write behind a cursor as it happens. A server that is lost is asked again, from the last event that was
 * told; nothing is told twice and nothing is left out.
 */
export async function followEvents(options: FollowOptions): Promise<FollowEnd> {
  const { signal, pause = patientPause, onLost = () => {} } = options;
  let after = options.after;
  let lost = 0;
  const refused = new Set<string | null>();
  while (!signal.aborted) {
    const place = options.find();
    const heard: Heard = {
      connected: () => {
        if (lost > 0) onLost(null);
        lost = 0;
      },
      told: (cursor) => {
        after = cursor;
      },
    };
    const end = place ? await followOnce({ ...options, after, place }, heard) : nowhere;
    // A token is good or it is not: the same one is not tried again.
    const isNew = place !== null && !refused.has(place.token);
    if (end.why === 'REFUSED' && end.code === 'UNAUTHENTICATED' && isNew) refused.add(place.token);
    else if (end.why !== 'LOST') return end;
    lost += 1;
    if (lost === 1) onLost(end.message);
    await sleep(pause(lost), signal);
  }
  return { why: 'STOPPED' };
}

interface Heard {
  readonly connected: () => void;
  readonly told: (cursor: string) => void;
}

type OnceEnd = FollowEnd | { readonly why: 'LOST'; readonly message: string };

const nowhere: OnceEnd = { why: 'LOST', message: 'no server runs here' };

async function followOnce(
  {
    place: { address, token },
    client,
    fetch: ask = fetch,
    after,
    onEvent,
    signal,
  }: FollowOptions & { readonly place: FeedPlace },
  { connected, told }: Heard,
): Promise<OnceEnd> {
  const streams = createStreams({
    url: `${address}/graphql`,
    headers: { 'x-steward-client': client, ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
    fetchFn: attentiveFetch(ask),
    // It would begin again where it began, and not where it was.
    retryAttempts: 0,
  });
  const results = streams.iterate<EventsSubscription>(
    { query: EventsDocument.toString(), variables: { after } },
    { connected },
  );
  const stop = () => void results.return?.();
  signal.addEventListener('abort', stop, { once: true });
  try {
    for await (const { data, errors } of results) {
      if (errors?.[0]) return endOf(errors[0]);
      if (!data) continue;
      await onEvent(data.events);
      told(data.events.cursor);
    }
    return signal.aborted ? { why: 'STOPPED' } : { why: 'LOST', message: 'the server has ended the stream' };
  } catch (error) {
    return signal.aborted ? { why: 'STOPPED' } : failureOf(error, address);
  } finally {
    signal.removeEventListener('abort', stop);
    streams.dispose();
  }
}

function endOf({ message, extensions }: { message: string; extensions?: Record<string, unknown> }): OnceEnd {
  const { code, refetch, head } = extensions ?? {};
  if (refetch === true && typeof head === 'string') return { why: 'REFETCH', head, message };
  return code === 'UNAVAILABLE' || code === 'RATE_LIMITED'
    ? { why: 'LOST', message }
    : { why: 'REFUSED', code: String(code), message };
}

/** What the server refuses by its status stays refused; everything else may be another one the next time. */
function failureOf(error: unknown, address: string): OnceEnd {
  const status = error instanceof NetworkError ? error.response?.status : undefined;
  if (status === 401)
    return { why: 'REFUSED', code: 'UNAUTHENTICATED', message: 'the server does not accept the token' };
  if (status !== undefined && status >= 400 && status < 500 && status !== 429)
    return { why: 'REFUSED', code: 'BAD_USER_INPUT', message: `the server at ${address} tells of no events` };
  return { why: 'LOST', message: `no server answers at ${address}` };
}

const sleep = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
