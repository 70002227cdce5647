import type { Database } from '@steward/server/test/platform/database/open-database.ts';
import { metadataPath } from '@steward/server/test/platform/http/resource-metadata.ts';
import { createRoutes } from '@steward/server/test/platform/http/routes.ts';
import { createLog } from '@steward/server/test/platform/log.ts';
import { createMetrics } from '@steward/server/test/platform/metrics.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codesOf, type Door, testDoor, token } from '../../support/door.ts';

const body = JSON.stringify({ query: '{ __typename }' });
const introspection = JSON.stringify({ query: '{ __schema { types { name } } }' });
let door: Door;

beforeEach(async () => {
  door = await testDoor({
    allowed: { origins: ['https://portal.example.org'], hosts: ['steward.example.org'] },
  });
});

describe('without the token', () => {
  it('attack 1: introspection without login is refused, and no type is named', async () => {
    for (const authorization of [
      null,
      'Bearer wrong',
      'Bearer ',
      token,
      `Basic ${token}`,
      `Bearer ${token}x`,
    ]) {
      const reply = await door.knock({ body: introspection, headers: { authorization } });
      expect([authorization, reply.status, codesOf(reply)]).toEqual([
        authorization,
        401,
        ['UNAUTHENTICATED'],
      ]);
      expect(reply.text).not.toMatch(/System|Query|__/);
      expect(reply.statements).toEqual([]);
    }
  });

  it('attack 44: a wrong token and an unknown one get the same answer', async () => {
    const short = await door.knock({ body, headers: { authorization: 'Bearer x' } });
    const near = await door.knock({ body, headers: { authorization: `Bearer ${token.slice(0, -1)}x` } });
    expect(short.text).toBe(near.text);
    expect(near.headers.get('www-authenticate')).toBe('Bearer');
  });

  it('nobody learns whether a document is valid', async () => {
    const reply = await door.knock({ body: '{"query": "{ systms ', headers: { authorization: null } });
    expect(codesOf(reply)).toEqual(['UNAUTHENTICATED']);
  });
});

describe('the form of a request', () => {
  it('attack 3: a browser that opens the endpoint gets no page', async () => {
    const reply = await door.knock({ method: 'GET', headers: { accept: 'text/html' } });
    expect(reply.status).toBe(405);
    expect(reply.headers.get('content-type')).toContain('application/json');
    expect(reply.text).not.toMatch(/<html|graphiql/i);
  });

  it('attack 15: a mutation by GET is refused and does nothing', async () => {
    const query = encodeURIComponent('mutation { createTeam(input: { name: "X" }) { __typename } }');
    const reply = await door.knock({ method: 'GET', path: `/graphql?query=${query}` });
    expect([reply.status, codesOf(reply)]).toEqual([405, ['BAD_USER_INPUT']]);
    expect(reply.headers.get('allow')).toBe('POST');
    expect(await door.api.database.prisma.team.count()).toBe(0);
  });

  it('attack 8: a list of requests is refused', async () => {
    const reply = await door.knock({ body: `[${body},${body}]` });
    expect([reply.status, codesOf(reply)]).toEqual([400, ['BAD_USER_INPUT']]);
  });

  it.each([
    ['application/x-www-form-urlencoded', 'query=%7B__typename%7D'],
    ['multipart/form-data; boundary=x', '--x--'],
    ['text/plain', body],
    ['application/graphql', '{ __typename }'],
    ['application/json; charset=utf-16', body],
    [null, body],
  ])('attack 16: a body of the type %s is refused', async (type, text) => {
    const bytes = new TextEncoder().encode(text);
    const reply = await door.knock({ body: bytes, headers: { 'content-type': type } });
    expect([reply.status, codesOf(reply)]).toEqual([415, ['BAD_USER_INPUT']]);
  });

  it.each([
    ['no JSON', '{"query":'],
    ['no object', '"{ __typename }"'],
    ['null', 'null'],
    ['no document', '{}'],
    ['a document that is no text', '{"query": {"a": 1}}'],
    ['variables that are a list', '{"query": "{ __typename }", "variables": []}'],
    ['variables that are a text', '{"query": "{ __typename }", "variables": "{}"}'],
    ['an operation name that is a number', '{"query": "{ __typename }", "operationName": 1}'],
    ['an unknown name', '{"query": "{ __typename }", "batch": 1}'],
    ['an unknown operation', '{"query": "query a { __typename }", "operationName": "b"}'],
    ['a syntax error', '{"query": "{ __typename"}'],
    ['an empty document', '{"query": ""}'],
  ])('%s is refused with one line', async (_, text) => {
    const reply = await door.knock({ body: text });
    expect([reply.status, codesOf(reply)]).toEqual([400, ['BAD_USER_INPUT']]);
    expect(reply.answer.errors?.[0]?.message).not.toBe('');
    expect(reply.statements).toEqual([]);
  });
});

describe('who calls', () => {
  it.each([
    'evil.example',
    '127.0.0.1.evil.example',
    'localhost.evil.example:4000',
    '10.0.0.1',
    '0.0.0.0:4000',
    'evil.example@127.0.0.1',
    '127.0.0.1/x',
    '',
  ])('the Host "%s" is refused, so that no page can bind its name to this machine', async (host) => {
    const reply = await door.knock({ body, headers: { host } });
    expect([reply.status, codesOf(reply)]).toEqual([403, ['FORBIDDEN']]);
  });

  it.each(['127.0.0.1:4000', 'localhost:4000', 'LOCALHOST', '[::1]:4000', '127.9.8.7'])(
    'the Host "%s" is this machine',
    async (host) => {
      expect((await door.knock({ body, headers: { host } })).status).toBe(200);
    },
  );

  it.each([
    'https://evil.example',
    'null',
    'http://127.0.0.1:5000',
    'https://127.0.0.1:4000',
    'https://portal.example.org.evil.example',
    'https://portal.example.org:8443',
    'http://portal.example.org',
  ])('attack 26: the Origin "%s" is refused, and no grant is given', async (origin) => {
    for (const method of ['POST', 'OPTIONS']) {
      const reply = await door.knock({ method, body: method === 'POST' ? body : null, headers: { origin } });
      expect([reply.status, codesOf(reply)]).toEqual([403, ['FORBIDDEN']]);
      expect([...reply.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });

  it('an allowed origin is granted the header with the token and no cookies', async () => {
    const origin = 'https://portal.example.org';
    const asked = await door.knock({ method: 'OPTIONS', headers: { origin, authorization: null } });
    expect(asked.status).toBe(204);
    expect(asked.headers.get('access-control-allow-origin')).toBe(origin);
    expect(asked.headers.get('access-control-allow-headers')).toContain('authorization');
    expect(asked.headers.has('access-control-allow-private-network')).toBe(false);
    const near = { origin, authorization: null, 'access-control-request-private-network': 'true' };
    const asPublic = await door.knock({ method: 'OPTIONS', headers: near });
    expect(asPublic.headers.get('access-control-allow-private-network')).toBe('true');
    const reply = await door.knock({ body, headers: { origin } });
    expect([reply.status, reply.headers.get('access-control-allow-origin')]).toEqual([200, origin]);
    expect(reply.headers.has('access-control-allow-credentials')).toBe(false);
    expect(reply.headers.get('vary')).toContain('Origin');
  });

  it("the server's own page may call it", async () => {
    const origin = 'http://127.0.0.1:4000';
    expect((await door.knock({ body, headers: { origin, host: '127.0.0.1:4000' } })).status).toBe(200);
  });

  it.each(['token', 'access_token', 'api-key', 'Authorization'])(
    'attack 45: a secret in the query string as %s is refused and not logged',
    async (name) => {
      const reply = await door.knock({ body, path: `/graphql?${name}=${token}` });
      expect([reply.status, codesOf(reply)]).toEqual([400, ['BAD_USER_INPUT']]);
      expect(reply.text + door.logged()).not.toContain(token);
    },
  );
});

afterEach(() => {
  expect(door.logged()).not.toContain(token);
});

describe('where to sign in', () => {
  const signIn = {
    ...{ issuer: 'https://login.example.org', clientId: 'steward', scopes: ['openid'] },
    publicUrl: null as string | null,
  };
  const get = async (given: typeof signIn | null, headers: Record<string, string> = {}) => {
    const fetch = createRoutes({
      ...{ api: { fetch: async () => new Response('') }, database: {} as Database },
      ...{ metrics: createMetrics(), log: createLog('silent'), authenticate: async () => null },
      allowed: { origins: ['https://portal.example.org'], hosts: ['steward.example.org'] },
      ...{ signIn: given, phase: () => 'ready' },
    });
    return fetch(
      new Request(`http://localhost${metadataPath}`, { headers: { host: '127.0.0.1:4000', ...headers } }),
    );
  };

  it('is told to whoever asks without a token, and nothing is where nobody signs in', async () => {
    const answer = await get(signIn);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      'application/json; charset=utf-8',
    ]);
    expect(await answer.json()).toEqual({
      resource: 'http://127.0.0.1:4000',
      authorization_servers: ['https://login.example.org'],
      scopes_supported: ['openid'],
      bearer_methods_supported: ['header'],
      resource_name: 'Steward',
      steward_client_id: 'steward',
    });
    expect((await get(null)).status).toBe(404);
  });

  it('names the server as it was called, or by the address that a setting gives', async () => {
    const called = await (await get(signIn, { host: 'steward.example.org' })).json();
    expect(called).toMatchObject({ resource: 'http://steward.example.org' });
    const set = await get({ ...signIn, publicUrl: 'https://steward.example.org' });
    expect(await set.json()).toMatchObject({ resource: 'https://steward.example.org' });
    expect((await get(signIn, { host: 'evil.example.org' })).status).toBe(403);
  });

  it('can be read by a page of an allowed origin', async () => {
    const { headers } = await get(signIn, { origin: 'https://portal.example.org' });
    expect(headers.get('access-control-allow-origin')).toBe('https://portal.example.org');
    expect(headers.get('access-control-expose-headers')).toContain('www-authenticate');
    expect((await get(signIn, { origin: 'https://evil.example.org' })).status).toBe(403);
  });

  it('stands in every 401', async () => {
    door = await testDoor({ signIn });
    const reply = await door.knock({ body, headers: { authorization: null } });
    expect([reply.status, reply.headers.get('www-authenticate')]).toEqual([
      401,
      `Bearer resource_metadata="http://127.0.0.1:4000${metadataPath}"`,
    ]);
  });
});
