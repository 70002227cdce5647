import { DatabaseSync } from 'node:sqlite';
import * as oauth from 'oauth4webapi';
import type { Terminal } from '../terminal.ts';
import { discoverIssuer } from './issuer.ts';
import { keepSignIn, readSignIn, type StoredSignIn, signInFile } from './stored-sign-in.ts';

/** Milliseconds before its end from which a token is renewed. */
const earlyMs = 30_000;
const WAIT_MS = 30_000;
const underWay = new Map<string, Promise<string | null>>();

export const isFresh = ({ expiresAt }: StoredSignIn, now: number): boolean => expiresAt - earlyMs > now;

/**
 * An access token for a server that somebody signed in at, renewed when it is about to end; null when nobody is signed in
 * any more. A refresh token works once: of all commands that run one renews it, and the others take what that one got.
 */
export function tokenFor(terminal: Terminal, server: string): Promise<string | null> {
  const stored = readSignIn(terminal, server);
  if (!stored) return Promise.resolve(null);
  if (isFresh(stored, terminal.now())) return Promise.resolve(stored.accessToken);
  let renewed = underWay.get(stored.server);
  if (!renewed) {
    renewed = renewAlone(terminal, stored.server).finally(() => underWay.delete(stored.server));
    underWay.set(stored.server, renewed);
  }
  return renewed;
}

async function renewAlone(terminal: Terminal, server: string): Promise<string | null> {
  // The system drops this lock when its holder ends, in whatever way.
  const lock = new DatabaseSync(`${signInFile(terminal, server)}.lock`);
  try {
    lock.exec(`PRAGMA busy_timeout = ${WAIT_MS}; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE`);
    const stored = readSignIn(terminal, server);
    if (!stored) return null;
    if (isFresh(stored, terminal.now())) return stored.accessToken;
    const renewed = await renew(stored, terminal.now);
    if (renewed) keepSignIn(terminal, renewed);
    return renewed?.accessToken ?? null;
  } finally {
    lock.close();
  }
}

/** Null when the issuer says that the sign-in is over. Rejects when it does not answer. */
async function renew(stored: StoredSignIn, now: () => number): Promise<StoredSignIn | null> {
  if (stored.refreshToken === null) return null;
  const { server, client, options } = await discoverIssuer(stored.issuer, stored.clientId);
  const answer = await oauth.refreshTokenGrantRequest(
    ...([server, client, oauth.None(), stored.refreshToken, options] as const),
  );
  try {
    const tokens = await oauth.processRefreshTokenResponse(server, client, answer);
    return {
      ...stored,
      accessToken: tokens.access_token,
      refreshToken: tokens.refresh_token ?? stored.refreshToken,
      expiresAt: now() + (tokens.expires_in ?? 60) * 1_000,
    };
  } catch (error) {
    if (error instanceof oauth.ResponseBodyError) return null;
    throw error;
  }
}
