// The audit of the GraphQL-over-HTTP specification, by the authors of graphql-http, against the server as it is started.
import type { RunningServer } from '@steward/server';
import { type AuditFail, serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serverPlace } from '../support/server.ts';

const noGet = 'documents come by POST alone: an address ends up in logs, caches and histories';
const noQuietFailure =
  'what is refused before it ran is answered with 4xx whatever the media type, so that proxies, metrics and ' +
  'scripts see that it failed';

/** What the audit asks and the server does not do, with the reason. One that is followed again must leave the table. */
const notFollowed: Readonly<Record<string, string>> = {
  '5A70': noGet,
  D6D5: noGet,
  '6A70': noGet,
  '572B': noQuietFailure,
  FDE2: noQuietFailure,
  '7B9B': noQuietFailure,
};

let server: RunningServer;
const place = await serverPlace();
beforeAll(async () => {
  server = await place.run();
}, 60_000);
afterAll(() => place.clear());

const audits = serverAudits({
  url: () => server.url,
  fetchFn: (url: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${server.token}`);
    return fetch(url, { ...init, headers });
  },
});

describe('GraphQL over HTTP', () => {
  for (const audit of audits) {
    const reason = notFollowed[audit.id];
    it(`${audit.id} ${audit.name}${reason ? ` (not followed: ${reason})` : ''}`, async () => {
      const result = await audit.fn();
      const found = result.status === 'ok' ? 'followed' : await saidBy(result);
      if (reason) expect(found, 'it is followed now: take it out of the table').not.toBe('followed');
      else expect(found).toBe('followed');
    });
  }

  it('the table names audits that exist, and nothing the specification demands', () => {
    const names = new Map(audits.map(({ id, name }) => [id, name]));
    for (const id of Object.keys(notFollowed)) expect(names.get(id)).toMatch(/^(SHOULD|MAY) /);
    expect(audits.filter(({ name }) => name.startsWith('MUST ')).length).toBeGreaterThan(10);
  });
});

async function saidBy({ reason, response }: AuditFail): Promise<string> {
  return `${reason}: ${response.status} ${await response.clone().text()}`;
}
