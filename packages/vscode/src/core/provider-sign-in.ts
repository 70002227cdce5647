import {
  AuthorizationResponseError,
  type AuthorizationServer,
  allowInsecureRequests,
  authorizationCodeGrantRequest,
  type Client,
  calculatePKCECodeChallenge,
  discoveryRequest,
  generateRandomCodeVerifier,
  generateRandomNonce,
  generateRandomState,
  None,
  processDiscoveryResponse,
  refreshTokenGrantRequest,
  validateAuthResponse,
} from 'oauth4webapi';
import { ProviderRefusal, type ProviderTokens, providerTokens } from './provider-tokens.ts';
import type { Renewal, Session } from './session.ts';
import type { Renewed } from './sessions.ts';
import type { SignInWay } from './sign-in-way.ts';

/** One sign-in under way: what to open, and what to do with what comes back. */
export interface ProviderSignIn {
  /** Page of the provider, to be opened in a browser. */
  url: string;
  /** Comes back with the answer; nothing without it is ours. */
  state: string;
  /** Takes the answer's parameters. Rejects with `ProviderRefusal`, and for an answer that does not belong to this sign-in. */
  finish(answer: URLSearchParams): Promise<{ token: string; renewal: Renewal }>;
}

/** Begins a sign-in by code and PKCE (RFC 7636, RFC 9700). Rejects when the provider can not be asked. */
export async function beginSignIn(way: SignInWay, redirect: string, now = Date.now): Promise<ProviderSignIn> {
  const server = await discover(way.issuer);
  const client: Client = { client_id: way.clientId };
  const verifier = generateRandomCodeVerifier();
  const state = generateRandomState();
  // It comes back in the token about the person, which there is only with this scope.
  const nonce = way.scopes.includes('openid') ? generateRandomNonce() : undefined;
  if (server.authorization_endpoint === undefined)
    throw new ProviderRefusal(`${way.issuer} names no page to sign in on`);
  const url = new URL(server.authorization_endpoint);
  const parameters = {
    ...{ client_id: way.clientId, redirect_uri: redirect, response_type: 'code' },
    ...{ scope: way.scopes.join(' '), state, resource: way.resource },
    ...(nonce === undefined ? {} : { nonce }),
    ...{ code_challenge: await calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' },
    // Without it a provider that remembers the consent gives no refresh token.
    ...(way.scopes.includes('offline_access') ? { prompt: 'consent' } : {}),
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return {
    url: url.href,
    state,
    async finish(answer) {
      const checked = checkedAnswer(() => validateAuthResponse(server, client, answer, state));
      const response = await authorizationCodeGrantRequest(
        ...([server, client, None(), checked, redirect, verifier] as const),
        { ...insecure(way.issuer), additionalParameters: { resource: way.resource } },
      );
      const tokens = await providerTokens(response, { issuer: server.issuer, clientId: way.clientId, nonce });
      return { token: tokens.token, renewal: renewalOf(way, tokens, now()) };
    },
  };
}

/** The next token of a session. Never rejects. */
export async function renewSession(session: Session, now = Date.now): Promise<Renewed> {
  const { renewal } = session;
  if (renewal?.refreshToken === undefined) return { state: 'ENDED' };
  const { issuer, clientId, resource, refreshToken } = renewal;
  try {
    const server = await discover(issuer);
    const client: Client = { client_id: clientId };
    const response = await refreshTokenGrantRequest(server, client, None(), refreshToken, {
      ...insecure(issuer),
      additionalParameters: { resource },
    });
    const tokens = await providerTokens(response, { issuer: server.issuer, clientId, nonce: undefined });
    // A provider that names no new one lets the old one be used again (RFC 6749 section 6).
    const kept = { ...tokens, refreshToken: tokens.refreshToken ?? refreshToken };
    const next = renewalOf({ issuer, clientId, resource }, kept, now());
    return { state: 'RENEWED', session: { ...session, token: tokens.token, renewal: next } };
  } catch (error) {
    return { state: error instanceof ProviderRefusal ? 'ENDED' : 'LATER' };
  }
}

async function discover(issuer: string): Promise<AuthorizationServer> {
  try {
    const at = new URL(issuer);
    const signal = AbortSignal.timeout(10_000);
    return await processDiscoveryResponse(at, await discoveryRequest(at, { ...insecure(issuer), signal }));
  } catch (cause) {
    throw new Error(`${issuer} does not answer as one who signs people in`, { cause });
  }
}

/** An answer that says no is a refusal; one that is not of this sign-in is not read any further. */
function checkedAnswer(check: () => URLSearchParams): URLSearchParams {
  try {
    return check();
  } catch (error) {
    if (error instanceof AuthorizationResponseError)
      throw new ProviderRefusal(error.error_description ?? error.error);
    throw new Error('the answer does not belong to this sign-in', { cause: error });
  }
}

/** Without TLS only on this machine. */
const insecure = (issuer: string) => ({
  [allowInsecureRequests]: ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(issuer).hostname),
});

function renewalOf(
  { issuer, clientId, resource }: Pick<SignInWay, 'issuer' | 'clientId' | 'resource'>,
  { lifetime, refreshToken }: ProviderTokens,
  now: number,
): Renewal {
  return { issuer, clientId, resource, refreshToken, from: now + lifetime * 0.7, end: now + lifetime };
}
