import { kindNamed } from '@steward/domain/record/kinds.ts';
import { type WriteCommand, writeAllInTransaction } from '@steward/server/test/platform/record/write.ts';
import { Refusal } from '@steward/server/test/platform/user-error.ts';
import { describe, expect, it } from 'vitest';
import { type TestApi, testApi } from '../../support/api.ts';
import { contentsOf, rowsAdded } from '../../support/contents.ts';
import { written } from '../../support/mutate.ts';

const create = (kind: string, document: { key: string } & Record<string, unknown>): WriteCommand => ({
  ...{ kind: kindNamed(kind), operation: 'CREATE', target: null },
  decide: () => ({ document: { name: document.key, ...document } }),
});

const change = (kind: string, key: string, set: object, archived?: boolean): WriteCommand => ({
  ...{ kind: kindNamed(kind), operation: 'UPDATE', target: { key }, expectedRevision: null },
  decide: (before) => ({
    document: { ...before!.document, ...set },
    ...(archived === undefined ? {} : { archived }),
  }),
});

const writeAll = (api: TestApi, commands: readonly WriteCommand[]) =>
  api.database.prisma.$transaction((tx) => writeAllInTransaction(tx, api.context(), commands));

/** What is wrong, as lines of path and message; nothing may have been written. */
async function refused(api: TestApi, commands: readonly WriteCommand[]): Promise<string[]> {
  const before = await contentsOf(api.database);
  const error: unknown = await writeAll(api, commands).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(Refusal);
  expect(await contentsOf(api.database)).toEqual(before);
  const { error: answer } = error as Refusal;
  return answer.type === 'ValidationError'
    ? answer.issues.map(({ path, message }) => `${path.join(' / ')}: ${message}`)
    : [answer.message];
}

const needs = (...keys: string[]) => ({
  dependencies: keys.map((component) => ({ component, hardness: 'HARD' })),
});

describe('many writes at once', () => {
  it('may name each other in circles and in any order, each with its own revision, audit event and outbox event', async () => {
    const api = await testApi();
    const before = await contentsOf(api.database);
    const answer = await writeAll(api, [
      create('Component', { key: 'a', system: 'shop', ...needs('b') }),
      create('Component', { key: 'b', partOf: 'c', ...needs('a') }),
      create('System', { key: 'shop', team: 'payments' }),
      create('Component', { key: 'c' }),
      create('Team', { key: 'payments' }),
    ]);
    expect(answer.map(({ key, revision }) => [key, revision])).toEqual(
      ['a', 'b', 'shop', 'c', 'payments'].map((key) => [key, 1]),
    );
    expect(rowsAdded(before, await contentsOf(api.database))).toEqual({
      ...{ Component: 3, ComponentDependency: 2, System: 1, Team: 1 },
      ...{ Revision: 5, AuditEntry: 5, OutboxEvent: 5, SearchEntry: 5 },
    });
    const b = await api.database.prisma.component.findFirstOrThrow({
      where: { lookup: 'b' },
      select: {
        partOf: { select: { key: true } },
        dependencies: { select: { component: { select: { key: true } } } },
      },
    });
    expect(b).toEqual({ partOf: { key: 'c' }, dependencies: [{ component: { key: 'a' } }] });
  });

  it('form no circle of parts: among new records, and through records that stand already', async () => {
    const api = await testApi();
    expect(
      await refused(api, [
        create('Team', { key: 'a', parent: 'b' }),
        create('Team', { key: 'b', parent: 'a' }),
      ]),
    ).toEqual([
      'Team a / parent: "b" is this team or stands below it: name one that does not',
      'Team b / parent: "a" is this team or stands below it: name one that does not',
    ]);
    await written(api, 'createTeam', { key: 'top', name: 'Top' });
    await written(api, 'createTeam', { key: 'below', name: 'Below', parent: 'top' });
    expect(
      await refused(api, [
        change('Team', 'top', { parent: 'fresh' }),
        create('Team', { key: 'fresh', parent: 'below' }),
      ]),
    ).toEqual(['Team top / parent: "fresh" is this team or stands below it: name one that does not']);
  });

  it('are all or nothing, and everything wrong is told with the record it is about', async () => {
    const api = await testApi();
    expect(
      await refused(api, [
        create('System', { key: 'fine' }),
        create('System', { key: 'twice' }),
        create('System', { key: 'TWICE', team: 'nobody' }),
        create('Team', { key: 'self', parent: 'self' }),
        create('Component', { key: 'long', name: 'x'.repeat(201) }),
      ]),
    ).toEqual([
      'System twice / key: the key "twice" belongs to another system: choose another',
      'System twice / team: no team has the key "nobody": create it first, or correct the key',
      'Team self / parent: no team has the key "self": create it first, or correct the key',
      expect.stringMatching(/^Component long \/ name: /),
    ]);
  });

  it('may name what the same write brings back, and not what it puts away', async () => {
    const api = await testApi();
    await written(api, 'createTeam', { key: 'old', name: 'Old' });
    await written(api, 'archiveTeam', { key: 'old', expectedRevision: null });
    const uses = create('System', { key: 'shop', team: 'old' });
    expect(await refused(api, [uses, create('Team', { key: 'other' })])).toEqual([
      'System shop / team: the team "old" is archived: restore it first, or name another',
    ]);
    await writeAll(api, [uses, change('Team', 'old', {}, false)]);
    expect(
      await refused(api, [create('System', { key: 'mall', team: 'old' }), change('Team', 'old', {}, true)]),
    ).toEqual(['System mall / team: the team "old" is archived: restore it first, or name another']);
  });

  it('pass on what only one may have', async () => {
    const api = await testApi();
    const handles = [{ host: 'github.com', handle: '@acme/payments' }];
    await writeAll(api, [create('Team', { key: 'a', handles }), create('Team', { key: 'b' })]);
    await writeAll(api, [change('Team', 'b', { handles }), change('Team', 'a', { handles: [] })]);
    const holder = await api.database.prisma.handle.findFirstOrThrow({
      select: { team: { select: { key: true } } },
    });
    expect(holder).toEqual({ team: { key: 'b' } });
  });

  it('that change nothing write nothing', async () => {
    const api = await testApi();
    await written(api, 'createTeam', { key: 'a', name: 'A' });
    const before = await contentsOf(api.database);
    const answer = await writeAll(api, [change('Team', 'a', {}), change('Team', 'a', { name: 'A' })]);
    expect(answer.map(({ changed, revision }) => [changed, revision])).toEqual([
      [[], 1],
      [[], 1],
    ]);
    expect(await contentsOf(api.database)).toEqual(before);
  });
});
