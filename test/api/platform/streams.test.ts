import type { RunningServer } from '@steward/server';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '../../support/api.ts';
import { readStream } from '../../support/read-stream.ts';
import { ask, onPostgres, type Place, serverPlace } from '../../support/server.ts';

type Told = Answer<{ events: { key: string; cursor: string } }>;

const subscription = 'subscription ($after: String) { events(after: $after) { key cursor } }';

async function headOf(server: RunningServer): Promise<string> {
  const { eventsSince } = await ask<{ eventsSince: { head: string } }>(server, '{ eventsSince { head } }');
  return eventsSince.head;
}

describe('a stream of a whole server', () => {
  let place: Place;
  let server: RunningServer;
  const opened: Response[] = [];
  beforeAll(async () => {
    place = await serverPlace();
    server = await place.run();
  });
  afterAll(() => place.clear());
  // Readers that are under way end by themselves.
  const leave = () => Promise.all(opened.splice(0).map(({ body }) => (body?.locked ? null : body?.cancel())));
  afterEach(leave);

  const open = async (headers: Record<string, string> = {}, after: string | null = null, of = server) => {
    const response = await fetch(of.url, {
      method: 'POST',
      headers: {
        ...{ authorization: `Bearer ${of.token}`, 'content-type': 'application/json' },
        ...{ accept: 'text/event-stream', ...headers },
      },
      body: JSON.stringify({ query: subscription, variables: { after } }),
    });
    opened.push(response);
    return response;
  };
  const create = (key: string, of = server) =>
    ask(of, `mutation { createTeam(input: { key: "${key}", name: "${key}" }) { __typename } }`);
  const keysOf = async (response: Response, count: number): Promise<string[]> => {
    const keys: string[] = [];
    for await (const { data } of readStream<Told>(response)) if (keys.push(data.events.key) === count) break;
    return keys;
  };

  it('tells of a write to every reader', async () => {
    const head = await headOf(server);
    const responses = await Promise.all([open({}, head), open({}, head)]);
    expect(responses.map(({ headers }) => headers.get('content-type'))).toEqual([
      'text/event-stream',
      'text/event-stream',
    ]);
    await create('told');
    expect(await Promise.all(responses.map((each) => keysOf(each, 1)))).toEqual([['told'], ['told']]);
  });

  it('attack 22: a foreign Origin and a missing token are refused with their codes, before anything is open', async () => {
    const foreign = await open({ origin: 'https://evil.example.com' });
    const without = await open({ authorization: 'Bearer nothing' });
    const codes = await Promise.all(
      [foreign, without].map(async (each) => ((await each.json()) as Answer).errors?.[0]?.extensions.code),
    );
    expect([foreign.status, without.status]).toEqual([403, 401]);
    expect(codes).toEqual(['FORBIDDEN', 'UNAUTHENTICATED']);
  });

  it('attack 22: of 1,000 streams of one person half stay open, and the others are told why not', async () => {
    const head = await headOf(server);
    const responses: Response[] = [];
    // As many at a time as a busy machine takes.
    for (let round = 0; round < 20; round++)
      responses.push(...(await Promise.all(Array.from({ length: 50 }, () => open({}, head)))));
    const readers = responses.map((response) => readStream<Told>(response));
    const answers = readers.map((reader) => reader.next());
    await create('one-of-many');
    const told = await Promise.all(answers);
    const codes = told.map(({ value }) => value?.errors?.[0]?.extensions.code ?? value?.data.events.key);
    expect(codes.filter((code) => code === 'one-of-many')).toHaveLength(500);
    expect(codes.filter((code) => code === 'RATE_LIMITED')).toHaveLength(500);
    await Promise.all(readers.map((reader) => reader.return()));
  });

  it('is closed for a reader that goes, which makes room for the next', async () => {
    const head = await headOf(server);
    for (let round = 0; round < 10; round++)
      await Promise.all(Array.from({ length: 50 }, () => open({}, head)));
    await leave();
    await create('room');
    await expect.poll(async () => keysOf(await open({}, head), 1).catch(() => [])).toEqual(['room']);
  });

  // Two servers share PostgreSQL alone.
  if (onPostgres)
    it('tells of what another server wrote', async () => {
      const other = await place.run();
      const response = await open({}, await headOf(server));
      await create('elsewhere', other);
      expect(await keysOf(response, 1)).toEqual(['elsewhere']);
      await other.close();
    });

  it('ends with the server, in words and not in the middle of one', async () => {
    const place = await serverPlace();
    try {
      const ending = await place.run();
      const response = await open({}, await headOf(ending), ending);
      const ended = readStream<Told>(response).next();
      await ending.close();
      expect((await ended).value?.errors?.[0]?.extensions.code).toBe('UNAVAILABLE');
    } finally {
      await place.clear();
    }
  });
});
