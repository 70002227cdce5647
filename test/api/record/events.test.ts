import { createFeed } from '@steward/server/test/platform/feed/feed.ts';
import { cursorOf, readCursor } from '@steward/server/test/platform/feed/place.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { type Answer, type TestApi, type TestStream, testApi } from '../../support/api.ts';
import { written } from '../../support/mutate.ts';
import { onPostgres } from '../../support/server.ts';

interface Event {
  cursor: string;
  kind: string;
  recordId: string;
  key: string;
  revision: number;
  operation: string;
}

interface Page {
  eventsSince: { events: Event[]; cursor: string; head: string; more: boolean };
}

const fields = 'cursor kind recordId key revision operation';
const pageDocument = `query ($after: String, $first: Int) {
  eventsSince(after: $after, first: $first) { events { ${fields} } cursor head more } }`;
const streamDocument = `subscription ($after: String) { events(after: $after) { ${fields} } }`;

const said = ({ operation, kind, key, revision }: Event) => `${operation} ${kind} ${key} ${revision}`;

async function pageOf(api: TestApi, variables: object = {}, as = api.actor): Promise<Page['eventsSince']> {
  const answer = await api.send<Page>(pageDocument, variables, as);
  expect(answer.errors).toBeUndefined();
  return answer.data.eventsSince;
}

const team = (api: TestApi, key: string) => written(api, 'createTeam', { key, name: key });

describe('eventsSince', () => {
  it('gives every write in its order, and nothing twice, whatever the pages', async () => {
    const api = await testApi();
    await team(api, 'a');
    await team(api, 'b');
    await written(api, 'updateTeam', { key: 'a', expectedRevision: 1, name: 'A' });
    const whole = await pageOf(api);
    expect(whole.events.map(said)).toEqual(['CREATE Team a 1', 'CREATE Team b 1', 'UPDATE Team a 2']);
    expect(whole).toMatchObject({ more: false, cursor: whole.head });
    const first = await pageOf(api, { first: 2 });
    expect(first.more).toBe(true);
    const second = await pageOf(api, { first: 2, after: first.cursor });
    expect([...first.events, ...second.events]).toEqual(whole.events);
    expect(await pageOf(api, { after: whole.head })).toEqual({ ...second, events: [] });
    const { node } = (
      await api.send<{ node: { key: string } }>(
        'query ($id: ID!) { node(id: $id) { ... on Team { key } } }',
        {
          id: whole.events[1]?.recordId,
        },
      )
    ).data;
    expect(node).toEqual({ key: 'b' });
  });

  it('names what is wrong with a cursor, and says when to ask anew', async () => {
    const api = await testApi();
    await team(api, 'a');
    const { head } = await pageOf(api);
    const foreign = cursorOf('another/database/00000001', readCursor(head).place);
    const answers = await Promise.all(
      [{ after: 'nonsense' }, { after: foreign }, { first: 0 }, { first: 1001 }].map((variables) =>
        api.send<Page>(pageDocument, variables),
      ),
    );
    expect(answers.map(({ errors }) => errors?.[0]?.extensions)).toEqual([
      { code: 'BAD_USER_INPUT' },
      { code: 'CONFLICT', refetch: true, head },
      { code: 'BAD_USER_INPUT' },
      { code: 'BAD_USER_INPUT' },
    ]);
  });

  it('tells nobody of a record that they may not see, and goes on behind it', async () => {
    const api = await testApi();
    const bob = await api.person('bob');
    await written(api, 'createChange', { title: 'Mine', reason: 'Mine', plan: 'Mine' });
    await team(api, 'a');
    const mine = await pageOf(api);
    const theirs = await pageOf(api, {}, bob);
    expect(mine.events.map(({ kind }) => kind)).toEqual(['Change', 'Team']);
    expect(theirs.events.map(({ kind }) => kind)).toEqual(['Team']);
    expect(theirs.cursor).toBe(mine.cursor);
  });
});

// The embedded database has one connection: there nobody waits for anybody.
if (onPostgres)
  it('a writer that takes its time is waited for, and its event is missed by nobody', async () => {
    const api = await testApi();
    const { connection } = api.database;
    if (connection.engine !== 'postgres') throw new Error('this is no PostgreSQL');
    const slow = await connection.pool.connect();
    try {
      // Its number is given out first, and its transaction ends last.
      await slow.query('BEGIN');
      await slow.query(
        `INSERT INTO "OutboxEvent" (at, kind, "recordId", key, revision, operation)
           SELECT now(), 'Person', id, 'slow', 2, 'UPDATE' FROM "Person"`,
      );
      await team(api, 'quick');
      const meanwhile = await pageOf(api);
      expect(meanwhile.events).toEqual([]);
      await slow.query('COMMIT');
      const after = await pageOf(api, { after: meanwhile.cursor });
      expect(after.events.map(said)).toEqual(['UPDATE Person slow 2', 'CREATE Team quick 1']);
    } finally {
      slow.release();
    }
  });

describe('events', () => {
  const streams: TestStream<unknown>[] = [];
  afterEach(() => {
    for (const stream of streams.splice(0)) stream.stop();
  });

  const follow = async (api: TestApi, after?: string, as = api.actor) => {
    const stream = await api.stream<{ events: Event }>(streamDocument, { after: after ?? null }, as);
    streams.push(stream as TestStream<unknown>);
    return stream.answers;
  };
  const next = async (answers: AsyncGenerator<Answer<{ events: Event }>, void>) => {
    const { value } = await answers.next();
    if (!value) throw new Error('the stream has ended');
    return value;
  };

  it('tells of each write as it happens, and goes on after a cursor without a gap', async () => {
    const api = await testApi();
    await team(api, 'before');
    const { head } = await pageOf(api);
    const live = await follow(api, head);
    await team(api, 'a');
    const seen = (await next(live)).data.events;
    expect(said(seen)).toBe('CREATE Team a 1');
    await team(api, 'b');
    const later = await follow(api, seen.cursor);
    expect(said((await next(later)).data.events)).toBe('CREATE Team b 1');
    expect(said((await next(live)).data.events)).toBe('CREATE Team b 1');
  });

  it('tells of nothing that was before, where no cursor is given', async () => {
    const api = await testApi({ feed: { every: 5 } });
    await team(api, 'before');
    const live = await follow(api);
    const first = next(live);
    // Nobody can tell from outside when a stream has begun to look: it is told of one of these at the latest.
    for (let n = 1; n <= 50; n++) await team(api, `team-${n}`);
    expect(said((await first).data.events)).not.toBe('CREATE Team before 1');
  });

  it('tells nobody of a record that they may not see', async () => {
    const api = await testApi();
    const bob = await api.person('bob');
    const { head } = await pageOf(api);
    const theirs = await follow(api, head, bob);
    await written(api, 'createChange', { title: 'Mine', reason: 'Mine', plan: 'Mine' });
    await team(api, 'a');
    expect(said((await next(theirs)).data.events)).toBe('CREATE Team a 1');
  });

  it('hears of what is written past this server, by looking', async () => {
    const api = await testApi({ feed: { every: 5 } });
    const { head } = await pageOf(api);
    const live = await follow(api, head);
    const first = next(live);
    await api.database.connection.query(
      `INSERT INTO "OutboxEvent" (at, kind, "recordId", key, revision, operation)
       SELECT now(), 'Person', id, key, 1, 'CREATE' FROM "Person"`,
    );
    expect(said((await first).data.events)).toBe('CREATE Person ada 1');
  });

  it('cuts off a reader that is too far behind, and says to ask anew', async () => {
    const api = await testApi({ feed: { every: 5, mostBehind: 5 } });
    const { head } = await pageOf(api);
    for (let n = 1; n <= 6; n++) await team(api, `team-${n}`);
    const answers = await follow(api, head);
    const { errors } = await next(answers);
    expect(errors?.[0]?.extensions).toEqual({
      code: 'CONFLICT',
      refetch: true,
      head: (await pageOf(api)).head,
    });
    expect((await answers.next()).done).toBe(true);
  });

  it('ends with the server, in words that say to come again', async () => {
    const api = await testApi();
    const live = await follow(api);
    const ended = next(live);
    api.services.feed.close();
    expect((await ended).errors?.[0]?.extensions).toEqual({ code: 'UNAVAILABLE', retryAfterMs: 1_000 });
  });

  it('is answered only to those who can read a stream', async () => {
    const api = await testApi();
    const answer = await api.send(streamDocument);
    expect(answer.errors).toEqual([
      {
        message: 'a subscription is answered by a stream: send Accept: text/event-stream',
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
  });

  it('is open so many times for one person, and again once one of them has ended', async () => {
    const api = await testApi({ limits: { streams: 2 } });
    const { head } = await pageOf(api);
    const opened = [await follow(api, head), await follow(api, head)];
    const { errors } = await next(await follow(api, head));
    expect(errors?.[0]?.extensions).toEqual({ code: 'RATE_LIMITED', retryAfterMs: 1_000 });
    streams[0]?.stop();
    const again = await follow(api, head);
    await team(api, 'a');
    expect(said((await next(again)).data.events)).toBe('CREATE Team a 1');
    expect(said((await next(opened[1]!)).data.events)).toBe('CREATE Team a 1');
  });
});

describe('the feed asks the database', () => {
  it('nothing while nobody follows, and as much for a hundred as for one', async () => {
    const { database } = await testApi();
    // The first reader of all gives the database its epoch.
    await createFeed(database.connection).page(null, 1);
    let asked = 0;
    let answered = 0;
    const query: typeof database.connection.query = (sql, parameters) => {
      asked += 1;
      return database.connection.query<never>(sql, parameters).finally(() => {
        answered += 1;
      });
    };
    const feed = createFeed({ query }, { every: 1_000_000 });
    feed.wake();
    expect(asked).toBe(0);
    const gone = new AbortController();
    const all = Array.from({ length: 100 }, () => feed.follow(null, gone.signal));
    const firsts = all.map((one) => one.next());
    // What is written while they are still told where the feed stands is before them.
    await expect.poll(() => answered).toBe(2);
    expect(asked).toBe(2);
    const insert = () =>
      database.connection.query(
        `INSERT INTO "OutboxEvent" (at, kind, "recordId", key, revision, operation)
         SELECT now(), 'Person', id, key, 1, 'CREATE' FROM "Person"`,
      );
    await insert();
    // Another transaction of the same cluster may hold the event back for a while.
    let looks = 0;
    let arrived = false;
    const batches = Promise.all(firsts).finally(() => {
      arrived = true;
    });
    await expect
      .poll(
        () => {
          if (!arrived) looks += 1;
          feed.wake();
          return arrived;
        },
        { timeout: 50_000 },
      )
      .toBe(true);
    expect(new Set((await batches).map(({ value }) => value?.events)).size).toBe(1);
    expect(asked).toBeLessThanOrEqual(2 + 2 * (looks + 1));
    gone.abort();
    await Promise.all(all.map((one) => one.return()));
    const before = asked;
    await insert();
    feed.wake();
    expect(asked).toBe(before);
  });
});
