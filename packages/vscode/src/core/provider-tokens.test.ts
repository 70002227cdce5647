import { describe, expect, it } from 'vitest';
import { ProviderRefusal, providerTokens } from './provider-tokens.ts';

const issuer = 'https://login.example.com';
const expected = { issuer, clientId: 'steward-editor', nonce: 'n' };
const claims = { iss: issuer, aud: 'steward-editor', nonce: 'n', name: 'Zoë' };

const idToken = (payload: object) =>
  ['e30', Buffer.from(JSON.stringify(payload)).toString('base64url'), 'x'].join('.');
const answer = (body: object, status = 200) => new Response(JSON.stringify(body), { status });
const good = { access_token: 'a', token_type: 'Bearer', expires_in: 60, refresh_token: 'r' };

describe('what a provider gives', () => {
  it('is a token, how long it is good, and how the next one is got', async () => {
    const read = await providerTokens(answer({ ...good, id_token: idToken(claims) }), expected);
    expect(read).toEqual({ token: 'a', refreshToken: 'r', lifetime: 60_000 });
    const { expires_in: _, refresh_token: __, ...bare } = good;
    expect(await providerTokens(answer(bare), { ...expected, nonce: undefined })).toEqual({
      ...{ token: 'a', refreshToken: undefined, lifetime: 300_000 },
    });
  });

  it.each([
    ['another issuer', { ...claims, iss: 'https://evil.example.com' }],
    ['another client', { ...claims, aud: ['other'] }],
    ['another sign-in', { ...claims, nonce: 'm' }],
    ['no sign-in', { iss: issuer, aud: 'steward-editor' }],
  ])('is refused where it is about %s', async (_, payload) => {
    const given = providerTokens(answer({ ...good, id_token: idToken(payload) }), expected);
    await expect(given).rejects.toThrow(ProviderRefusal);
  });

  it('is refused where nothing says which sign-in it is about, though something had to', async () => {
    await expect(providerTokens(answer(good), expected)).rejects.toThrow('belongs to another sign-in');
  });

  it('may be a refusal, in its own words', async () => {
    const refusal = answer({ error: 'invalid_grant', error_description: 'the code is spent' }, 400);
    const given = providerTokens(refusal, expected);
    await expect(given).rejects.toThrow(ProviderRefusal);
    await expect(given).rejects.toThrow('the code is spent');
  });

  it.each([
    ['a failure of its own', answer({ error: 'server_error' }, 503)],
    ['no JSON', new Response('<html>', { status: 200 })],
    ['a token of another type', answer({ ...good, token_type: 'DPoP' })],
    ['no token', answer({ ...good, access_token: '' })],
  ])('is no refusal where it is %s: it may be asked again', async (_, response) => {
    const given = providerTokens(response, { ...expected, nonce: undefined });
    await expect(given).rejects.toThrow('without a token');
    await expect(given).rejects.not.toThrow(ProviderRefusal);
  });
});
