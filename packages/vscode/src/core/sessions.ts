import { printSession, readSession, type Session } from './session.ts';

/** Secrets by name, which other windows of the same editor read and write too. */
export interface Secrets {
  get(name: string): PromiseLike<string | undefined>;
  store(name: string, text: string): PromiseLike<void>;
  delete(name: string): PromiseLike<void>;
}

/** `ENDED`: the provider gives this person no more tokens. `LATER`: it could not be asked now. */
export type Renewed = { state: 'RENEWED'; session: Session } | { state: 'ENDED' } | { state: 'LATER' };

export interface Sessions {
  /** The session for the server at an address, with a token that is good for a while where one can be had. */
  of(address: string): Promise<Session | undefined>;
  keep(address: string, session: Session): Promise<void>;
  forget(address: string): Promise<void>;
}

export interface SessionsOptions {
  secrets: Secrets;
  renew: (session: Session) => Promise<Renewed>;
  /** Milliseconds since 1970. */
  now?: () => number;
  /** From 0 to below 1, another one for each window: two windows must not spend one refresh token. */
  random?: () => number;
  /** Milliseconds after which a provider that could not be asked is asked again. */
  patience?: number;
}

/** A session is kept for one origin, and its token never sent to another. */
export const sessionSecret = (address: string): string => `${secretPrefix}${new URL(address).origin}`;
const secretPrefix = 'steward.session:';
export const isSessionSecret = (name: string): boolean => name.startsWith(secretPrefix);

/** Keeps who is signed in where; nothing of it stands anywhere but in the secrets. */
export function sessions({
  secrets,
  renew,
  now = Date.now,
  random = Math.random,
  patience = 30_000,
}: SessionsOptions): Sessions {
  const underWay = new Map<string, Promise<Session | undefined>>();
  const notBefore = new Map<string, number>();
  const spread = random();

  const isDue = ({ renewal }: Session): boolean =>
    renewal?.refreshToken !== undefined &&
    now() >= renewal.from + (spread * (renewal.end - renewal.from)) / 2;
  const renewed = async (name: string, old: Session): Promise<Session | undefined> => {
    const before = await secrets.get(name);
    const outcome = await renew(old);
    // Signed out, or in again, meanwhile: what stands there now counts.
    const after = await secrets.get(name);
    if (after !== before) return readSession(after);
    if (outcome.state === 'LATER') {
      notBefore.set(name, now() + patience);
      return old;
    }
    const next = outcome.state === 'RENEWED' ? outcome.session : withoutRefresh(old);
    await secrets.store(name, printSession(next));
    return next;
  };
  return {
    async of(address) {
      const name = sessionSecret(address);
      const session = readSession(await secrets.get(name));
      if (!session || !isDue(session) || now() < (notBefore.get(name) ?? 0)) return session;
      let renewing = underWay.get(name);
      if (!renewing) {
        renewing = renewed(name, session).finally(() => underWay.delete(name));
        underWay.set(name, renewing);
      }
      // A token that is still good is used meanwhile.
      return now() < (session.renewal?.end ?? 0) ? session : renewing;
    },
    async keep(address, session) {
      notBefore.delete(sessionSecret(address));
      await secrets.store(sessionSecret(address), printSession(session));
    },
    async forget(address) {
      await secrets.delete(sessionSecret(address));
    },
  };
}

/** It is over with its token: what was known of whose it was stays, so that it can be signed in again. */
const withoutRefresh = (session: Session): Session => ({
  ...session,
  renewal: session.renewal && { ...session.renewal, refreshToken: undefined },
});
