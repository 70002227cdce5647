import { Prisma } from '@steward/server/test/platform/database/generated/prisma/client.ts';
import { databaseOver } from '@steward/server/test/platform/database/open-database.ts';
import { openPool, postgresAdapter } from '@steward/server/test/platform/database/postgres.ts';
import type { Policies } from '@steward/server/test/platform/policy.ts';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { codesOf, type Reply, testDoor } from '../../support/door.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

const secret = 'postgres://steward:hunter2@db.internal/prod';

/** A door behind which every look at a team fails. */
const failingDoor = (error: () => unknown) =>
  testDoor({
    replace: ({ policies }) => ({
      policies: {
        ...policies,
        Team: {
          ...policies.Team!,
          visible: () => {
            throw error();
          },
        },
      } as Policies,
    }),
  });

const teams = '{ teams { nodes { key } } }';

/** Nothing of the inside: no statement, table, file, stack, code of Prisma or password. */
function expectNothingInside(reply: Reply): void {
  expect(reply.text).not.toMatch(
    /select|insert|prisma|P20\d\d|"Team"|\.ts|\/src\/|node_modules|hunter2|at \w+ \(/i,
  );
}

describe('an unexpected error', () => {
  it.each(['production', 'development', 'test', undefined])(
    'attack 20: with NODE_ENV %s the caller reads a fixed message and an id, and the log the rest',
    async (environment) => {
      vi.stubEnv('NODE_ENV', environment);
      const door = await failingDoor(() => new Error(`no route to ${secret} in ${import.meta.filename}`));
      const reply = await door.post(teams);
      expect(codesOf(reply)).toEqual(['INTERNAL_SERVER_ERROR']);
      const id = reply.headers.get('x-request-id');
      expect(reply.answer.errors?.[0]?.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR', requestId: id });
      expect(reply.answer.errors?.[0]?.message).toBe(
        `something unexpected went wrong; the log of the server has it under ${id}`,
      );
      expectNothingInside(reply);
      expect(door.logged()).toContain(id);
      expect(door.logged()).toContain('no route to');
      expect(door.logged()).not.toContain('hunter2');
    },
  );

  it.each([
    ['a thrown text', () => 'select * from "Team"'],
    [
      'a failed statement',
      () => new Prisma.PrismaClientUnknownRequestError('select "Team"', { clientVersion: '7' }),
    ],
    [
      'a known failure of Prisma that nobody expects',
      () => new Prisma.PrismaClientKnownRequestError('select "Team"', { code: 'P2010', clientVersion: '7' }),
    ],
    ['nothing at all', () => undefined],
  ])('attack 20: %s is masked too', async (_, error) => {
    const reply = await (await failingDoor(error)).post(teams);
    expect(codesOf(reply)).toEqual(['INTERNAL_SERVER_ERROR']);
    expectNothingInside(reply);
  });

  it('attack 20: with the database down the answer says that it may be tried again, and when', async () => {
    const pool = openPool('postgres://steward:hunter2@127.0.0.1:1/steward');
    const down = databaseOver(
      {
        engine: 'postgres',
        pool,
        url: '',
        adapter: postgresAdapter(pool),
        query: async () => [],
        prepared: async (text, values) => (await pool.query(text, values)).rows,
        close: () => pool.end(),
      },
      'postgres',
    );
    const door = await testDoor({ replace: () => ({ database: down }) });
    const reads = await door.post(teams);
    const writes = await door.post('mutation { createTeam(input: { name: "X" }) { __typename } }');
    await down.close();
    for (const reply of [reads, writes]) {
      expect(codesOf(reply)).toEqual(['UNAVAILABLE']);
      expect(reply.answer.errors?.[0]?.extensions).toMatchObject({ retryAfterMs: 1_000 });
      expectNothingInside(reply);
    }
    expect(door.logged()).not.toContain('hunter2');
  });

  it('attack 20: what a caller can bring about is told, not masked', async () => {
    const door = await testDoor();
    const bad = await door.post('{ node(id: "VGVhbTonOyBkcm9wIHRhYmxl") { id } }');
    expect(codesOf(bad)).toEqual(['BAD_USER_INPUT']);
    const create =
      'mutation { createTeam(input: { name: "Payments" }) { __typename ... on UserError { code message } } }';
    await door.post(create);
    const again = await door.post(create);
    expect(again.answer.data).toMatchObject({ createTeam: { code: 'BAD_USER_INPUT' } });
    expectNothingInside(again);
  });
});

describe('a misspelled document', () => {
  it.each([
    ['a field', '{ systms { nodes { key } } }', 'systems'],
    ['a field of a type', '{ systems { nodes { nme } } }', 'name'],
    ['an argument', '{ systems(frst: 1) { nodes { key } } }', 'first'],
    ['an enum value', '{ systems(orderBy: [{ field: KEYY }]) { nodes { key } } }', 'KEY"'],
    ['an input field', '{ systems(where: { kei: { eq: "x" } }) { nodes { key } } }', 'key"'],
    ['a directive', '{ systems @inclde(if: true) { nodes { key } } }', 'include'],
    ['a type', '{ node(id: "x") { ... on Systm { key } } }', 'System"'],
    ['a missing selection', '{ systems }', 'systems { ... }'],
  ])('attack 2: %s gets no suggestion and no real name', async (_, query, real) => {
    const reply = await (await testDoor()).post(query);
    expect([reply.status, codesOf(reply)[0]]).toEqual([400, 'BAD_USER_INPUT']);
    expect(reply.answer.errors?.map((e) => e.message).join()).not.toContain(real);
    expect(reply.text).not.toMatch(/did you mean|perhaps/i);
    expect(reply.statements).toEqual([]);
  });

  it('attack 2: neither do variables', async () => {
    const reply = await (await testDoor()).post(
      'mutation ($input: CreateTeamInput!) { createTeam(input: $input) { __typename } }',
      { input: { nme: 'X' } },
    );
    expect(codesOf(reply)).toContain('BAD_USER_INPUT');
    expect(reply.text).not.toMatch(/did you mean/i);
  });
});

describe('input of another shape', () => {
  const create = 'mutation ($input: CreateSystemInput!) { createSystem(input: $input) { __typename } }';

  it.each([
    'tenantId',
    'status',
    'ownerId',
    'revision',
    'createdAt',
    'approvals',
    'origin',
    'id',
    '__proto__',
  ])('attack 50: an extra field %s is refused by the schema, and nothing is written', async (name) => {
    const door = await testDoor();
    const input = JSON.parse(`{ "name": "X", "${name}": "y" }`);
    const reply = await door.post(create, { input });
    expect([reply.status, codesOf(reply)]).toEqual([400, ['BAD_USER_INPUT']]);
    expect(reply.statements).toEqual([]);
  });

  it.each([
    ['key', { equals: 'x' }],
    ['name', { $ne: null }],
    ['name', ['x']],
    ['name', 7],
    ['dependencies', 'x'],
    ['stage', { not: 'LIVE' }],
  ])('attack 54: %s may not be %o where a scalar is expected', async (name, value) => {
    const door = await testDoor();
    const reply = await door.post(create, { input: { name: 'X', [name]: value } });
    expect([reply.status, [...new Set(codesOf(reply))]]).toEqual([400, ['BAD_USER_INPUT']]);
    expect(reply.statements).toEqual([]);
  });

  it.each(['\'; DROP TABLE "Team"; --', '%', '_', '\\', "' OR '1'='1", '\u0000', '$1', '{"x":1}'])(
    'attack 55: %j in filters and keys is text like any other',
    async (text) => {
      const door = await testDoor();
      await door.post('mutation { createTeam(input: { name: "Payments" }) { __typename } }');
      const query = `query ($t: String!) {
        contains: teams(where: { name: { contains: $t } }) { totalCount }
        equals: teams(where: { key: { eq: $t } }) { totalCount }
        starts: teams(where: { name: { startsWith: $t } }) { totalCount }
        key: team(key: $t) { key }
      }`;
      const reply = await door.post(query, { t: text });
      if (reply.answer.errors) expect(new Set(codesOf(reply))).toEqual(new Set(['BAD_USER_INPUT']));
      else
        expect(reply.answer.data).toEqual({
          contains: { totalCount: 0 },
          equals: { totalCount: 0 },
          starts: { totalCount: 0 },
          key: null,
        });
      expect(await door.api.database.prisma.team.count()).toBe(1);
    },
  );
});
