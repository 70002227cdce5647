import { createApi } from '@steward/server/test/api.ts';
import type { Database } from '@steward/server/test/platform/database/open-database.ts';
import { createListener } from '@steward/server/test/platform/http/listener.ts';
import type { Limits } from '@steward/server/test/platform/limits/limits.ts';
import { underWay } from '@steward/server/test/platform/under-way.ts';
import { describe, expect, it } from 'vitest';
import { schema, testApi } from '../../support/api.ts';
import { codesOf, testDoor } from '../../support/door.ts';
import { onPostgres } from '../../support/server.ts';

/** A database whose lists of teams come when `come` is called; what is asked of it is written down. */
function slowDatabase(database: Database) {
  const teams = Promise.withResolvers<object[]>();
  const asked: string[] = [];
  const team = {
    findMany: () => {
      asked.push('teams');
      return teams.promise;
    },
  };
  const prisma = new Proxy(database.prisma, {
    get: (target, name) => {
      if (name === '$queryRaw') asked.push('history');
      return Reflect.get(target, name);
    },
  });
  const read = { ...database.read, team } as unknown as Database['read'];
  const row = { id: crypto.randomUUID(), lookup: 'x', key: 'x' };
  return { database: { ...database, prisma, read }, asked, come: () => teams.resolve([row]) };
}

async function slowDoor(limits: Partial<Limits> = {}) {
  const made: ReturnType<typeof slowDatabase>[] = [];
  const door = await testDoor({
    limits,
    replace: ({ database }) => {
      const slow = slowDatabase(database);
      made.push(slow);
      return { database: slow.database };
    },
  });
  return { door, slow: made[0]! };
}

const query = '{ teams { nodes { history { nodes { revision } } } } }';

describe('a request that takes too long', () => {
  it('would ask more of the database if it were let', async () => {
    const { door, slow } = await slowDoor();
    slow.come();
    expect((await door.post(query)).answer.errors).toBeUndefined();
    expect(slow.asked).toEqual(['teams', 'history']);
  });

  it('attack 21: is answered when its time is over, and nothing more is asked of the database', async () => {
    const { door, slow } = await slowDoor({ queryMs: 200 });
    const reply = await door.post(query);
    expect([reply.status, codesOf(reply)]).toEqual([503, ['UNAVAILABLE']]);
    expect(reply.headers.get('retry-after')).toBe('1');
    expect(reply.ms).toBeLessThan(5_000);
    slow.come();
    await new Promise(setImmediate);
    expect(slow.asked).toEqual(['teams']);
  });

  it('is told what it waited for while a large work is under way, and that it may be sent again', async () => {
    const { door, slow } = await slowDoor({ queryMs: 200 });
    const reply = await underWay('an import is being written', () => door.post(query));
    expect(reply.answer.errors?.[0]).toMatchObject({
      message: 'an import is being written: send the same request again',
      extensions: { code: 'UNAVAILABLE', busy: true },
    });
    const alone = await door.post(query);
    expect(alone.answer.errors?.[0]?.message).toContain('ask for less at once');
    expect(alone.answer.errors?.[0]?.extensions).not.toHaveProperty('busy');
    slow.come();
  });

  it('attack 21: whose client has gone is not worked on any more', async () => {
    const { services, actor } = await testApi();
    const slow = slowDatabase(services.database);
    const api = createApi({
      schema,
      services: { ...services, database: slow.database },
      authenticate: async () => actor,
    });
    const gone = Promise.withResolvers<void>();
    const listener = createListener((request) => {
      request.signal.addEventListener('abort', () => gone.resolve());
      return api.fetch(request);
    });
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    const { port } = listener.address() as { port: number };
    const client = new AbortController();
    const answer = fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
      signal: client.signal,
    });
    await expect.poll(() => slow.asked).toEqual(['teams']);
    client.abort();
    await expect(answer).rejects.toThrow('aborted');
    await gone.promise;
    slow.come();
    await new Promise(setImmediate);
    expect(slow.asked).toEqual(['teams']);
    listener.close();
  });
});

if (onPostgres)
  describe('a statement that takes too long', () => {
    it('attack 21: is cancelled by the database within 10 s', async () => {
      const { database } = await testApi();
      const started = performance.now();
      await expect(database.connection.query('SELECT pg_sleep(60)')).rejects.toThrow('statement timeout');
      expect(performance.now() - started).toBeLessThan(11_000);
      const running = await database.owner.query(
        "SELECT 1 FROM pg_stat_activity WHERE query LIKE '%pg_sleep(60)%' AND state = 'active' AND pid <> pg_backend_pid()",
      );
      expect(running).toEqual([]);
    });

    it('that waits for a lock gives up, and the caller may try again', async () => {
      const door = await testDoor();
      const { connection } = door.api.database;
      if (connection.engine !== 'postgres') throw new Error('this test stands on PostgreSQL');
      const holder = await connection.pool.connect();
      await holder.query('BEGIN; LOCK TABLE "Team" IN ACCESS EXCLUSIVE MODE');
      const reply = await door.post('{ teams { nodes { key } } }');
      await holder.query('ROLLBACK');
      holder.release();
      expect(codesOf(reply)).toEqual(['UNAVAILABLE']);
      expect(reply.ms).toBeLessThan(6_000);
    });
  });
