import { kinds } from '@steward/domain/record/kinds.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { type TestApi, testApi } from '../../support/api.ts';
import { seedRows } from '../../support/seed-rows.ts';

let api: TestApi;
beforeEach(async () => {
  api = await testApi();
});

/** How many statements a document takes; the answer must be free of errors. */
async function statements(document: string, variables: object = {}): Promise<number> {
  const { answer, statements } = await api.counted(document, variables);
  expect(answer.errors).toBeUndefined();
  return statements.length;
}

/** The statements with 2 records of every kind, and with 20. */
async function atBothSizes(document: string): Promise<[number, number]> {
  await seedRows(api.database, 2, 2);
  const few = await statements(document);
  await api.database.reset();
  api = await testApi();
  await seedRows(api.database, 20, 2);
  return [few, await statements(document)];
}

describe('the statements of a document are as many for 20 records as for 2', () => {
  it.each([
    ['a list', `{ systems { nodes { id key name team { key } program { portfolio { name } } } } }`, 1],
    ['a list with its total', `{ systems(first: 1) { totalCount nodes { key } } }`, 2],
    ['a total alone', `{ systems { totalCount } }`, 2],
    [
      'a list with its parts',
      `{ systems { nodes { dependencies { system { key } externalParty { key contacts { value } } } links { url } tags } } }`,
      1,
    ],
    [
      'edges and nodes of one list',
      `{ systems { edges { cursor node { key } } nodes { name } pageInfo { hasNextPage } } }`,
      1,
    ],
    [
      'lists three deep, each with its own arguments',
      `{ portfolios(first: 50) { nodes { key
           programs(first: 5, orderBy: [{ field: NAME }]) { totalCount nodes { key
             systems(first: 3, where: { stage: { notIn: [RETIRED] } }) { totalCount nodes { key
               components(last: 2) { totalCount nodes { key codeLocations { path repository { key } } } } } } } } } } }`,
      1,
    ],
    [
      'one list twice, under two names',
      `{ systems { nodes { key a: components(first: 1) { nodes { key } } b: components(last: 2) { totalCount nodes { name } } } } }`,
      null,
    ],
    [
      'a history in a list',
      `{ systems { nodes { key history(first: 1) { nodes { revision actor changed document } } } } }`,
      2,
    ],
    [
      'a history in a list, with totals',
      `{ systems { nodes { key history { nodes { revision } totalCount } } } }`,
      3,
    ],
    [
      'sets of records',
      `{ changes { nodes { key systems { nodes { key } totalCount } components { nodes { system { key } } } requester { name } } } }`,
      1,
    ],
    [
      'filters over references',
      `{ systems(where: { or: [{ team: { eq: "team-1" } }, { program: { isSet: false } }] }) { nodes { key } } }`,
      1,
    ],
  ])('%s', async (_, document, exact) => {
    const [few, many] = await atBothSizes(document);
    expect(many).toBe(few);
    if (exact !== null) expect(few).toBe(exact);
  });

  it('of a look-up: one, and two more for a key that it had before', async () => {
    await seedRows(api.database, 2);
    await api.database.prisma.keyAlias.create({
      data: {
        id: crypto.randomUUID(),
        kind: 'System',
        key: 'older',
        lookup: 'older',
        recordId: (await api.database.prisma.system.findFirstOrThrow({ where: { key: 'system-1' } })).id,
      },
    });
    const lookUp = `query ($key: String!) { system(key: $key) { key name team { key } dependencies { hardness } } }`;
    expect(await statements(lookUp, { key: 'system-1' })).toBe(1);
    expect(await statements(lookUp, { key: 'older' })).toBe(3);
    expect(await statements(lookUp, { key: 'nothing' })).toBe(2);
  });

  it.each(kinds.map((kind) => [kind.plural, kind.name] as const))(
    'of the whole list of %s: one',
    async (plural, name) => {
      const fields = Object.entries(kinds.find((k) => k.name === name)!.fields)
        .filter(([, field]) =>
          ['text', 'choice', 'texts', 'boolean', 'integer', 'date', 'instant'].includes(field.type),
        )
        .map(([field]) => field);
      const [few, many] = await atBothSizes(
        `{ ${plural} { nodes { id key revision origin ${fields.join(' ')} } } }`,
      );
      expect([few, many]).toEqual([1, 1]);
    },
  );
});
