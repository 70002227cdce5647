import { createApi } from '@steward/server/test/api.ts';
import type { Actor, Services } from '@steward/server/test/platform/context.ts';
import type { Database } from '@steward/server/test/platform/database/open-database.ts';
import { describe, expect, it } from 'vitest';
import { type Answer, schema, testApi } from '../../support/api.ts';

/** A server over a database, and how often each of its two ways there was gone. */
function serverOver(services: Services) {
  const asked = { stamps: 0, others: 0 };
  const underWay = new Set<Promise<unknown>>();
  const { connection } = services.database;
  const counting: Database = {
    ...services.database,
    connection: {
      ...connection,
      query: (sql, parameters) => {
        if (sql.includes('pg_current_snapshot')) asked.stamps++;
        else asked.others++;
        const answer = connection.query<never>(sql, parameters);
        underWay.add(answer);
        return answer.finally(() => underWay.delete(answer));
      },
    },
  };
  let actor: Actor | null = null;
  const api = createApi({
    schema,
    services: { ...services, database: counting },
    authenticate: async () => actor,
  });
  return {
    asked,
    /** What is kept, is kept after the answer went out. */
    settled: async () => {
      do {
        await Promise.allSettled(underWay);
        await new Promise(setImmediate);
      } while (underWay.size > 0);
    },
    send: async (as: Actor, query: string): Promise<Answer<Record<string, unknown>>> => {
      actor = as;
      const response = await api.fetch('http://127.0.0.1/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      });
      return (await response.json()) as Answer<Record<string, unknown>>;
    },
  };
}

const teams = '{ teams { nodes { key name } } }';
const named = (...names: string[]) => ({
  teams: { nodes: names.map((name) => ({ key: name.toLowerCase(), name })) },
});
const newTeam = (name: string) =>
  `mutation { createTeam(input: { name: "${name}" }) { ... on UserError { message } } }`;

describe('a kept answer', () => {
  it('takes one statement, however often the question comes', async () => {
    const { services, actor, database } = await testApi();
    const server = serverOver(services);
    await server.send(actor, newTeam('Red'));
    await server.send(actor, teams);
    await server.settled();
    server.asked.stamps = 0;
    server.asked.others = 0;
    const { result, statements } = await database.recordStatements(() => server.send(actor, teams));
    expect(result.data).toEqual(named('Red'));
    expect([statements, server.asked]).toEqual([[], { stamps: 1, others: 0 }]);
  });

  it('shows an edit of this server, of another one and by hand at the next read', async () => {
    const { services, actor, database } = await testApi();
    const [one, other] = [serverOver(services), serverOver(services)];
    const ask = async (server: typeof one) => {
      const answer = await server.send(actor, teams);
      await server.settled();
      return answer.data;
    };
    await one.send(actor, newTeam('Red'));
    expect([await ask(one), await ask(other)]).toEqual([named('Red'), named('Red')]);
    await one.send(actor, newTeam('Sea'));
    expect([await ask(one), await ask(other)]).toEqual([named('Red', 'Sea'), named('Red', 'Sea')]);
    await database.connection.query(`UPDATE "Team" SET name = 'Rot' WHERE key = 'red'`);
    const byHand = {
      teams: {
        nodes: [
          { key: 'red', name: 'Rot' },
          { key: 'sea', name: 'Sea' },
        ],
      },
    };
    expect([await ask(one), await ask(other)]).toEqual([byHand, byHand]);
  });

  it('attack 57: is given to nobody but whom it was made for', async () => {
    const { services, actor, person } = await testApi();
    const bob = await person('bob');
    const server = serverOver(services);
    await server.send(
      actor,
      'mutation { createChange(input: { title: "Secret", reason: "x", plan: "y" }) { ... on UserError { message } } }',
    );
    const drafts = '{ changes { totalCount nodes { title } } }';
    const asked = async (as: Actor) => {
      const { data } = await server.send(as, drafts);
      await server.settled();
      return data;
    };
    const seen = { changes: { totalCount: 1, nodes: [{ title: 'Secret' }] } };
    const none = { changes: { totalCount: 0, nodes: [] } };
    expect([await asked(actor), await asked(bob), await asked(actor), await asked(bob)]).toEqual([
      seen,
      none,
      seen,
      none,
    ]);
  });

  it('ends with the role it tells of, though nobody writes anything', async () => {
    let now = new Date('2026-02-01T00:00:00Z');
    const { services, actor, send, database } = await testApi({ now: () => now });
    const server = serverOver(services);
    const failed = '{ __typename ... on UserError { message } }';
    await send(`mutation {
      a: createRole(input: { key: "system-owner", name: "System Owner", scopes: ["System"], exclusive: true }) ${failed}
      b: createSystem(input: { name: "Checkout" }) ${failed}
      c: assignSystemRole(input: { key: "checkout", expectedRevision: 1, role: "system-owner", person: "ada", at: "2026-01-01T00:00:00Z" }) ${failed}
    }`);
    await database.connection.query(`UPDATE "RoleAssignment" SET "to" = '2026-02-01T00:00:10Z'`);
    const question =
      '{ person(key: "ada") { rolesHeld { role { key } } } system(key: "checkout") { systemOwner { person { key } } } }';
    const held = async () => {
      const { data } = await server.send(actor, question);
      await server.settled();
      return data;
    };
    const open = {
      person: { rolesHeld: [{ role: { key: 'system-owner' } }] },
      system: { systemOwner: { person: { key: 'ada' } } },
    };
    expect(await held()).toEqual(open);
    now = new Date('2026-02-01T00:00:09.999Z');
    const { result, statements } = await database.recordStatements(held);
    expect([result, statements]).toEqual([open, []]);
    now = new Date('2026-02-01T00:00:10Z');
    expect(await held()).toEqual({ person: { rolesHeld: [] }, system: { systemOwner: null } });
  });

  it('is none of a mutation and none of an error', async () => {
    const { services, actor } = await testApi();
    const server = serverOver(services);
    const first = await server.send(actor, newTeam('Red'));
    await server.settled();
    const second = await server.send(actor, newTeam('Red'));
    expect([first.data, second.data]).toMatchObject([
      { createTeam: {} },
      { createTeam: { message: expect.stringContaining('another team') } },
    ]);
    server.asked.stamps = 0;
    const wrong = '{ teams(first: -1) { totalCount } }';
    expect((await server.send(actor, wrong)).errors).toHaveLength(1);
    await server.settled();
    // Nothing was to be kept, so nobody asked whether it still held.
    expect(server.asked.stamps).toBe(1);
  });

  it('is done without where the database does not say whether it still holds', async () => {
    const { services, actor } = await testApi();
    const { connection } = services.database;
    const silent = { ...connection, query: () => Promise.reject(new Error('gone')) };
    const server = serverOver({ ...services, database: { ...services.database, connection: silent } });
    expect((await server.send(actor, teams)).data).toEqual({ teams: { nodes: [] } });
  });
});
