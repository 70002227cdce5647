// How the extension signs in, against a provider of others.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { beginSignIn, renewSession } from '../../packages/vscode/src/core/provider-sign-in.ts';
import { ProviderRefusal } from '../../packages/vscode/src/core/provider-tokens.ts';
import type { Session } from '../../packages/vscode/src/core/session.ts';
import type { SignInWay } from '../../packages/vscode/src/core/sign-in-way.ts';
import { type TestIssuer, testIssuer } from '../support/test-issuer.ts';

const redirect = 'vscode://steward.steward/signed-in';
/** Of an editor in a browser, whose page takes the answer. */
const inBrowser = 'http://127.0.0.1:9/callback?vscode-reqid=1&vscode-path=%2Fsigned-in';

let provider: TestIssuer;
let way: SignInWay;
beforeAll(async () => {
  provider = await testIssuer({ redirects: [redirect, inBrowser] });
  const { issuer, clientId } = provider;
  way = { issuer, clientId, resource: 'http://127.0.0.1:4000', scopes: ['openid', 'offline_access'] };
});
afterAll(() => provider.close());

const claimsOf = (token: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());

/** A sign-in, and what the provider's page leads back with once Ada has logged in. */
async function loggedIn(to = redirect) {
  const signIn = await beginSignIn(way, to);
  const back = await provider.logIn(signIn.url, 'ada');
  return { signIn, back };
}

async function session(): Promise<Session> {
  const { signIn, back } = await loggedIn();
  const got = await signIn.finish(back.searchParams);
  return { ...got, account: { id: 'person:ada', label: 'Ada' } };
}

describe('the sign-in of the editor at a provider', () => {
  it('sends a challenge, a state and a nonce that are new each time, and no secret', async () => {
    const [one, two] = [await beginSignIn(way, redirect), await beginSignIn(way, redirect)];
    const sent = new URL(one.url).searchParams;
    expect(Object.fromEntries(sent)).toMatchObject({
      ...{ client_id: way.clientId, redirect_uri: redirect, response_type: 'code', state: one.state },
      ...{ code_challenge_method: 'S256', resource: way.resource, scope: 'openid offline_access' },
    });
    const again = new URL(two.url).searchParams;
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(sent.get(name)).toMatch(/^[\w-]{43}$/);
      expect(sent.get(name)).not.toBe(again.get(name));
    }
    expect([...sent.keys()]).not.toContain('code_verifier');
  });

  it.each([redirect, inBrowser])('ends with a token of the one who logged in, back at %s', async (to) => {
    const { signIn, back } = await loggedIn(to);
    expect(back.href.startsWith(to)).toBe(true);
    const before = Date.now();
    const { token, renewal } = await signIn.finish(back.searchParams);
    expect(claimsOf(token)).toMatchObject({ iss: way.issuer, aud: provider.audience, sub: 'ada' });
    expect(renewal).toMatchObject({ issuer: way.issuer, clientId: way.clientId, resource: way.resource });
    expect(renewal.end - before).toBeGreaterThan((provider.tokenSeconds - 1) * 1_000);
    expect(renewal.from).toBeLessThan(renewal.end);
  });

  it('takes no answer with another state, of another provider, or without saying of which', async () => {
    const { signIn, back } = await loggedIn();
    for (const [name, value] of [
      ['state', 'of-somebody-else'],
      ['iss', 'https://evil.example.com'],
      ['iss', null],
    ] as const) {
      const changed = new URLSearchParams(back.searchParams);
      if (value === null) changed.delete(name);
      else changed.set(name, value);
      await expect(signIn.finish(changed)).rejects.toThrow('does not belong to this sign-in');
    }
    // It was not spent by them.
    const { token } = await signIn.finish(back.searchParams);
    expect(claimsOf(token)).toMatchObject({ aud: provider.audience, sub: 'ada' });
  });

  it('can do nothing with a code that was given to another sign-in, or for another address', async () => {
    const { back } = await loggedIn();
    for (const to of [redirect, inBrowser]) {
      const own = await beginSignIn(way, to);
      const stolen = new URLSearchParams(back.searchParams);
      stolen.set('state', own.state);
      await expect(own.finish(stolen)).rejects.toThrow(ProviderRefusal);
    }
  });

  it('says what the provider says where that refuses', async () => {
    const signIn = await beginSignIn(way, redirect);
    const answer = new URLSearchParams({
      ...{ error: 'access_denied', error_description: 'not you', state: signIn.state, iss: way.issuer },
    });
    await expect(signIn.finish(answer)).rejects.toThrow(ProviderRefusal);
    await expect(signIn.finish(answer)).rejects.toThrow('not you');
  });

  it('is told of a provider that does not answer', async () => {
    const nowhere = beginSignIn({ ...way, issuer: 'http://127.0.0.1:1' }, redirect);
    await expect(nowhere).rejects.toThrow('http://127.0.0.1:1 does not answer as one who signs people in');
  });
});

describe('a session of a provider', () => {
  it('is renewed with a new refresh token, and ends where an old one is tried again', async () => {
    const first = await session();
    const renewed = await renewSession(first);
    if (renewed.state !== 'RENEWED') throw new Error(renewed.state);
    const { account, token, renewal } = renewed.session;
    expect(account).toEqual(first.account);
    expect(token).not.toBe(first.token);
    expect(claimsOf(token)).toMatchObject({ aud: provider.audience, sub: 'ada' });
    expect(renewal?.refreshToken).toMatch(/^\S{20,}$/);
    expect(renewal?.refreshToken).not.toBe(first.renewal?.refreshToken);
    expect(await renewSession(first)).toEqual({ state: 'ENDED' });
  });

  it('keeps its refresh token where the provider names no new one', async () => {
    const keeping = createServer((request, response) => {
      const issuer = `http://${request.headers.host}`;
      const answer =
        request.method === 'POST'
          ? { access_token: 'next', token_type: 'Bearer', expires_in: 60 }
          : { issuer, token_endpoint: `${issuer}/token` };
      response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
    }).listen(0, '127.0.0.1');
    await once(keeping, 'listening');
    const first = await session();
    const issuer = `http://127.0.0.1:${(keeping.address() as AddressInfo).port}`;
    const renewed = await renewSession({ ...first, renewal: { ...first.renewal!, issuer } });
    keeping.close();
    expect(renewed).toMatchObject({
      state: 'RENEWED',
      session: { token: 'next', renewal: { refreshToken: first.renewal!.refreshToken } },
    });
  });

  it('stays while the provider is away', async () => {
    const first = await session();
    const away = { ...first, renewal: { ...first.renewal!, issuer: 'http://127.0.0.1:1' } };
    expect(await renewSession(away)).toEqual({ state: 'LATER' });
  });
});
