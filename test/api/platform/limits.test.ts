import { getIntrospectionQuery } from 'graphql';
import { beforeEach, describe, expect, it } from 'vitest';
import { codesOf, type Door, type Reply, testDoor } from '../../support/door.ts';

let door: Door;

beforeEach(async () => {
  door = await testDoor();
});

/** Refused before execution: no data, nothing asked of the database. */
function expectRefused(reply: Reply, code: string): void {
  expect([reply.status, codesOf(reply)]).toEqual([400, [code]]);
  expect(reply.answer).not.toHaveProperty('data');
  expect(reply.statements).toEqual([]);
}

const nested = (levels: number, inner = 'key') =>
  `{ teams { nodes ${'{ parent '.repeat(levels)}{ ${inner} }${' }'.repeat(levels)} } }`;

describe('depth', () => {
  it('attack 4: a document deeper than the limit is refused before any statement', async () => {
    expectRefused(await door.post(nested(18)), 'QUERY_TOO_COMPLEX');
    const deep = await door.post(nested(17));
    expect(deep.answer.errors).toBeUndefined();
  });

  it('attack 5: depth hidden in named and inline fragments counts the same', async () => {
    const named = `
      query { teams { nodes { ...a } } }
      fragment a on Team { ${'parent { '.repeat(8)} ...b ${'}'.repeat(8)} }
      fragment b on Team { ${'parent { '.repeat(10)} key ${'}'.repeat(10)} }`;
    expectRefused(await door.post(named), 'QUERY_TOO_COMPLEX');
    const inline = `{ teams { nodes { ${'... on Team { parent { '.repeat(18)} key ${'} }'.repeat(18)} } } }`;
    expectRefused(await door.post(inline), 'QUERY_TOO_COMPLEX');
  });

  it('the limit of an operation that is not run does not count', async () => {
    const reply = await door.knock({
      body: JSON.stringify({ query: `query a { __typename } query b ${nested(18)}`, operationName: 'a' }),
    });
    expect(reply.status).toBe(200);
  });
});

describe('repetition', () => {
  it('attack 6: 101 aliases of one field are refused', async () => {
    const aliases = (count: number) =>
      `{ ${Array.from({ length: count }, (_, i) => `a${i}: __typename`).join(' ')} }`;
    expectRefused(await door.post(aliases(101)), 'QUERY_TOO_COMPLEX');
    expect((await door.post(aliases(100))).status).toBe(200);
  });

  it('attack 9: 1,000 repeated fields are refused by the limit on tokens within 50 ms', async () => {
    const replies = [];
    for (let i = 0; i < 5; i++) replies.push(await door.post(`{ ${'__typename '.repeat(1000 + i)} }`));
    for (const reply of replies) expectRefused(reply, 'QUERY_TOO_COMPLEX');
    expect(Math.min(...replies.map(({ workMs }) => workMs))).toBeLessThan(50);
  });

  it('attack 10: 1,000 directives, unknown or repeated, are refused', async () => {
    expectRefused(await door.post(`{ __typename ${'@x '.repeat(1000)} }`), 'QUERY_TOO_COMPLEX');
    expectRefused(
      await door.post(`{ __typename ${'@include(if: true) '.repeat(1000)} }`),
      'QUERY_TOO_COMPLEX',
    );
    const fields = Array.from({ length: 51 }, () => '__typename @include(if: true)').join(' ');
    expectRefused(await door.post(`{ ${fields} }`), 'QUERY_TOO_COMPLEX');
  });

  it('attack 11: circular fragments are refused, and the server goes on', async () => {
    const circle =
      'query { teams { nodes { ...a } } } fragment a on Team { parent { ...b } } fragment b on Team { parent { ...a } }';
    expectRefused(await door.post(circle), 'BAD_USER_INPUT');
    expect((await door.post('{ __typename }')).answer.data).toEqual({ __typename: 'Query' });
  });

  it('fragments that spread each other twice take no exponential time', async () => {
    const fragments = Array.from(
      { length: 60 },
      (_, i) => `fragment f${i} on Team { ...f${i + 1} ...f${i + 1} }`,
    );
    const query = `{ teams { nodes { ...f0 } } } ${fragments.join(' ')} fragment f60 on Team { parent { key } }`;
    const reply = await door.post(query);
    expectRefused(reply, 'QUERY_TOO_COMPLEX');
    expect(reply.ms).toBeLessThan(2_000);
  });
});

describe('cost', () => {
  const twoLevels =
    'query ($n: Int = 3) { people(first: 2) { nodes { history(first: $n) { nodes { revision } } } } }';

  it('multiplies page sizes after variables are coerced, and says what was reckoned', async () => {
    const small = await door.post(twoLevels);
    // people 1 + 2 × (node 1 + history 1 + 3 × node 1)
    expect(small.answer.extensions?.cost).toEqual({ requested: 11, limit: 50_000 });
    const larger = await door.post(twoLevels, { n: 10 });
    expect(larger.answer.extensions?.cost).toEqual({ requested: 25, limit: 50_000 });
  });

  it('a document that asks for too much is refused before any statement, with its cost', async () => {
    const reply = await door.post(
      'query ($n: Int) { teams(first: $n) { nodes { history(first: $n) { nodes { revision } } parent { history(first: $n) { nodes { revision } edges { node { revision } } } parent { history(first: $n) { nodes { revision } edges { node { revision } } } } } } } }',
      { n: 100 },
    );
    expectRefused(reply, 'QUERY_TOO_COMPLEX');
    expect(reply.answer.errors?.[0]?.extensions.cost).toMatchObject({ limit: 50_000 });
    expect(reply.answer.errors?.[0]?.message).toContain('smaller pages');
  });

  it('a list asked by ids costs one for each', async () => {
    const ids = Array.from({ length: 7 }, () => door.api.actor.personId);
    const query =
      'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Person { memberships: contacts { value } } } }';
    const reply = await door.post(query, { ids });
    // Each a node with a list of which nobody knows the length.
    expect(reply.answer.extensions?.cost).toMatchObject({ requested: 7 * (1 + 5) });
  });

  it('attack 12: circles through the types of the schema are limited by cost', async () => {
    const circle = (levels: number) =>
      `{ __type(name: "System") ${'{ fields { type '.repeat(levels)} { name } ${'} }'.repeat(levels)} }`;
    expectRefused(await door.post(circle(5)), 'QUERY_TOO_COMPLEX');
    expect((await door.post(circle(2))).status).toBe(200);
    const others = `{ __schema { types ${'{ possibleTypes { interfaces '.repeat(2)} { name } ${'} }'.repeat(2)} } }`;
    expectRefused(await door.post(others), 'QUERY_TOO_COMPLEX');
  });

  it('the whole schema can be read by a tool in one request', async () => {
    const query = getIntrospectionQuery({
      descriptions: true,
      inputValueDeprecation: true,
      schemaDescription: true,
      specifiedByUrl: true,
    });
    const reply = await door.post(query);
    expect([reply.status, reply.answer.errors]).toEqual([200, undefined]);
  });

  it.each([
    ['first: 1000000', 'must be from 1 to 100'],
    ['first: -1', 'must be from 1 to 100'],
    ['first: 0', 'must be from 1 to 100'],
    ['last: 101', 'must be from 1 to 100'],
    ['first: 1, last: 1', 'not both'],
  ])('attack 13: a page of (%s) is refused', async (page, message) => {
    const reply = await door.post(`{ teams(${page}) { nodes { key } } }`);
    expect(codesOf(reply)).toEqual(['BAD_USER_INPUT']);
    expect(reply.answer.errors?.[0]?.message).toContain(message);
    expect(reply.statements).toEqual([]);
  });

  it('attack 13: without first and last a page has 20 entries', async () => {
    await door.api.database.prisma.team.createMany({
      data: Array.from({ length: 21 }, (_, i) => ({
        id: crypto.randomUUID(),
        key: `t${i}`,
        lookup: `t${i}`,
        name: `T${i}`,
      })),
    });
    const reply = await door.post('{ teams { nodes { key } pageInfo { hasNextPage } } }');
    const { teams } = reply.answer.data as unknown as { teams: { nodes: object[]; pageInfo: object } };
    expect([teams.nodes.length, teams.pageInfo]).toEqual([20, { hasNextPage: true }]);
  });
});

describe('variables', () => {
  it('attack 19: variables 10,000 deep and a list of 100,000 ids are refused within 100 ms', async () => {
    const deep = `{"query":"query ($w: TeamFilter) { teams(where: $w) { totalCount } }","variables":{"w":${'{"not":'.repeat(10_000)}{}${'}'.repeat(10_000)}}}`;
    const lists = `{"query":"{ __typename }","variables":{"w":${'['.repeat(10_000)}${']'.repeat(10_000)}}}`;
    const ids = Array.from({ length: 100_000 }, (_, i) => String(i));
    const long = JSON.stringify({
      query: 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }',
      variables: { ids },
    });
    for (const body of [deep, lists, long]) {
      const replies = [];
      for (let i = 0; i < 10; i++) replies.push(await door.knock({ body }));
      for (const reply of replies) expectRefused(reply, 'BAD_USER_INPUT');
      expect(Math.min(...replies.map(({ workMs }) => workMs))).toBeLessThan(100);
    }
  });

  it('a list of more ids than a page is refused before any statement', async () => {
    const ids = Array.from({ length: 101 }, () => 'x');
    const reply = await door.post('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });
    expect(codesOf(reply)).toEqual(['BAD_USER_INPUT']);
    expect(reply.statements).toEqual([]);
  });
});
