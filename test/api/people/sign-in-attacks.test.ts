import { createHmac } from 'node:crypto';
import type { OidcSettings } from '@steward/domain/settings/oidc-settings.ts';
import { exportSPKI } from 'jose';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type TestIssuer, testIssuer } from '../../support/test-issuer.ts';
import { type TokenDoor, tokenDoor } from '../../support/token-door.ts';

let issuer: TestIssuer;
let door: TokenDoor;
beforeAll(async () => {
  issuer = await testIssuer();
});
afterAll(() => issuer.close());
afterEach(() => door.close());

const oidc = (): OidcSettings => ({
  ...{ issuer: issuer.issuer, audience: issuer.audience, clientId: issuer.clientId, scopes: ['openid'] },
  claims: { login: 'preferred_username', name: 'name', email: 'email' },
  ...{ groupClaims: ['groups'], groups: {} },
});
/** Attempts are not what most of these are about. */
const open = async (options: Parameters<typeof tokenDoor>[0] = {}) => {
  door = await tokenDoor({ signIn: oidc(), attempts: { most: 5_000 }, ...options });
  return door;
};
const viewer = '{ viewer { name } }';
const status = async (token: string) => (await door.ask(token, viewer)).status;
const seconds = () => Math.floor(Date.now() / 1_000);
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const people = () => door.api.database.prisma.account.count();

it('attack 28: a token without an algorithm or without a signature is refused', async () => {
  await open();
  const good = await issuer.sign({});
  const [, payload = '', signature = ''] = good.split('.');
  for (const alg of ['none', 'None', 'NONE', '']) {
    const header = part({ alg, typ: 'at+jwt', kid: 'first' });
    for (const end of ['', signature])
      expect([alg, await status(`${header}.${payload}.${end}`)]).toEqual([alg, 401]);
  }
  expect(await status(good.replace(/\.[^.]*$/, '.'))).toBe(401);
  expect(await status(good.replace(/\.[^.]*$/, `.${'A'.repeat(signature.length)}`))).toBe(401);
  expect(await people()).toBe(0);
  expect(await status(good)).toBe(200);
});

it('attack 29: a token that is signed with the public key as if it were a shared secret is refused', async () => {
  await open();
  const [, payload = ''] = (await issuer.sign({})).split('.');
  const secrets = [await exportSPKI(issuer.publicKey), (await exportSPKI(issuer.publicKey)).trim()];
  for (const alg of ['HS256', 'HS384', 'HS512'])
    for (const secret of secrets) {
      const text = `${part({ alg, typ: 'at+jwt', kid: 'first' })}.${payload}`;
      const signature = createHmac(alg.replace('HS', 'sha'), secret).update(text).digest('base64url');
      expect([alg, await status(`${text}.${signature}`)]).toEqual([alg, 401]);
    }
  expect(await people()).toBe(0);
});

const wrongClaims: [string, () => Record<string, unknown>][] = [
  ['of another issuer', () => ({ iss: 'https://other.example.org' })],
  ['of an issuer with a slash more', () => ({ iss: `${issuer.issuer}/` })],
  ['of no issuer', () => ({ iss: undefined })],
  ['for another audience', () => ({ aud: 'other' })],
  ['for an audience that begins alike', () => ({ aud: 'steward.evil' })],
  ['for a list without this server', () => ({ aud: ['other', 'steward.evil'] })],
  ['for a list inside of a list', () => ({ aud: [['steward']] })],
  ['for an object that holds the name', () => ({ aud: { steward: true } })],
  ['for names in one text', () => ({ aud: 'other steward' })],
  ['for nobody', () => ({ aud: undefined })],
  ['over for more than a minute', () => ({ exp: seconds() - 62 })],
  ['of no end', () => ({ exp: undefined })],
  ['with an end that is text', () => ({ exp: '9999999999' })],
  ['not to be used before more than a minute', () => ({ nbf: seconds() + 90 })],
  ['issued more than a minute ahead', () => ({ iat: seconds() + 90, exp: seconds() + 900 })],
  ['of no time of issue', () => ({ iat: undefined })],
  ['about nobody', () => ({ sub: undefined })],
  ['about an empty name', () => ({ sub: '' })],
];

it.each(wrongClaims)('attack 30: a token %s is refused', async (_what, claims) => {
  await open();
  expect(await status(await issuer.sign(claims()))).toBe(401);
  expect(await people()).toBe(0);
});

it('attack 30: clocks may differ by 60 seconds, and a list of audiences with this server is good', async () => {
  await open();
  for (const claims of [
    { exp: seconds() - 50 },
    { nbf: seconds() + 50 },
    { iat: seconds() + 50 },
    { aud: ['account', 'steward'] },
  ])
    expect([claims, await status(await issuer.sign(claims))]).toEqual([claims, 200]);
});

it('what else the issuer signs is no access token', async () => {
  await open();
  const plain = { typ: 'JWT' };
  for (const [claims, header] of [
    [{ nonce: 'n' }, plain],
    [{ at_hash: 'h' }, plain],
    [{ nonce: 'n' }, { typ: undefined }],
    [{ typ: 'ID' }, plain],
    [{ typ: 'Refresh' }, plain],
    [{ events: {} }, plain],
    [{}, { typ: 'logout+jwt' }],
    [{}, { typ: 'dpop+jwt' }],
  ] as const)
    expect([claims, header, await status(await issuer.sign(claims, header as never))]).toEqual([
      ...[claims, header, 401],
    ]);
  for (const [claims, header] of [
    [{}, plain],
    [{ typ: 'Bearer' }, plain],
    [{}, { typ: 'application/at+jwt' }],
  ] as const)
    expect(await status(await issuer.sign(claims, header))).toBe(200);
});

it('a key that the token itself brings or names is not asked for', async () => {
  await open();
  const other = await testIssuer();
  for (const header of [
    { jku: `${other.issuer}/jwks` },
    { x5u: `${other.issuer}/jwks` },
    { kid: '../../first' },
  ])
    expect(await status(await other.sign({ iss: issuer.issuer }, header))).toBe(401);
  expect(other.asked('/jwks')).toBe(0);
  await other.close();
});

it('attack 33: a thousand tokens with keys that nobody knows ask the issuer once', async () => {
  await open();
  expect(await status(await issuer.sign({}))).toBe(200);
  const before = issuer.asked('/jwks');
  const [header = '', payload = '', signature = ''] = (await issuer.sign({})).split('.');
  expect(header).not.toBe('');
  for (let batch = 0; batch < 20; batch++)
    await Promise.all(
      Array.from({ length: 50 }, async (_, at) => {
        const text = part({ alg: 'RS256', typ: 'at+jwt', kid: `unknown-${batch}-${at}` });
        expect(await status(`${text}.${payload}.${signature}`)).toBe(401);
      }),
    );
  expect(issuer.asked('/jwks') - before).toBeLessThanOrEqual(1);
  expect(issuer.asked('/.well-known/openid-configuration')).toBeLessThan(100);
});

it('an issuer that does not answer is not asked for each token', async () => {
  const gone = await testIssuer();
  const { issuer: address } = gone;
  await open({ signIn: { ...oidc(), issuer: address } });
  const token = await gone.sign({});
  await gone.close();
  for (let at = 0; at < 20; at++) expect(await status(token)).toBe(503);
});

it('wrong tokens of the issuer are counted for each address, and who was let in before stays in', async () => {
  await open({ attempts: { most: 5, every: 3_600_000 }, freshMs: 0 });
  const known = await issuer.sign({});
  expect(await status(known)).toBe(200);
  const wrong = await Promise.all(
    Array.from({ length: 20 }, async (_, n) => status(await issuer.sign({ aud: 'other', jti: `${n}` }))),
  );
  expect(wrong.filter((code) => code === 401)).toHaveLength(5);
  expect(wrong.filter((code) => code === 429)).toHaveLength(15);
  expect(await status(known)).toBe(200);
  expect((await door.ask(await issuer.sign({ jti: 'new' }), viewer, {}, '10.0.0.9')).status).toBe(200);
});

it('no token stands in the log', async () => {
  await open();
  const token = await issuer.sign({});
  await status(token);
  await status(`${token}x`);
  expect(door.logged()).not.toContain(token.split('.')[1]);
});
