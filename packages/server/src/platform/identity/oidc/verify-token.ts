import { readProfile, type SignedIn } from '@steward/domain/people/sign-in.ts';
import type { OidcSettings } from '@steward/domain/settings/oidc-settings.ts';
import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { NotNow } from './not-now.ts';

/** Seconds by which the clocks of issuer and server may differ. */
const LEEWAY_S = 60;

/** Signatures that nobody can make who knows no more than the public key. */
const algorithms = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
];

/** Who a token of the issuer says it is, or null for every text that is no good token. Throws `NotNow`. */
export type VerifyToken = (text: string) => Promise<SignedIn | null>;

/** Three parts, as a signed token has them; asks nobody. */
export const isSignedToken = (text: string): boolean =>
  /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*$/.test(text);

/**
 * Checks access tokens as RFC 9068 and RFC 8725 say: the issuer's signature by an asymmetric algorithm, its name, this
 * server among those the token is for, its time, and that it is an access token and nothing else that the issuer signs.
 */
export function tokenVerifier(oidc: OidcSettings, keys: JWTVerifyGetKey, now: () => Date): VerifyToken {
  return async (text) => {
    try {
      const { payload, protectedHeader } = await jwtVerify(text, keys, {
        ...{ issuer: oidc.issuer, audience: oidc.audience, algorithms },
        ...{ requiredClaims: ['exp', 'iat', 'sub'], clockTolerance: LEEWAY_S, currentDate: now() },
      });
      if (!isAccessToken(protectedHeader.typ, payload)) return null;
      const { iat, exp, sub } = payload;
      if (!iat || !exp || !sub || iat * 1_000 > now().getTime() + LEEWAY_S * 1_000) return null;
      return {
        ...{ issuer: oidc.issuer, subject: sub, issuedAt: new Date(iat * 1_000) },
        expiresAt: new Date((exp + LEEWAY_S) * 1_000),
        ...readProfile(payload, sub, oidc),
      };
    } catch (error) {
      if (error instanceof NotNow || !(error instanceof errors.JOSEError)) throw error;
      if (error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid)
        throw new NotNow('the issuer of the token does not answer: send the same request again');
      return null;
    }
  };
}

/**
 * An issuer signs ID tokens and logout tokens with the same keys. Where the header does not say `at+jwt`, what only those
 * carry tells them apart; Keycloak names the kind in a claim.
 */
function isAccessToken(
  type: string | undefined,
  { typ, nonce, at_hash, c_hash, events }: JWTPayload,
): boolean {
  const plain = type?.toLowerCase().replace(/^application\//, '');
  if (plain === 'at+jwt') return true;
  if (plain !== undefined && plain !== 'jwt') return false;
  if (typ !== undefined && typ !== 'Bearer') return false;
  return [nonce, at_hash, c_hash, events].every((value) => value === undefined);
}
