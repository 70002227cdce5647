import { isLoopbackName } from '@steward/domain/settings/loopback.ts';
import { createRemoteJWKSet, customFetch, type JWTVerifyGetKey } from 'jose';
import { NotNow } from './not-now.ts';

export interface IssuerKeysOptions {
  readonly issuer: string;
  /** Milliseconds for which a key that the issuer's list lacks is not asked for again, nor an issuer that failed. */
  readonly askEvery?: number;
}

const ANSWER_WITHIN_MS = 5_000;
const KEPT_FOR_MS = 600_000;

/**
 * The keys with which the issuer signs, found by discovery at the first question and kept. A key that is not among them is
 * looked for at the issuer no more often than every so many milliseconds, whatever comes.
 */
export function issuerKeys({ issuer, askEvery = 30_000 }: IssuerKeysOptions): JWTVerifyGetKey {
  let found: Promise<JWTVerifyGetKey> | null = null;
  let failedAt = Number.NEGATIVE_INFINITY;
  const unavailable = (why: string) => {
    failedAt = performance.now();
    return new NotNow(`the issuer of the token ${why}: send the same request again`);
  };
  const ask = async (address: string): Promise<Response> => {
    if (performance.now() - failedAt < Math.min(askEvery, 5_000))
      throw new NotNow('the issuer of the token does not answer: send the same request again');
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
    const response = await fetch(address, { redirect: 'error', signal }).catch(() => null);
    if (response?.status !== 200) throw unavailable('does not answer');
    return response;
  };
  const discover = async (): Promise<JWTVerifyGetKey> => {
    const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const document: unknown = await (await ask(address)).json().catch(() => null);
    const { issuer: named, jwks_uri: keys } = (document ?? {}) as Record<string, unknown>;
    if (named !== issuer) throw unavailable('calls itself by another name');
    if (typeof keys !== 'string' || !isSafe(keys)) throw unavailable('names no keys that could be trusted');
    return createRemoteJWKSet(new URL(keys), {
      ...{ cooldownDuration: askEvery, cacheMaxAge: KEPT_FOR_MS, timeoutDuration: ANSWER_WITHIN_MS },
      [customFetch]: (url) => ask(url),
    });
  };
  return async (header, token) => {
    found ??= discover().catch((error: unknown) => {
      found = null;
      throw error;
    });
    return (await found)(header, token);
  };
}

const isSafe = (address: string): boolean => {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || (protocol === 'http:' && isLoopbackName(hostname));
};
