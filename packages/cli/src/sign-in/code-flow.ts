import * as oauth from 'oauth4webapi';
import { waitForCallback } from './callback.ts';
import { discoverIssuer } from './issuer.ts';
import type { StoredSignIn } from './stored-sign-in.ts';
import type { WhereToSignIn } from './where-to-sign-in.ts';

export interface CodeFlowOptions extends WhereToSignIn {
  /** Shows the page on which the person signs in. */
  readonly show: (address: string) => void;
  readonly now: () => number;
  /** Milliseconds for which the person is waited for. */
  readonly withinMs: number;
}

/**
 * Signs in by authorization code with PKCE (RFC 8252): the code comes to this machine alone and is worth nothing without
 * the verifier, which never leaves it; state, nonce and issuer of the answer are checked. Rejects with `oauth4webapi`'s
 * errors where any of it is not as it should be.
 */
export async function codeFlow(options: CodeFlowOptions): Promise<StoredSignIn> {
  const { server, client, options: http } = await discoverIssuer(options.issuer, options.clientId);
  if (!server.authorization_endpoint) throw new Error('the issuer names no page to sign in on');
  const [state, nonce, verifier] = [
    oauth.generateRandomState(),
    oauth.generateRandomNonce(),
    oauth.generateRandomCodeVerifier(),
  ];
  const callback = await waitForCallback(state, options.withinMs);
  try {
    const address = new URL(server.authorization_endpoint);
    const asked = {
      ...{ client_id: options.clientId, redirect_uri: callback.redirect, response_type: 'code' },
      ...{ scope: options.scopes.join(' '), state, nonce },
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      // An issuer gives a token that outlives its own session only to who consents to that.
      ...(options.scopes.includes('offline_access') ? { prompt: 'consent' } : {}),
    };
    for (const [name, value] of Object.entries(asked)) address.searchParams.set(name, value);
    options.show(address.href);
    const back = oauth.validateAuthResponse(server, client, await callback.returned, state);
    const exchanged = await oauth.authorizationCodeGrantRequest(
      ...([server, client, oauth.None(), back, callback.redirect, verifier, http] as const),
    );
    const tokens = await oauth.processAuthorizationCodeResponse(server, client, exchanged, {
      expectedNonce: nonce,
      requireIdToken: true,
    });
    return {
      ...{ server: options.server, issuer: options.issuer, clientId: options.clientId },
      ...{ accessToken: tokens.access_token, refreshToken: tokens.refresh_token ?? null },
      expiresAt: options.now() + (tokens.expires_in ?? 60) * 1_000,
    };
  } finally {
    callback.close();
  }
}
