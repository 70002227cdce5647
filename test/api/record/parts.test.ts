import { beforeEach, describe, expect, it } from 'vitest';
import { type TestApi, testApi } from '../../support/api.ts';
import { contentsOf } from '../../support/contents.ts';
import { type MutationAnswer, mutate, written } from '../../support/mutate.ts';
import { createInput, seedKey } from '../../support/seed.ts';
import { seedRows } from '../../support/seed-rows.ts';

let api: TestApi;
beforeEach(async () => {
  api = await testApi();
  await seedRows(api.database, 3);
});

const update = (kind: string, key: string, input: object): Promise<MutationAnswer> =>
  mutate(api, `update${kind}`, { key, expectedRevision: null, ...input });
const system3 = (input: object) => update('System', 'system-3', input);
const issuesOf = (answer: MutationAnswer) =>
  answer.issues?.map(({ path, message }) => [path.join('.'), message]);

const dependencies = () =>
  api.database.prisma.systemDependency.findMany({
    where: { source: { key: 'system-3' } },
    orderBy: { position: 'asc' },
    select: { id: true, position: true, hardness: true, reason: true, system: { select: { key: true } } },
  });

describe('the rows of a part', () => {
  it('are replaced as a set: what stays keeps its id, what moves too, what is not said goes', async () => {
    await system3({ dependencies: [{ system: 'system-1' }, { system: 'system-2' }] });
    const [one, two] = await dependencies();
    const answer = await system3({
      dependencies: [
        { system: 'system-2', reason: 'books' },
        { externalParty: 'external-party-1' },
        { system: 'system-1' },
      ],
    });
    expect(answer.changed).toEqual(['dependencies.0', 'dependencies.1']);
    const after = await dependencies();
    expect(after.map((row) => row.system?.key ?? null)).toEqual(['system-2', null, 'system-1']);
    expect(after[0]).toMatchObject({ id: two!.id, reason: 'books', position: 0 });
    expect(after[2]).toMatchObject({ id: one!.id, reason: null, position: 2 });
    await system3({ dependencies: [{ system: 'system-1' }] });
    expect(await dependencies()).toEqual([{ ...one, position: 0 }]);
    await system3({ dependencies: [] });
    expect(await dependencies()).toEqual([]);
  });

  it('that are the same again are no write', async () => {
    const { dependencies: same } = createInput('System', 3);
    const before = await contentsOf(api.database);
    expect(await system3({ dependencies: same })).toMatchObject({ revision: 1, changed: [] });
    expect(await contentsOf(api.database)).toEqual(before);
  });

  it('are a write when only their order changes', async () => {
    const reversed = [...(createInput('System', 3).dependencies as object[])].reverse();
    expect(await system3({ dependencies: reversed })).toMatchObject({
      revision: 2,
      changed: ['dependencies'],
    });
    expect((await dependencies()).map((row) => row.system?.key ?? null)).toEqual(['system-2', null]);
  });

  it('give the same number in the same text: 99.950 is 99.95', async () => {
    const targets = [
      { system: 'system-1', percent: '99.950', basis: 'CALENDAR_MONTH', warnPercent: '99.97' },
    ];
    expect(await update('Agreement', 'agreement-1', { targets })).toMatchObject({ changed: [] });
  });

  it.each([
    ['as they are', 'system-1', 'system-1'],
    ['in another case', 'system-1', 'SYSTEM-1'],
    ['by an older key', 'older', 'system-1'],
  ])('may not say the same twice: %s', async (_, first, second) => {
    await update('System', 'system-1', { newKey: 'older' });
    await update('System', 'older', { newKey: 'system-1' });
    const before = await contentsOf(api.database);
    const answer = await system3({ dependencies: [{ system: first }, { system: second }] });
    expect(issuesOf(answer)).toEqual([['dependencies.1', 'says the same as entry 1: keep one of them']]);
    expect(await contentsOf(api.database)).toEqual(before);
  });

  it('may not be without the record they are about', async () => {
    const missing = await api.send(
      `mutation { updateTeam(input: { key: "team-1", expectedRevision: 1, memberships: [{ title: "lead" }] }) { __typename } }`,
    );
    expect(missing.errors?.[0]?.message).toContain('MembershipInput.person');
    const both = await system3({
      dependencies: [{ system: 'system-1', externalParty: 'external-party-1' }, { reason: 'none' }],
    });
    expect(issuesOf(both)).toEqual([
      ['dependencies.0.system', 'name exactly one of system, externalParty'],
      ['dependencies.1.system', 'name exactly one of system, externalParty'],
    ]);
  });

  it('belong to their record alone: a person in two teams, a page on two systems', async () => {
    const memberships = [{ person: 'person-1', title: null }];
    for (const team of ['team-2', 'team-3'])
      expect(await update('Team', team, { memberships })).toMatchObject({ revision: 2 });
    expect(await api.database.prisma.membership.count({ where: { person: { key: 'person-1' } } })).toBe(3);
  });

  it('that the database allows once are refused with their place, and checked without writing too', async () => {
    const handles = [{ host: 'github.com', handle: '@person-1' }];
    for (const validateOnly of [true, false])
      expect(issuesOf(await update('Team', 'team-1', { handles, validateOnly }))).toEqual([
        ['handles', 'a handle belongs to one person or team only: another record has it'],
      ]);
  });
});

describe('a reference', () => {
  it('to nobody is refused where it stands, every one of them at once', async () => {
    const answer = await system3({
      team: 'nobody',
      dependencies: [{ system: 'system-1' }, { system: 'nothing' }, { externalParty: 'no-one' }],
    });
    expect(issuesOf(answer)?.sort()).toEqual([
      ['dependencies.1.system', 'no system has the key "nothing": create it first, or correct the key'],
      [
        'dependencies.2.externalParty',
        'no external party has the key "no-one": create it first, or correct the key',
      ],
      ['team', 'no team has the key "nobody": create it first, or correct the key'],
    ]);
    expect(issuesOf(await update('Process', 'process-1', { systems: ['system-1', 'zzz'] }))).toEqual([
      ['systems.1', 'no system has the key "zzz": create it first, or correct the key'],
    ]);
  });

  it('to an archived record is refused when it is new and stays when it stood there before', async () => {
    await written(api, 'archiveTeam', { key: 'team-3', expectedRevision: 1 });
    expect(await system3({ name: 'Still ours' })).toMatchObject({ revision: 2, changed: ['name'] });
    expect(issuesOf(await update('System', 'system-1', { team: 'TEAM-3' }))).toEqual([
      ['team', 'the team "TEAM-3" is archived: restore it first, or name another'],
    ]);
    await written(api, 'restoreTeam', { key: 'team-3', expectedRevision: 2 });
    expect(await update('System', 'system-1', { team: 'TEAM-3' })).toMatchObject({ changed: ['team'] });
  });

  it('is emptied with null and left alone when it is left out', async () => {
    expect(await system3({ name: 'Other' })).toMatchObject({ changed: ['name'] });
    const answer = await mutate(
      api,
      'updateSystem',
      { key: 'system-3', expectedRevision: 2, team: null },
      { select: 'team { key } program { key }' },
    );
    expect(answer).toMatchObject({
      changed: ['team'],
      record: { team: null, program: { key: 'program-3' } },
    });
  });

  it('to a program and a portfolio at once is refused', async () => {
    const message = 'a system has one parent: name the program or the portfolio, not both';
    expect(issuesOf(await system3({ portfolio: 'portfolio-1' }))).toEqual([['portfolio', message]]);
    expect(await system3({ portfolio: 'portfolio-1', program: null })).toMatchObject({
      changed: ['program', 'portfolio'],
    });
  });
});

describe('a set of references', () => {
  const systems = async () =>
    (
      await api.database.prisma.process.findFirstOrThrow({
        where: { key: 'process-1' },
        select: { systems: { select: { key: true }, orderBy: { key: 'asc' } } },
      })
    ).systems.map(({ key }) => key);

  it('is replaced as a whole; order, case and repetition mean nothing', async () => {
    const wanted = ['SYSTEM-3', 'system-2', 'system-3'];
    expect(await update('Process', 'process-1', { systems: wanted })).toMatchObject({ changed: ['systems'] });
    expect(await systems()).toEqual(['system-2', 'system-3']);
    expect(await update('Process', 'process-1', { systems: ['system-3', 'system-2'] })).toMatchObject({
      revision: 2,
      changed: [],
    });
    await update('Process', 'process-1', { systems: null });
    expect(await systems()).toEqual([]);
  });
});

describe('a reference of a kind to itself', () => {
  const circle = (answer: MutationAnswer) => answer.issues?.map((issue) => issue.path.join('.'));

  it.each([
    ['Team', 'parent'],
    ['Component', 'partOf'],
  ])('%s.%s forms a chain and no circle', async (kind, field) => {
    const [a, b, c] = [1, 2, 3].map((n) => seedKey(kind, n)) as [string, string, string];
    for (const key of [a, b, c]) await update(kind, key, { [field]: null });
    expect(circle(await update(kind, a, { [field]: a }))).toEqual([field]);
    await update(kind, b, { [field]: a });
    await update(kind, c, { [field]: b });
    expect(circle(await update(kind, a, { [field]: b }))).toEqual([field]);
    const answer = await update(kind, a, { [field]: c.toUpperCase(), name: '' });
    expect(circle(answer)).toEqual(['name', field]);
    expect(await update(kind, c, { [field]: a })).toMatchObject({ changed: [field] });
  });

  it('is found through an older key too', async () => {
    await update('Team', 'team-1', { newKey: 'renamed', parent: null });
    expect(circle(await update('Team', 'renamed', { parent: 'team-1' }))).toEqual(['parent']);
  });
});
