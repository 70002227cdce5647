import type { Visible } from '@steward/server/test/platform/policy.ts';
import { policies } from '@steward/server/test/policies.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { type TestApi, testApi } from '../../support/api.ts';
import { contentsOf, rowsAdded } from '../../support/contents.ts';
import { mutate, written } from '../../support/mutate.ts';

const now = '2026-06-15T12:00:00.000Z';
let api: TestApi;

const notSearchForBob: Visible = ({ actor }) => (actor.name === 'Bob' ? { NOT: { lookup: 'search' } } : {});

/** Ada owns checkout and stands in on search, where Grace owns; she is in the team pay, and asked for a change. */
beforeEach(async () => {
  const System = { ...policies.System!, visible: notSearchForBob };
  api = await testApi({ now: () => new Date(now), policies: { ...policies, System } });
  await api.person('grace');
  for (const [key, exclusive] of [
    ['system-owner', true],
    ['standby', false],
  ] as const)
    await written(api, 'createRole', { key, name: key, scopes: ['System'], exclusive });
  for (const name of ['Checkout', 'Search']) await written(api, 'createSystem', { name });
  await written(api, 'createTeam', {
    key: 'pay',
    name: 'Pay',
    memberships: [{ person: 'ada' }, { person: 'grace' }],
  });
  const assign = (key: string, role: string, person: string, more: object = {}) =>
    written(api, 'assignSystemRole', {
      ...{ key, role, person, at: '2026-01-01T00:00:00Z', expectedRevision: null },
      ...more,
    });
  await assign('checkout', 'system-owner', 'ada');
  await assign('checkout', 'standby', 'ada');
  await assign('checkout', 'standby', 'grace');
  await assign('search', 'system-owner', 'grace');
  await assign('search', 'system-owner', 'ada', { deputy: true });
});

interface HoldingRow {
  type: string;
  kind: string;
  key: string;
  role: string | null;
}

const view = `query ($person: String!, $first: Int) { holdings(person: $person, first: $first) {
  total truncated holdings { type kind key name role roleKey deputy from to place { repository file line } rules } } }`;

const holdings = async (person: string, first = 100, as = api.actor) =>
  (
    await api.send<{ holdings: { total: number; truncated: boolean; holdings: HoldingRow[] } | null }>(
      view,
      { person, first },
      as,
    )
  ).data.holdings;

interface Step {
  outcome: string;
  kind: string;
  key: string;
  role: string | null;
  deputy: boolean;
}

const handOver = async (input: object) => {
  const answer = await api.send<{
    handOverAllRoles: { __typename: string; steps: Step[]; message: string; path: string[] };
  }>(
    `mutation ($input: HandOverAllRolesInput!) { handOverAllRoles(input: $input) {
      __typename ... on HandOverAllRolesPayload { steps { outcome kind key role deputy } } ... on UserError { message path } } }`,
    { input: { person: 'ada', ...input } },
  );
  expect(answer.errors).toBeUndefined();
  return answer.data.handOverAllRoles;
};

const brief = ({ type, kind, key, role }: HoldingRow) => [type, kind, key, role];

describe('what a leaver holds', () => {
  it('is one list: roles held and to come, teams, changes, and what files say with their lines', async () => {
    await written(api, 'createChange', { title: 'Rotate keys' });
    await written(api, 'updatePerson', {
      ...{ key: 'ada', expectedRevision: null, handles: [{ host: 'github.com', handle: '@ada' }] },
    });
    await seedFiles();
    const list = await holdings('ada');
    expect(list?.holdings.map(brief)).toEqual([
      ['ROLE', 'System', 'checkout', 'system-owner'],
      ['ROLE', 'System', 'checkout', 'standby'],
      ['ROLE', 'System', 'search', 'system-owner'],
      ['MEMBERSHIP', 'Team', 'pay', null],
      ['DECLARED_OWNER', 'System', 'search', null],
      ['CODEOWNERS', 'Repository', 'github.com/acme/pay', null],
      ['REQUESTED_CHANGE', 'Change', 'CHG-1001', null],
    ]);
    expect(list?.holdings[4]).toMatchObject({
      place: { repository: 'github.com/acme/pay', file: 'catalog-info.yaml', line: 7 },
    });
    expect(list?.holdings[5]).toMatchObject({
      place: { repository: 'github.com/acme/pay', file: 'CODEOWNERS', line: 3 },
      rules: 2,
    });
    expect(await holdings('ada', 2)).toMatchObject({ total: 7, truncated: true, holdings: { length: 2 } });
  });

  it('is empty for who holds nothing, nobody for who is not there, and takes the same statements for more', async () => {
    await api.person('bob');
    expect(await holdings('bob')).toEqual({ total: 0, truncated: false, holdings: [] });
    expect(await holdings('nobody')).toBeNull();
    const statements = async () => (await api.counted(view, { person: 'ada' })).statements.length;
    const before = await statements();
    for (let n = 0; n < 5; n++) {
      await written(api, 'createSystem', { name: `More ${n}` });
      await written(api, 'assignSystemRole', {
        ...{ key: `more-${n}`, role: 'system-owner', person: 'ada', expectedRevision: null },
      });
    }
    expect((await holdings('ada'))?.total).toBe(9);
    expect([before, await statements()]).toEqual([7, 7]);
  });
});

describe('what a leaver holds that the viewer may not see', () => {
  it('is left out of the list and of its total', async () => {
    await seedFiles();
    const list = await holdings('ada', 100, await api.person('bob'));
    expect(list?.total).toBe(3);
    expect(list?.holdings.map(brief)).toEqual([
      ['ROLE', 'System', 'checkout', 'system-owner'],
      ['ROLE', 'System', 'checkout', 'standby'],
      ['MEMBERSHIP', 'Team', 'pay', null],
    ]);
  });
});

describe('handing over what a leaver holds', () => {
  it('D-027 passes every role in one step, without a gap or an overlap, one revision for each record', async () => {
    const before = await contentsOf(api.database);
    const { steps } = await handOver({ toPerson: 'grace', reason: 'leaves', idempotencyKey: 'k1' });
    expect(steps).toEqual([
      { outcome: 'HANDED_OVER', kind: 'System', key: 'checkout', role: 'system-owner', deputy: false },
      { outcome: 'ENDED', kind: 'System', key: 'checkout', role: 'standby', deputy: false },
      { outcome: 'HANDED_OVER', kind: 'System', key: 'search', role: 'system-owner', deputy: true },
    ]);
    expect(rowsAdded(before, await contentsOf(api.database))).toMatchObject({
      ...{ Revision: 2, AuditEntry: 2, OutboxEvent: 2, IdempotencyKey: 1, RoleAssignment: 2 },
    });
    expect((await holdings('ada'))?.holdings.map(brief)).toEqual([['MEMBERSHIP', 'Team', 'pay', null]]);
    const { data } = await api.send<{ system: { roles: object[]; history: { nodes: object[] } } }>(
      `{ system(key: "checkout") { roles { role { key } person { key } from to } history(first: 1) { nodes { operation reason } } } }`,
    );
    expect(data.system.roles).toEqual([
      { role: { key: 'system-owner' }, person: { key: 'ada' }, from: '2026-01-01T00:00:00.000Z', to: now },
      { role: { key: 'standby' }, person: { key: 'ada' }, from: '2026-01-01T00:00:00.000Z', to: now },
      { role: { key: 'standby' }, person: { key: 'grace' }, from: '2026-01-01T00:00:00.000Z', to: null },
      { role: { key: 'system-owner' }, person: { key: 'grace' }, from: now, to: null },
    ]);
    expect(data.system.history.nodes).toEqual([{ operation: 'HAND_OVER_ROLE', reason: 'leaves' }]);
  });

  it('gives the first answer again for the same key, and refuses the key for another input', async () => {
    const first = await handOver({ toPerson: 'grace', idempotencyKey: 'k2' });
    const after = await contentsOf(api.database);
    expect(await handOver({ toPerson: 'grace', idempotencyKey: 'k2' })).toEqual(first);
    expect(await handOver({ toTeam: 'pay', idempotencyKey: 'k2' })).toMatchObject({
      path: ['idempotencyKey'],
    });
    expect(await contentsOf(api.database)).toEqual(after);
  });

  it('only says what it would do with validateOnly', async () => {
    const before = await contentsOf(api.database);
    const checked = await handOver({ toTeam: 'pay', leaveTeams: true, archive: true, validateOnly: true });
    expect(checked.steps.map(({ outcome, key }) => [outcome, key])).toEqual([
      ['HANDED_OVER', 'checkout'],
      ['HANDED_OVER', 'checkout'],
      ['HANDED_OVER', 'search'],
      ['LEFT_TEAM', 'pay'],
      ['ARCHIVED', 'ada'],
    ]);
    expect(await contentsOf(api.database)).toEqual(before);
  });

  it('leaves roles vacant, takes the person out of teams and archives them when told to', async () => {
    await handOver({ leaveVacant: true, leaveTeams: true, archive: true });
    const { data } = await api.send<object>(
      `{ checkout: system(key: "checkout") { systemOwner { person { key } } } team(key: "pay") { memberships { person { key } } }
         person(key: "ada") { archivedAt } }`,
    );
    expect(data).toEqual({
      checkout: { systemOwner: null },
      team: { memberships: [{ person: { key: 'grace' } }] },
      person: { archivedAt: now },
    });
  });

  it('passes roles at a later instant, but leaves no team before its day', async () => {
    const at = '2026-07-01T00:00:00.000Z';
    expect(await handOver({ toPerson: 'grace', at, leaveTeams: true })).toMatchObject({ path: ['at'] });
    await handOver({ toPerson: 'grace', at });
    expect((await holdings('ada'))?.holdings[0]).toMatchObject({ key: 'checkout', to: at });
    expect((await holdings('grace'))?.holdings.at(-2)).toMatchObject({ key: 'search', from: at });
  });

  it('refuses with the field to mend, and writes nothing of it', async () => {
    const before = await contentsOf(api.database);
    const bad = [
      [{}, 'toPerson', 'one of the three'],
      [{ toPerson: 'grace', toTeam: 'pay' }, 'toPerson', 'one of the three'],
      [{ toPerson: 'ada' }, 'toPerson', 'is the leaver'],
      [{ toPerson: 'nobody' }, 'toPerson', 'no person has the key "nobody"'],
      [{ person: 'nobody', toPerson: 'grace' }, 'person', 'no person has the key "nobody"'],
      [{ toTeam: 'none' }, 'toTeam', 'no team has the key "none"'],
      [{ toPerson: 'grace', idempotencyKey: '' }, 'idempotencyKey', '1 to 200 characters'],
    ] as const;
    for (const [input, field, message] of bad)
      expect(await handOver(input), field).toMatchObject({
        path: [field],
        message: expect.stringContaining(message),
      });
    expect(await contentsOf(api.database)).toEqual(before);
  });

  it('refuses all of it where one record stands against it, and names that record', async () => {
    await written(api, 'assignSystemRole', {
      ...{
        key: 'search',
        role: 'standby',
        person: 'grace',
        at: '2026-08-01T00:00:00Z',
        expectedRevision: null,
      },
    });
    await written(api, 'assignSystemRole', {
      ...{
        key: 'search',
        role: 'standby',
        person: 'ada',
        at: '2026-02-01T00:00:00Z',
        expectedRevision: null,
      },
    });
    const before = await contentsOf(api.database);
    expect(await handOver({ toPerson: 'grace' })).toMatchObject({
      __typename: 'ValidationError',
      message: expect.stringMatching(/on the system search: grace already holds standby since 2026-08-01/),
    });
    expect(await contentsOf(api.database)).toEqual(before);
    const archived = await mutate(api, 'archivePerson', { key: 'grace', expectedRevision: null });
    expect(archived.__typename).toBe('ArchivePersonPayload');
    expect(await handOver({ toPerson: 'grace' })).toMatchObject({
      path: ['toPerson'],
      message: expect.stringContaining('is archived'),
    });
  });
});

/** Files of a repository as their importers leave them: two rules that name Ada, and a catalog file that does. */
async function seedFiles(): Promise<void> {
  const { prisma } = api.database;
  await written(api, 'createRepository', { key: 'github.com/acme/pay' });
  const repository = await prisma.repository.findFirstOrThrow({ select: { id: true } });
  const ada = await prisma.person.findUniqueOrThrow({ where: { lookup: 'ada' }, select: { id: true } });
  const owners = [['@ada'], ['@grace'], ['@grace', '@ada']];
  await prisma.codeownersFile.create({
    data: {
      ...{ id: crypto.randomUUID(), repositoryId: repository.id, file: 'CODEOWNERS', dialect: 'GITHUB' },
      ...{ hash: 'x', importedAt: new Date(now) },
      rules: {
        create: owners.map((of, at) => ({
          ...{ id: crypto.randomUUID(), position: at, line: at + 3, pattern: `/${at}`, owners: of },
        })),
      },
    },
  });
  await prisma.system.update({
    where: { lookup: 'search' },
    data: {
      declaredOwnerPersonId: ada.id,
      declaredOwner: {
        ...{
          reference: 'ada',
          repository: 'github.com/acme/pay',
          file: 'catalog-info.yaml',
          line: 7,
          commit: null,
        },
      },
    },
  });
}
