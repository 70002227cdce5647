import type { Database } from '@steward/server/test/platform/database/open-database.ts';
import type { Phase } from '@steward/server/test/platform/http/health.ts';
import { createRoutes } from '@steward/server/test/platform/http/routes.ts';
import { createLog } from '@steward/server/test/platform/log.ts';
import { createMetrics } from '@steward/server/test/platform/metrics.ts';
import { describe, expect, it } from 'vitest';

/** The pages of a server in some phase over a database that answers as `query` says. */
function pages(phase: Phase, query: () => Promise<unknown>) {
  const fetch = createRoutes({
    api: { fetch: async () => new Response('answered') },
    database: { connection: { query } } as unknown as Database,
    metrics: createMetrics(),
    log: createLog('silent'),
    authenticate: async () => null,
    allowed: { origins: [portal], hosts: [] },
    signIn: null,
    phase: () => phase,
  });
  const knock = (path: string, headers: Record<string, string> = {}) =>
    fetch(new Request(`http://127.0.0.1:4000${path}`, { headers }));
  const get = async (path: string) => {
    const response = await knock(path);
    return [response.status, (await response.text()).trim()];
  };
  return { get, knock };
}

const portal = 'https://portal.example.org';

const answers = async () => [];

describe('/ready and /live', () => {
  it('are both well when the database answers', async () => {
    const { get } = pages('ready', answers);
    expect(await get('/ready')).toEqual([200, 'ready']);
    expect(await get('/live')).toEqual([200, 'live']);
    expect(await get('/graphql')).toEqual([200, 'answered']);
  });

  it('say that the process lives but can do nothing, when the database is gone', async () => {
    const { get } = pages('ready', () => Promise.reject(new Error('connect ECONNREFUSED db.internal')));
    expect(await get('/ready')).toEqual([503, 'the database does not answer']);
    expect(await get('/live')).toEqual([200, 'live']);
  });

  it('give up on a database that does not answer within a second', async () => {
    const { get } = pages('ready', () => new Promise(() => {}));
    expect(await get('/ready')).toEqual([503, 'the database has not answered within 1000 ms']);
  });

  it.each(['ready', 'draining'] as const)(
    'can be read by a page of an allowed origin while %s',
    async (phase) => {
      const { knock } = pages(phase, answers);
      for (const path of ['/live', '/ready', '/graphql']) {
        const granted = await knock(path, { origin: portal });
        expect(granted.headers.get('access-control-allow-origin')).toBe(portal);
        const foreign = await knock(path, { origin: 'https://evil.example' });
        expect(foreign.headers.has('access-control-allow-origin')).toBe(false);
      }
    },
  );

  it.each([
    ['starting', 'the server is starting'],
    ['draining', 'the server is shutting down'],
  ] as const)('are not ready while %s, and the API says when to come back', async (phase, reason) => {
    const { get } = pages(phase, answers);
    expect(await get('/ready')).toEqual([503, reason]);
    expect(await get('/live')).toEqual([200, 'live']);
    const [status, text] = await get('/graphql');
    expect(status).toBe(503);
    expect(JSON.parse(String(text)).errors[0].extensions).toEqual({
      code: 'UNAVAILABLE',
      retryAfterMs: 1_000,
    });
  });
});
