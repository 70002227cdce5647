import { join } from 'node:path';
import {
  type FollowEnd,
  followEvents,
  patientPause,
  type RecordEvent,
} from '@steward/client/follow-events.ts';
import { readServerFiles } from '@steward/client/server-file.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askServer } from '../support/ask-server.ts';
import { type RunningSteward, runServer, serverPlace } from '../support/steward-server.ts';

interface Page {
  eventsSince: { events: { cursor: string; key: string }[]; head: string };
}

const kills = 10;
const readers = 500;

describe('the feed of a server that is killed', { timeout: 300_000 }, () => {
  const place = serverPlace();
  let server: RunningSteward;
  let port = '0';
  const start = async () => {
    server = await runServer(place, ['serve', '--port', port, '--no-demo']);
    port = new URL(server.address).port;
  };
  beforeAll(start, 120_000);
  afterAll(async () => {
    await server?.end();
    place.remove();
  });

  const headOf = async () => (await askServer<Page>(server, '{ eventsSince { head } }')).eventsSince.head;
  const team = (key: string) =>
    askServer(server, `mutation { createTeam(input: { key: "${key}", name: "${key}" }) { __typename } }`);
  const follow = (after: string, signal: AbortSignal, onEvent: (event: RecordEvent) => void) =>
    followEvents({
      find: () => readServerFiles(join(place.path, 'state', 'steward', 'servers'))[0] ?? null,
      ...{ client: 'cli', after, signal, onEvent },
    });

  it(`F17: a reader hears of every write once, over ${kills} kills in the middle of writing`, async () => {
    const after = await headOf();
    const heard: string[] = [];
    const gone = new AbortController();
    const end = follow(after, gone.signal, ({ cursor }) => void heard.push(cursor));
    for (let kill = 0; kill < kills; kill++) {
      // The last of them is under way: it may have been written or not, and the feed says which.
      const writes = [1, 2, 3].map((n) => team(`round-${kill}-${n}`));
      const settled = Promise.allSettled(writes);
      await writes[0];
      await server.end('SIGKILL');
      await settled;
      await start();
    }
    await team('last');
    const { events } = (
      await askServer<Page>(
        server,
        'query ($after: String) { eventsSince(after: $after, first: 1000) { events { cursor key } head } }',
        { after },
      )
    ).eventsSince;
    expect(events.length).toBeGreaterThan(kills);
    expect(events.at(-1)?.key).toBe('last');
    await expect.poll(() => heard.at(-1), { timeout: 60_000 }).toBe(events.at(-1)?.cursor);
    expect(heard).toEqual(events.map(({ cursor }) => cursor));
    gone.abort();
    expect(await end).toEqual({ why: 'STOPPED' });
  });

  it(`F17: ${readers} readers come back within a minute, and not all at the same moment`, async () => {
    const after = await headOf();
    const gone = new AbortController();
    const heard = new Set<number>();
    const ends: Promise<FollowEnd>[] = [];
    for (let n = 0; n < readers; n++) ends.push(follow(after, gone.signal, () => void heard.add(n)));
    await team('before');
    await expect.poll(() => heard.size, { timeout: 60_000 }).toBe(readers);
    await server.end('SIGKILL');
    heard.clear();
    await start();
    await team('after');
    await expect.poll(() => heard.size, { timeout: 60_000 }).toBe(readers);
    gone.abort();
    expect(new Set((await Promise.all(ends)).map(({ why }) => why))).toEqual(new Set(['STOPPED']));
    const pauses = Array.from({ length: readers }, () => patientPause(4));
    expect(new Set(pauses.map(Math.round)).size).toBeGreaterThan(readers / 5);
    expect([Math.min(...pauses) >= 2_000, Math.max(...pauses) <= 4_000]).toEqual([true, true]);
  });
});
