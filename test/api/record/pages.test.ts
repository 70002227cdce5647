import { beforeEach, describe, expect, it } from 'vitest';
import { type Answer, type TestApi, testApi } from '../../support/api.ts';
import { written } from '../../support/mutate.ts';
import { seedRows } from '../../support/seed-rows.ts';

let api: TestApi;
beforeEach(async () => {
  api = await testApi();
});

interface Listed {
  list: {
    edges: { cursor: string; node: { key: string } }[];
    totalCount: number;
    pageInfo: {
      hasNextPage: boolean;
      hasPreviousPage: boolean;
      startCursor: string | null;
      endCursor: string | null;
    };
  };
}
type Arguments = Record<string, unknown>;

const document = `query ($first: Int, $last: Int, $after: String, $before: String, $orderBy: [SystemOrder!], $where: SystemFilter, $archived: Boolean) {
  list: systems(first: $first, last: $last, after: $after, before: $before, orderBy: $orderBy, where: $where, includeArchived: $archived) {
    edges { cursor node { key } } totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;

const ask = (args: Arguments): Promise<Answer<Listed>> => api.send<Listed>(document, args);
async function page(args: Arguments): Promise<Listed['list']> {
  const answer = await ask(args);
  expect(answer.errors).toBeUndefined();
  return answer.data.list;
}
const keys = (list: Listed['list']) => list.edges.map((edge) => edge.node.key);

/** All pages of a list, one after the other. */
async function walk(args: Arguments, backward = false): Promise<string[][]> {
  const pages: string[][] = [];
  let cursor: string | null = null;
  for (let more = true; more; ) {
    const list: Listed['list'] = await page(
      backward ? { ...args, last: 2, before: cursor } : { ...args, first: 2, after: cursor },
    );
    pages.push(keys(list));
    more = backward ? list.pageInfo.hasPreviousPage : list.pageInfo.hasNextPage;
    cursor = backward ? list.pageInfo.startCursor : list.pageInfo.endCursor;
  }
  return pages;
}

/** Five systems of which three are named alike and all were written in the same instant. */
async function ties(): Promise<void> {
  await seedRows(api.database, 5);
  await api.database.prisma.system.updateMany({
    where: { key: { in: ['system-1', 'system-3', 'system-4'] } },
    data: { name: 'Alike' },
  });
}

describe('a list', () => {
  it.each([
    ['by key', [{ field: 'KEY' }]],
    ['by key, last first', [{ field: 'KEY', direction: 'DESC' }]],
    ['by a name that several have', [{ field: 'NAME' }]],
    [
      'by an instant that all have, then by name',
      [
        { field: 'UPDATED_AT', direction: 'DESC' },
        { field: 'NAME', direction: 'DESC' },
      ],
    ],
    ['with a step given twice', [{ field: 'NAME' }, { field: 'NAME', direction: 'DESC' }]],
  ])('is walked forward and backward alike: %s', async (_, orderBy) => {
    await ties();
    const whole = keys(await page({ orderBy, first: 100 }));
    expect(whole.toSorted()).toEqual(['system-1', 'system-2', 'system-3', 'system-4', 'system-5']);
    const forward = await walk({ orderBy });
    expect(forward.map((p) => p.length)).toEqual([2, 2, 1]);
    expect(forward.flat()).toEqual(whole);
    const backward = await walk({ orderBy }, true);
    expect(backward.map((p) => p.length)).toEqual([2, 2, 1]);
    expect(backward.toReversed().flat()).toEqual(whole);
  });

  it('sorts by what is asked: names first, keys among equals only by their id', async () => {
    await ties();
    const list = await page({ orderBy: [{ field: 'NAME' }, { field: 'KEY', direction: 'DESC' }] });
    expect(keys(list)).toEqual(['system-4', 'system-3', 'system-1', 'system-2', 'system-5']);
  });

  it.each(['ASC', 'DESC'])(
    'ends its order in one direction, which an index can be read in: %s',
    async (direction) => {
      const list = 'query ($orderBy: [SystemOrder!]) { systems(orderBy: $orderBy) { nodes { key } } }';
      const { statements } = await api.counted(list, { orderBy: [{ field: 'UPDATED_AT', direction }] });
      expect(statements[0]).toMatch(new RegExp(`"updatedAt" ${direction}, t0."id" ${direction} `));
    },
  );

  it('says where a page stands, and gives no cursor of an empty one', async () => {
    await ties();
    const first = await page({ first: 2 });
    expect(first.pageInfo).toEqual({
      hasNextPage: true,
      hasPreviousPage: false,
      startCursor: first.edges[0]!.cursor,
      endCursor: first.edges[1]!.cursor,
    });
    const middle = await page({ first: 2, after: first.pageInfo.endCursor });
    expect(middle.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
    const between = await page({ after: first.edges[0]!.cursor, before: middle.edges[1]!.cursor });
    expect(keys(between)).toEqual(['system-2', 'system-3']);
    const none = await page({ where: { key: { eq: 'nothing' } } });
    expect(none).toEqual({
      edges: [],
      totalCount: 0,
      pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
    });
  });

  it('goes on after a row that was deleted, archived or renamed since', async () => {
    await ties();
    const { pageInfo } = await page({ first: 2 });
    const rest = ['system-3', 'system-4', 'system-5'];
    await written(api, 'archiveSystem', { key: 'system-2', expectedRevision: null });
    expect(keys(await page({ after: pageInfo.endCursor }))).toEqual(rest);
    await written(api, 'updateSystem', { key: 'system-2', newKey: 'zzz', expectedRevision: null });
    expect(keys(await page({ after: pageInfo.endCursor }))).toEqual(rest);
    await api.database.prisma.systemDependency.deleteMany();
    await api.database.prisma.slo.deleteMany();
    await api.database.prisma.proposal.deleteMany();
    await api.database.prisma.openSloObject.deleteMany();
    await api.database.prisma.serviceLevelTarget.deleteMany();
    await api.database.prisma.component.updateMany({ data: { systemId: null } });
    await api.database.prisma.system.delete({ where: { lookup: 'zzz' } });
    expect(keys(await page({ after: pageInfo.endCursor }))).toEqual(rest);
    expect(keys(await page({ last: 1, before: pageInfo.endCursor }))).toEqual(['system-1']);
  });

  it('neither repeats nor leaves out the rows that were there when a row comes between', async () => {
    await ties();
    const first = await page({ first: 3 });
    await written(api, 'createSystem', { key: 'system-15', name: 'Between' });
    const second = await page({ first: 3, after: first.pageInfo.endCursor });
    expect(keys(second)).toEqual(['system-4', 'system-5']);
    expect(second.totalCount).toBe(6);
  });

  it('hides what is archived unless it is asked for, in its total as well', async () => {
    await ties();
    await written(api, 'archiveSystem', { key: 'system-2', expectedRevision: null });
    expect(await page({ first: 1 })).toMatchObject({ totalCount: 4 });
    const all = await page({ archived: true });
    expect([all.totalCount, keys(all)[1]]).toEqual([5, 'system-2']);
    expect(await page({ archived: true, where: { name: { eq: 'alike' } }, first: 1 })).toMatchObject({
      totalCount: 3,
      pageInfo: { hasNextPage: true },
    });
  });

  it('has 20 entries when nothing is said', async () => {
    await seedRows(api.database, 21);
    expect((await page({})).edges).toHaveLength(20);
    expect((await page({ first: 100 })).edges).toHaveLength(21);
  });

  it.each([
    [{ first: 0 }, '`first` must be from 1 to 100'],
    [{ first: 101 }, '`first` must be from 1 to 100'],
    [{ last: -1 }, '`last` must be from 1 to 100'],
    [{ first: 1, last: 1 }, '`first` or `last`, not both'],
  ])('refuses %j', async (args, message) => {
    expect((await ask(args)).errors).toMatchObject([
      { message: expect.stringContaining(message), extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });
});

describe('a cursor', () => {
  const forged = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const id = '0198a5b0-0000-7000-8000-000000000000';
  const refused = [
    { message: expect.stringContaining('begin again without it'), extensions: { code: 'BAD_USER_INPUT' } },
  ];

  it('of another order or another kind of list is refused', async () => {
    await ties();
    const { pageInfo } = await page({ first: 1 });
    for (const orderBy of [[{ field: 'NAME' }], [{ field: 'KEY', direction: 'DESC' }]])
      expect((await ask({ orderBy, after: pageInfo.endCursor })).errors).toMatchObject(refused);
    const history = await api.send(
      `query ($after: String) { system(key: "system-1") { history(after: $after) { totalCount } } }`,
      { after: pageInfo.endCursor },
    );
    expect(history.errors).toMatchObject(refused);
  });

  it.each([
    ['nothing', ''],
    ['noise', 'c29tZXRoaW5n'],
    ['no list', forged({ lookup: 'a' })],
    ['too few values', forged(['lookup asc,id asc', 'a'])],
    ['another type', forged(['lookup asc,id asc', 7, id])],
    ['an object', forged(['lookup asc,id asc', { contains: 'a' }, id])],
    ['no id', forged(['lookup asc,id asc', 'a', 'x'])],
    ['a zero byte', forged(['lookup asc,id asc', 'a\u0000', id])],
  ])('made of %s is refused, and nothing of the inside is told', async (_, after) => {
    const answer = await ask({ after });
    expect(answer.errors).toMatchObject(refused);
    expect((await ask({ before: after })).errors).toMatchObject(refused);
  });

  it.each(['2026-13-01', '0000-01-01T00:00:00Z', '+010000-01-01T00:00:00Z', 7, null])(
    'of the instant %j is refused',
    async (date) => {
      const after = forged(['updatedAt asc,id asc', { date }, id]);
      const answer = await ask({ orderBy: [{ field: 'UPDATED_AT' }], after });
      expect(answer.errors?.[0]?.extensions.code ?? 'none').toBe(date === 7 ? 'none' : 'BAD_USER_INPUT');
    },
  );
});

describe('a history', () => {
  it('is walked both ways, newest first, with its total', async () => {
    await seedRows(api.database, 1, 5);
    const history = async (args: string) => {
      const answer = await api.send<{
        system: {
          history: { nodes: { revision: number }[]; totalCount: number; pageInfo: Record<string, string> };
        };
      }>(
        `{ system(key: "system-1") { history(${args}) { nodes { revision } totalCount pageInfo { startCursor endCursor hasNextPage hasPreviousPage } } } }`,
      );
      expect(answer.errors).toBeUndefined();
      const { nodes, totalCount, pageInfo } = answer.data.system.history;
      expect(totalCount).toBe(5);
      return { revisions: nodes.map((n) => n.revision), pageInfo };
    };
    const first = await history('first: 2');
    expect(first).toMatchObject({
      revisions: [5, 4],
      pageInfo: { hasNextPage: true, hasPreviousPage: false },
    });
    const second = await history(`first: 3, after: "${first.pageInfo.endCursor}"`);
    expect(second).toMatchObject({
      revisions: [3, 2, 1],
      pageInfo: { hasNextPage: false, hasPreviousPage: true },
    });
    expect((await history('last: 2')).revisions).toEqual([2, 1]);
    expect((await history(`last: 2, before: "${second.pageInfo.startCursor}"`)).revisions).toEqual([5, 4]);
    expect(
      (await history(`after: "${first.pageInfo.startCursor}", before: "${second.pageInfo.endCursor}"`))
        .revisions,
    ).toEqual([4, 3, 2]);
  });
});
