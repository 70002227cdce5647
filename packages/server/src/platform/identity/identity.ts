import type { Actor } from '../context.ts';
import type { Database } from '../database/open-database.ts';
import { peerOf } from '../http/peer.ts';
import { hashOfToken, isAccessTokenText } from './access-token-text.ts';
import { type AttemptLimit, limitAttempts } from './limit-attempts.ts';
import { loadTokens } from './load-tokens.ts';
import { recordUse } from './record-use.ts';
import { bearerOf, isSameToken } from './token.ts';

/** Why nobody is let in: too many wrong tokens came from that address. */
export interface TooManyAttempts {
  readonly retryAfterMs: number;
}

/** Who sends a request; null when nobody the server knows, whatever is wrong with the token. */
export type Authenticate = (request: Request) => Promise<Actor | TooManyAttempts | null>;

export const isActor = (answer: Actor | TooManyAttempts | null): answer is Actor =>
  answer !== null && 'name' in answer;

/** `GONE`: nobody acts with that token any more. `CHANGED`: somebody does, with other rights or another name. */
export type RightsEnd = 'GONE' | 'CHANGED';

export interface Identity {
  readonly authenticate: Authenticate;
  /** Aborts, with a `RightsEnd` as its reason, when the rights with which a request came are other ones. */
  readonly watch: (request: Request, actor: Actor) => AbortSignal;
  readonly close: () => Promise<void>;
}

export interface IdentityOptions {
  readonly database: Pick<Database, 'read' | 'connection'>;
  readonly now: () => Date;
  /** The token of this process, which its own machine finds, and who acts with it: null until that is known. */
  readonly local: { readonly token: string; readonly actor: () => Actor | null };
  /** Milliseconds for which an answer of the database about a token holds. */
  readonly freshMs?: number;
  readonly attempts?: AttemptLimit;
  /** Milliseconds between two writes of when tokens were last used. */
  readonly useEvery?: number;
}

interface Known {
  readonly actor: Actor;
  readonly at: number;
}

interface Watch {
  readonly hash: string;
  readonly actor: string;
  readonly end: (why: RightsEnd) => void;
}

/** Tokens that are remembered as good, so that a flood of wrong ones from the same address keeps nobody out. */
const mostKnown = 10_000;

/** The one place that says who sends a request, for every door. */
export function createIdentity(options: IdentityOptions): Identity {
  const { database, now, local, freshMs = 2_000 } = options;
  const attempt = limitAttempts(options.attempts);
  const use = recordUse(database.connection, options.useEvery);
  const known = new Map<string, Known>();
  const underWay = new Map<string, Promise<Actor | null>>();
  const watches = new Set<Watch>();
  let timer: NodeJS.Timeout | null = null;

  const keep = (hash: string, actor: Actor | null): Actor | null => {
    known.delete(hash);
    if (actor) known.set(hash, { actor, at: performance.now() });
    if (known.size > mostKnown) known.delete(known.keys().next().value!);
    return actor;
  };
  const alive = (actor: Actor | null): Actor | null =>
    actor?.token && actor.token.expiresAt <= now() ? null : actor;

  /** Requests that come with one token while it is looked up share the answer. */
  const lookUp = (hash: string): Promise<Actor | null> => {
    let answer = underWay.get(hash);
    if (!answer) {
      answer = loadTokens(database, [hash])
        .then((found) => keep(hash, found.get(hash) ?? null))
        .finally(() => underWay.delete(hash));
      underWay.set(hash, answer);
    }
    return answer;
  };

  const actorOf = async (text: string): Promise<Actor | null> => {
    const hash = hashOfToken(text);
    const before = known.get(hash);
    const fresh = before && performance.now() - before.at < freshMs;
    const actor = alive(fresh ? before.actor : await lookUp(hash));
    if (actor?.token) use.used(actor.token.id, now());
    return actor;
  };

  const authenticate: Authenticate = async (request) => {
    const text = bearerOf(request);
    if (text === null) return null;
    if (isSameToken(text, local.token)) return local.actor();
    const wellFormed = isAccessTokenText(text);
    const remembered = wellFormed && known.has(hashOfToken(text));
    const good = remembered ? await actorOf(text) : null;
    if (good) return good;
    const { retryAfterMs, giveBack } = attempt(peerOf(request));
    if (retryAfterMs !== null) return { retryAfterMs };
    if (!wellFormed || remembered) return null;
    try {
      const actor = await actorOf(text);
      if (actor) giveBack();
      return actor;
    } catch (error) {
      giveBack();
      throw error;
    }
  };

  /** One statement for all that are watched. */
  const look = async (): Promise<void> => {
    const hashes = [...new Set([...watches].map(({ hash }) => hash))];
    const found = await loadTokens(database, hashes);
    for (const hash of hashes) keep(hash, found.get(hash) ?? null);
    for (const { hash, actor: before, end } of [...watches]) {
      const actor = alive(found.get(hash) ?? null);
      if (!actor) end('GONE');
      else if (JSON.stringify(actor) !== before) end('CHANGED');
    }
  };
  const turn = () => {
    // A database that does not answer now is asked again at the next turn.
    timer ??= setTimeout(async () => {
      await look().catch(() => {});
      timer = null;
      if (watches.size > 0) turn();
    }, freshMs).unref();
  };

  const watch: Identity['watch'] = (request, actor) => {
    const ended = new AbortController();
    const text = bearerOf(request);
    if (!actor.token || text === null) return ended.signal;
    const watched: Watch = {
      ...{ hash: hashOfToken(text), actor: JSON.stringify(actor) },
      end: (why) => {
        watches.delete(watched);
        ended.abort(why);
      },
    };
    watches.add(watched);
    request.signal.addEventListener('abort', () => watches.delete(watched), { once: true });
    turn();
    return ended.signal;
  };

  return {
    authenticate,
    watch,
    close: async () => {
      watches.clear();
      if (timer) clearTimeout(timer);
      await use.flush();
    },
  };
}
