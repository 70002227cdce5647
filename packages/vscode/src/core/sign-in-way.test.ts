import { describe, expect, it } from 'vitest';
import { signInWay } from './sign-in-way.ts';

const address = 'https://steward.example.com';
const whole = {
  resource: address,
  authorization_servers: ['https://login.example.com/realms/acme'],
  scopes_supported: ['openid', 'offline_access'],
  steward_client_id: 'steward-editor',
};

const serving =
  (body: unknown, status = 200): typeof fetch =>
  async (input) => {
    expect(String(input)).toBe(`${address}/.well-known/oauth-protected-resource`);
    return new Response(JSON.stringify(body), { status });
  };

describe('the way to sign in that a server names', () => {
  it('is its provider, the client to sign in as, and what the token is for', async () => {
    expect(await signInWay(address, serving(whole))).toEqual({
      issuer: 'https://login.example.com/realms/acme',
      clientId: 'steward-editor',
      resource: address,
      scopes: ['openid', 'offline_access'],
    });
  });

  it.each<[string, typeof fetch]>([
    ['says nothing about it', serving({}, 404)],
    ['names no provider', serving({ ...whole, authorization_servers: [] })],
    ['names no client', serving({ ...whole, steward_client_id: null })],
    ['answers with something else', serving('hello')],
    [
      'does not answer',
      async () => {
        throw new TypeError('fetch failed');
      },
    ],
  ])('is none where the server %s', async (_, ask) => {
    expect(await signInWay(address, ask)).toBeUndefined();
  });

  it('is refused where the server says it is another one, for whose token it might ask', async () => {
    const other = { ...whole, resource: 'https://bank.example.com' };
    await expect(signInWay(address, serving(other))).rejects.toThrow(
      'the server at https://steward.example.com says it is https://bank.example.com',
    );
  });
});
