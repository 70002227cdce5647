import { openPolicy } from '@steward/server/test/platform/policy.ts';
import { policies } from '@steward/server/test/policies.ts';
import { describe, expect, it } from 'vitest';
import { type TestApi, testApi } from '../../support/api.ts';
import { activity, historyPiece } from '../../support/history.ts';
import { imported } from '../../support/import.ts';
import { written } from '../../support/mutate.ts';
import { files, journal } from '../../support/shop-repository.ts';

const cart = activity(
  'cart',
  [
    ['bob', 5],
    ['ada', 3, 2],
  ],
  { commits: 12, unknownPeople: 2, unknownCommits: 4, botCommits: 7 },
);

const options = { commit: 'c0ffee1', scope: 'FILES' } as const;
const importHistory = (api: TestApi, components = [cart]) =>
  imported(api, {}, { ...options, pieces: [historyPiece(components)] });

async function shopWithPeople(more: Parameters<typeof testApi>[0] = {}): Promise<TestApi> {
  const api = await testApi(more);
  await imported(api, files, { commit: 'c0ffee1' });
  await api.person('bob');
  return api;
}

interface Answered {
  commits: number;
  people: { person: { key: string } | null; authored: number; reviewed: number; lastAt: string }[];
}

const question = `query ($first: Int = 20) { component(key: "cart") { activity { repository { key } commit since until commits
  unknownPeople unknownCommits botCommits
  people(first: $first) { person { key } authored reviewed lastAt } } } }`;

async function shown(api: TestApi): Promise<Answered[]> {
  const answer = await api.send<{ component: { activity: Answered[] } }>(question);
  expect(answer.errors).toBeUndefined();
  return answer.data.component.activity;
}

const keys = (activities: Answered[]) => activities.flatMap(({ people }) => people.map((p) => p.person?.key));

describe('who worked on a component', () => {
  it('is imported from a history and shown with its window and commit, the most active first', async () => {
    const api = await shopWithPeople();
    expect(await shown(api)).toEqual([]);
    expect((await importHistory(api)).written).toBe(1);
    expect(await shown(api)).toEqual([
      {
        repository: { key: 'github.com/acme/shop' },
        commit: 'c0ffee1',
        since: '2025-08-01T10:00:01.000Z',
        until: '2026-08-01T10:00:01.000Z',
        commits: 12,
        unknownPeople: 2,
        unknownCommits: 4,
        botCommits: 7,
        people: [
          { person: { key: 'bob' }, authored: 5, reviewed: 0, lastAt: '2026-08-01T10:00:00.000Z' },
          { person: { key: 'ada' }, authored: 3, reviewed: 2, lastAt: '2026-08-01T10:00:00.000Z' },
        ],
      },
    ]);
  });

  it('is one revision of its repository, and the same history again writes nothing', async () => {
    const api = await shopWithPeople();
    await importHistory(api);
    const { prisma } = api.database;
    const last = await prisma.revision.findFirstOrThrow({ orderBy: { id: 'desc' } });
    expect(last).toMatchObject({
      kind: 'Repository',
      door: 'IMPORTER',
      changed: ['activity'],
      reason: 'who worked on 1 components until 2026-08-01',
    });
    const before = await journal(api);
    const again = await importHistory(api);
    expect([again.written, again.plan.writes]).toEqual([0, 0]);
    expect(await journal(api)).toEqual(before);
  });

  it('never decides who owns', async () => {
    const api = await shopWithPeople();
    const owners = () =>
      api.send(`{ fileContext(repository: "github.com/acme/shop", paths: ["src/a.ts"]) {
        owner { source handle } owners { source handle } } component(key: "cart") { roles { role { key } } } }`);
    const before = await owners();
    await importHistory(api);
    expect(await owners()).toEqual(before);
  });

  it('stays when files are imported again, and goes when a newer history no longer has it', async () => {
    const api = await shopWithPeople();
    await importHistory(api);
    await imported(api, files, { commit: 'c0ffee2' });
    expect(keys(await shown(api))).toEqual(['bob', 'ada']);
    await written(api, 'createComponent', { key: 'pay', name: 'Pay' });
    await importHistory(api, [activity('pay', [['ada', 1]])]);
    expect(await shown(api)).toEqual([]);
    expect(await api.database.prisma.activityShare.count()).toBe(1);
  });

  it('leaves no trace of a person who opts out, before or after', async () => {
    const api = await shopWithPeople();
    await importHistory(api);
    await written(api, 'updatePerson', { key: 'bob', expectedRevision: null, activityOptOut: true });
    const { prisma } = api.database;
    expect(keys(await shown(api))).toEqual(['ada']);
    expect(await prisma.activityShare.count()).toBe(1);
    await importHistory(api, [activity('cart', [['bob', 9]], { commits: 9 })]);
    expect(keys(await shown(api))).toEqual([]);
    expect(await prisma.activityShare.count()).toBe(0);
    // Whoever writes past the plan keeps nothing of them either.
    const { id: activityId } = await prisma.componentActivity.findFirstOrThrow();
    const bob = await prisma.person.findFirstOrThrow({ where: { lookup: 'bob' } });
    const share = { activityId, authored: 1, reviewed: 0, lastAt: new Date() };
    await prisma.activityShare.createMany({
      data: [{ id: crypto.randomUUID(), personId: bob.id, ...share }],
    });
    expect(await prisma.activityShare.count()).toBe(0);
    await written(api, 'updatePerson', { key: 'bob', expectedRevision: null, activityOptOut: false });
    await importHistory(api);
    expect(keys(await shown(api))).toEqual(['bob', 'ada']);
  });

  it('names no person whom the viewer may not see', async () => {
    const visible = () => ({ lookup: { not: 'bob' } });
    const api = await shopWithPeople();
    await importHistory(api);
    const hiding = { ...policies, Person: { ...openPolicy, visible } };
    api.services.policies = hiding as never;
    expect(keys(await shown(api))).toEqual(['ada']);
  });

  it('takes at most 100 people at once', async () => {
    const api = await shopWithPeople();
    const answer = await api.send(question, { first: 101 });
    expect(answer.errors?.[0]).toMatchObject({
      message: '`first` must be from 1 to 100, not 101',
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });

  it('takes as many statements for many people and components as for few', async () => {
    const api = await shopWithPeople();
    await importHistory(api);
    const document = `{ components { nodes { key activity { commits repository { key } people { authored person { key name } } } } } }`;
    const few = await api.counted(document);
    for (let n = 1; n <= 12; n++) {
      await api.person(`person-${n}`);
      await written(api, 'createComponent', { key: `part-${n}`, name: `Part ${n}` });
    }
    const crowd = Array.from({ length: 12 }, (_, n) => [`person-${n + 1}`, n + 1] as const);
    await importHistory(api, [
      activity('cart', crowd),
      ...crowd.map(([, n]) => activity(`part-${n}`, crowd)),
    ]);
    const many = await api.counted(document);
    expect(many.answer.errors).toBeUndefined();
    expect([few.statements.length, many.statements.length]).toEqual([1, 1]);
  });
});

describe('the statements of importing a history', () => {
  it('are as many for 20 people and components as for 2', async () => {
    const counts: number[] = [];
    for (const size of [2, 20]) {
      const api = await shopWithPeople();
      const crowd = Array.from({ length: size }, (_, n) => [`person-${n}`, n + 1] as const);
      for (const [key, n] of crowd) {
        await api.person(key);
        await written(api, 'createComponent', { key: `part-${n}`, name: `Part ${n}` });
      }
      const components = crowd.map(([, n]) => activity(`part-${n}`, crowd));
      const { statements } = await api.database.recordStatements(() => importHistory(api, components));
      counts.push(statements.length);
    }
    expect(counts[1]).toBe(counts[0]);
  });
});

describe('namedHolders', () => {
  const ask = (api: TestApi, names: string[], host = 'github.com') =>
    api.send<{ namedHolders: { name: string; holder: object | null }[] }>(
      `query ($host: String!, $names: [String!]!) { namedHolders(host: $host, names: $names) { name holder {
        ... on Person { key activityOptOut } ... on Team { key } } } }`,
      { host, names },
    );

  async function holders(): Promise<TestApi> {
    const api = await shopWithPeople();
    await written(api, 'createPerson', {
      ...{ key: 'cy', name: 'Cy', email: 'Cy@Example.org', activityOptOut: true },
      contacts: [{ type: 'EMAIL', value: 'cy@home.org' }],
      handles: [{ host: 'github.com', handle: '@cy' }],
    });
    return api;
  }

  it('leads from handles and addresses to persons and teams, whatever the case, in the order asked', async () => {
    const api = await holders();
    const cy = { key: 'cy', activityOptOut: true };
    const names = [
      'CY@example.org',
      'cy@home.org',
      '@Cy',
      '7+cy@users.noreply.github.com',
      '@acme/payments',
      '@no',
    ];
    const { data } = await ask(api, names);
    expect(data.namedHolders).toEqual(
      names.map((name, at) => ({ name, holder: [cy, cy, cy, cy, { key: 'payments' }, null][at] })),
    );
    expect((await ask(api, ['@cy'], 'gitlab.com')).data.namedHolders).toEqual([
      { name: '@cy', holder: null },
    ]);
  });

  it('gives nobody where several have the name, or the one who has it is put away', async () => {
    const api = await holders();
    await written(api, 'createPerson', { key: 'cy-2', name: 'Cy', email: 'cy@home.org' });
    expect((await ask(api, ['cy@home.org'])).data.namedHolders[0]?.holder).toBeNull();
    await written(api, 'archivePerson', { key: 'cy', expectedRevision: null });
    expect((await ask(api, ['@cy', 'cy@home.org'])).data.namedHolders.map(({ holder }) => holder)).toEqual([
      null,
      { key: 'cy-2', activityOptOut: false },
    ]);
  });

  it('takes % and _ as they stand, refuses more than 200 names, and takes two statements', async () => {
    const api = await holders();
    expect(
      (await ask(api, ['c_@example.org', '%@example.org', ''])).data.namedHolders.map((n) => n.holder),
    ).toEqual([null, null, null]);
    const { errors } = await ask(api, Array<string>(201).fill('@cy'));
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    const { statements } = await api.database.recordStatements(() =>
      ask(api, ['@cy', '@acme/payments', 'a@b.org']),
    );
    expect(statements).toHaveLength(2);
  });
});
