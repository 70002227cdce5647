// A real OpenID Connect provider on loopback, its login page driven as a browser would, and tokens signed with its key.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTHeaderParameters, SignJWT } from 'jose';
import * as oauth from 'oauth4webapi';
import Provider from 'oidc-provider';

export interface TestIssuer {
  issuer: string;
  /** What tokens for Steward name in `aud`. */
  audience: string;
  clientId: string;
  /** What a token says of somebody, by subject; whoever logs in is of that subject. */
  people: Map<string, Record<string, unknown>>;
  /** An access token, by code and PKCE and the login page. */
  tokenOf: (subject: string) => Promise<string>;
  /** Whatever the issuer's key is made to sign; what is undefined is left out. */
  sign: (payload: Record<string, unknown>, header?: Partial<JWTHeaderParameters>) => Promise<string>;
  publicKey: CryptoKey;
  /** How often an address was asked for. */
  asked: (path: string) => number;
  /** Where a browser is sent in the end, after the login page was filled in. */
  logIn: (address: string, subject: string) => Promise<URL>;
  /** Seconds for which its access tokens count. */
  tokenSeconds: number;
  close: () => Promise<void>;
}

export interface TestIssuerOptions {
  /** Where its public client may be led back to. */
  redirects?: string[];
}

export async function testIssuer({
  redirects = ['http://127.0.0.1/callback'],
}: TestIssuerOptions = {}): Promise<TestIssuer> {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
  const key = { ...(await exportJWK(privateKey)), kid: 'first', alg: 'RS256', use: 'sig' };
  const counts = new Map<string, number>();
  const people: TestIssuer['people'] = new Map();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const made = { audience: 'steward', clientId: 'steward-cli', tokenSeconds: 300 };
  const provider = new Provider(issuer, {
    clients: [
      {
        ...{ client_id: made.clientId, application_type: 'native', token_endpoint_auth_method: 'none' },
        ...{ redirect_uris: redirects, response_types: ['code'] },
        grant_types: ['authorization_code', 'refresh_token'],
      },
    ],
    jwks: { keys: [key as never] },
    cookies: { keys: ['of the test'] },
    scopes: ['openid', 'profile', 'email', 'offline_access'],
    findAccount: (_context, subject) => ({ accountId: subject, claims: async () => ({ sub: subject }) }),
    extraTokenClaims: (_context, token) =>
      'accountId' in token ? people.get(String(token.accountId)) : undefined,
    issueRefreshToken: async () => true,
    rotateRefreshToken: true,
    ttl: { Interaction: 600, Session: 600, Grant: 600, RefreshToken: 600, IdToken: 600 },
    features: {
      devInteractions: { enabled: true },
      revocation: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => 'urn:steward',
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          ...{ scope: '', audience: made.audience, accessTokenFormat: 'jwt' as const },
          accessTokenTTL: testIssuer.tokenSeconds,
        }),
      },
    },
  });
  const answer = provider.callback();
  server.on('request', (request, response) => {
    const { pathname } = new URL(request.url ?? '/', issuer);
    counts.set(pathname, (counts.get(pathname) ?? 0) + 1);
    void answer(request, response);
  });
  const testIssuer: TestIssuer = {
    ...made,
    ...{ issuer, people, publicKey, logIn },
    asked: (path) => counts.get(path) ?? 0,
    sign: (payload, header = {}) => {
      const now = Math.floor(Date.now() / 1_000);
      const usual = { iss: issuer, aud: made.audience, sub: 'ada', iat: now, exp: now + 300 };
      return new SignJWT(defined({ ...usual, ...payload }))
        .setProtectedHeader({ alg: 'RS256', kid: 'first', typ: 'at+jwt', ...header })
        .sign(privateKey);
    },
    tokenOf: (subject) => codeFlow(testIssuer, subject),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return testIssuer;
}

const defined = (values: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

/** What a client does: discovery, code with PKCE, the login page, the exchange of the code. */
async function codeFlow({ issuer, clientId, logIn }: TestIssuer, subject: string): Promise<string> {
  const insecure = { [oauth.allowInsecureRequests]: true };
  const at = new URL(issuer);
  const found = await oauth.discoveryRequest(at, insecure);
  const server = await oauth.processDiscoveryResponse(at, found);
  const verifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  const redirect = 'http://127.0.0.1:1/callback';
  const address = new URL(server.authorization_endpoint!);
  address.search = new URLSearchParams({
    ...{ client_id: clientId, redirect_uri: redirect, response_type: 'code', scope: 'openid', state },
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  }).toString();
  const client = { client_id: clientId };
  const back = oauth.validateAuthResponse(server, client, await logIn(address.href, subject), state);
  const exchanged = await oauth.authorizationCodeGrantRequest(
    ...([server, client, oauth.None(), back, redirect, verifier, insecure] as const),
  );
  const { access_token } = await oauth.processAuthorizationCodeResponse(server, client, exchanged);
  return access_token;
}

/** Goes where the pages lead, fills in what they ask, and ends where the browser would leave the provider. */
async function logIn(address: string, subject: string): Promise<URL> {
  const { origin } = new URL(address);
  const cookies = new Map<string, string>();
  let form: URLSearchParams | null = null;
  for (let at = new URL(address); at.origin === origin; ) {
    const response: Response = await fetch(at, {
      method: form ? 'POST' : 'GET',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      redirect: 'manual',
      ...(form ? { body: form } : {}),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    const page = await response.text();
    const next = response.headers.get('location');
    const [, action] = /<form[^>]* action="([^"]+)"/.exec(page) ?? [];
    const [, prompt] = /name="prompt" value="([^"]+)"/.exec(page) ?? [];
    if (!next && !(action && prompt)) throw new Error(`the provider answers ${response.status}: ${page}`);
    form = next ? null : new URLSearchParams({ prompt: prompt!, login: subject, password: 'any' });
    at = new URL(next ?? action!, at);
    if (at.origin !== origin) return at;
  }
  throw new Error('the address is none of the provider');
}
