import type { FollowEnd, FollowOptions, RecordEvent } from '@steward/client/follow-events.ts';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { changeEvent } from './change-event.ts';
import type { ConnectionState, ServerPlace } from './connection.ts';
import { type LiveFeed, liveFeed } from './live-feed.ts';

const event = (cursor: string, key = cursor): RecordEvent => ({
  ...{ cursor, key, kind: 'System', recordId: key, revision: 1, operation: 'UPDATE' },
  at: '2026-01-01T00:00:00Z',
});

/** A server whose feed has its head at `h0`, and what followed it so far. */
function setUp(first: ConnectionState = 'CONNECTED') {
  const changed = changeEvent();
  const at: { state: ConnectionState; place: ServerPlace; wanted: boolean } = {
    ...{ state: first, wanted: true },
    place: { address: 'http://127.0.0.1:1', token: 'one' },
  };
  const heads: string[] = [];
  const checks: string[] = [];
  const told: string[][] = [];
  let gaps = 0;
  const follows: { options: FollowOptions; end: (end: FollowEnd) => void }[] = [];
  const feed: LiveFeed = liveFeed({
    connection: {
      ...{ changed, state: () => at.state, place: () => at.place },
      check: async () => void checks.push(at.state),
      request: (async () => {
        heads.push(at.place.address);
        return { ok: true, data: { eventsSince: { head: 'h0' } } };
      }) as never,
    },
    ...{ wanted: () => at.wanted, gather: 0 },
    onEvents: (events) => void told.push(events.map(({ key }) => key)),
    onGap: () => void gaps++,
    follow: (options) =>
      new Promise((resolve) => {
        options.find();
        options.signal.addEventListener('abort', () => resolve({ why: 'STOPPED' }));
        follows.push({ options, end: resolve });
      }),
  });
  const following = async (count: number) => {
    await vi.waitUntil(() => follows.length === count, { timeout: 20_000 });
    return follows.at(-1)!;
  };
  return { at, changed, heads, checks, told, follows, feed, following, gaps: () => gaps };
}

let live: ReturnType<typeof setUp>;
beforeEach(() => {
  live?.feed.dispose();
});

describe('the live feed', () => {
  it('asks nobody before the server has answered something, and then once for its head', async () => {
    live = setUp('LOADING');
    expect([live.heads, live.follows]).toEqual([[], []]);
    live.at.state = 'CONNECTED';
    live.changed.fire();
    live.changed.fire();
    const { options } = await live.following(1);
    expect(options.after).toBe('h0');
    expect(live.heads).toEqual(['http://127.0.0.1:1']);
  });

  it('tells together what was written within a moment', async () => {
    live = setUp();
    const { options } = await live.following(1);
    for (const each of ['a', 'b', 'c']) await options.onEvent(event(each));
    await vi.waitUntil(() => live.told.length > 0, { timeout: 20_000 });
    expect(live.told).toEqual([['a', 'b', 'c']]);
  });

  it('says that there is a gap, and goes on behind it', async () => {
    live = setUp();
    (await live.following(1)).end({ why: 'REFETCH', head: 'h9', message: 'too much' });
    expect((await live.following(2)).options.after).toBe('h9');
    expect([live.gaps(), live.heads.length]).toEqual([1, 1]);
  });

  it('has a server looked at that is heard no more, though nobody asks it anything', async () => {
    live = setUp();
    const { options } = await live.following(1);
    options.onLost?.('nothing came');
    options.onLost?.(null);
    expect(live.checks).toEqual(['CONNECTED']);
  });

  it('stops when nobody wants to be told, and goes on later where it was', async () => {
    live = setUp();
    const first = await live.following(1);
    await first.options.onEvent(event('e1'));
    live.at.wanted = false;
    live.feed.look();
    expect(first.options.signal.aborted).toBe(true);
    live.at.wanted = true;
    await vi.waitUntil(
      () => {
        live.feed.look();
        return live.follows.length === 2;
      },
      { timeout: 20_000 },
    );
    expect(live.follows[1]?.options.after).toBe('e1');
    expect(live.heads).toHaveLength(1);
  });

  it('leaves a stream that is well when another server is asked, and lets one that is lost find it', async () => {
    live = setUp();
    const first = await live.following(1);
    live.at.place = { address: 'http://127.0.0.1:2', token: 'two' };
    first.options.onLost?.('gone');
    live.changed.fire();
    expect(first.options.signal.aborted).toBe(false);
    first.options.find();
    live.at.place = { address: 'https://other.example', token: 'two' };
    live.changed.fire();
    expect(first.options.signal.aborted).toBe(true);
  });

  it('lets the connection hear that the token is not accepted any more, though nobody asks it anything', async () => {
    live = setUp();
    const first = await live.following(1);
    expect(live.heads).toHaveLength(1);
    first.end({ why: 'REFUSED', code: 'UNAUTHENTICATED', message: 'no' });
    await vi.waitUntil(() => live.heads.length === 2, { timeout: 20_000 });
    expect(live.follows).toHaveLength(1);
  });

  it('ends its stream as soon as the person is signed out', async () => {
    live = setUp();
    const first = await live.following(1);
    live.at.state = 'UNAUTHENTICATED';
    live.changed.fire();
    expect(first.options.signal.aborted).toBe(true);
  });

  it('does not come again with a token that was refused', async () => {
    live = setUp();
    (await live.following(1)).end({ why: 'REFUSED', code: 'UNAUTHENTICATED', message: 'no' });
    await vi.waitUntil(
      () => {
        live.at.place = { ...live.at.place, token: 'another' };
        live.feed.look();
        return live.follows.length === 2;
      },
      { timeout: 20_000 },
    );
    expect(live.follows).toHaveLength(2);
  });
});
