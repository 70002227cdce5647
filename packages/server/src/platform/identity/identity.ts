import type { SignedIn } from '@steward/domain/people/sign-in.ts';
import type { ActingSignIn, Actor } from '../context.ts';
import type { Database } from '../database/open-database.ts';
import { peerOf } from '../http/peer.ts';
import { hashOfToken, isAccessTokenText } from './access-token-text.ts';
import { type AttemptLimit, limitAttempts } from './limit-attempts.ts';
import { loadAccounts } from './load-accounts.ts';
import { loadTokens } from './load-tokens.ts';
import { isSignedToken, type VerifyToken } from './oidc/verify-token.ts';
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
  /** How the tokens of an issuer let people in; left out where they do not. */
  readonly oidc?: SignInDoor | null;
  /** Milliseconds for which an answer of the database about a token holds. */
  readonly freshMs?: number;
  readonly attempts?: AttemptLimit;
  /** Milliseconds between two writes of when tokens were last used. */
  readonly useEvery?: number;
}

export interface SignInDoor {
  readonly verify: VerifyToken;
  /** The account of whoever signed in, or null when they may not. */
  readonly signIn: (who: SignedIn) => Promise<string | null>;
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
  /** Tokens of the issuer that were found good, by their hash. */
  const verified = new Map<string, Pick<ActingSignIn, 'account' | 'expiresAt'>>();
  const underWay = new Map<string, Promise<Actor | null>>();
  const signingIn = new Map<string, Promise<Actor | null>>();
  const watches = new Set<Watch>();
  let timer: NodeJS.Timeout | null = null;

  const keep = (hash: string, actor: Actor | null): Actor | null => {
    known.delete(hash);
    if (actor) known.set(hash, { actor, at: performance.now() });
    if (known.size > mostKnown) known.delete(known.keys().next().value!);
    return actor;
  };
  const alive = (actor: Actor | null): Actor | null =>
    [actor?.token, actor?.signIn].some((means) => means && means.expiresAt <= now()) ? null : actor;

  const load = async (hashes: readonly string[]): Promise<Map<string, Actor>> => {
    const [signedIn, ours] = [hashes.filter((h) => verified.has(h)), hashes.filter((h) => !verified.has(h))];
    const found = ours.length > 0 ? await loadTokens(database, ours) : new Map<string, Actor>();
    if (signedIn.length === 0) return found;
    const accounts = new Set(signedIn.map((hash) => verified.get(hash)!.account));
    const holders = await loadAccounts(database, [...accounts]);
    for (const hash of signedIn) {
      const signIn = verified.get(hash);
      const holder = signIn && holders.get(signIn.account);
      if (!holder) continue;
      const { personId, name, administrator } = holder;
      found.set(hash, { personId, serviceAccountId: null, name, administrator, token: null, signIn });
    }
    return found;
  };

  /** Requests that come with one token while it is looked up share the answer. */
  const lookUp = (hash: string): Promise<Actor | null> => {
    let answer = underWay.get(hash);
    if (!answer) {
      answer = load([hash])
        .then((found) => keep(hash, found.get(hash) ?? null))
        .finally(() => underWay.delete(hash));
      underWay.set(hash, answer);
    }
    return answer;
  };

  /** Requests that come with one token of the issuer, which is new here, share what is found out about it. */
  const signedInBy = (hash: string, text: string, { verify, signIn }: SignInDoor): Promise<Actor | null> => {
    let answer = signingIn.get(hash);
    if (!answer) {
      answer = (async () => {
        const who = await verify(text);
        const account = who && (await signIn(who));
        if (!account) return null;
        verified.delete(hash);
        verified.set(hash, { account, expiresAt: who.expiresAt });
        if (verified.size > mostKnown) verified.delete(verified.keys().next().value!);
        return alive(await lookUp(hash));
      })().finally(() => signingIn.delete(hash));
      signingIn.set(hash, answer);
    }
    return answer;
  };

  const actorOf = async (hash: string): Promise<Actor | null> => {
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
    const ours = isAccessTokenText(text);
    const signed = !ours && options.oidc != null && isSignedToken(text);
    const hash = hashOfToken(text);
    const remembered = (ours || signed) && known.has(hash);
    // Many windows that come at once with one good token are one attempt, which is why nothing is waited for in between.
    const shared = signingIn.get(hash) ?? (remembered || underWay.has(hash) ? actorOf(hash) : null);
    const good = shared && (await shared);
    if (good) return good;
    const { retryAfterMs, giveBack } = attempt(peerOf(request));
    if (retryAfterMs !== null) return { retryAfterMs };
    if (!(ours || signed) || remembered) return null;
    try {
      const actor = signed ? await signedInBy(hash, text, options.oidc!) : await actorOf(hash);
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
    const found = await load(hashes);
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
    if ((!actor.token && !actor.signIn) || text === null) return ended.signal;
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
