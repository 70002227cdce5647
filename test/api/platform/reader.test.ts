import { kinds } from '@steward/domain/record/kinds.ts';
import type { Question } from '@steward/server/test/platform/read/selection.ts';
import { readStatement } from '@steward/server/test/platform/read/statement.ts';
import { delegate, readsOf } from '@steward/server/test/platform/record/delegate.ts';
import { documentSelect } from '@steward/server/test/platform/record/mapping.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { type TestApi, testApi } from '../../support/api.ts';
import { seedRows } from '../../support/seed-rows.ts';

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
  await seedRows(api.database, 12);
  const { prisma } = api.database;
  const some = await prisma.system.findMany({ orderBy: { lookup: 'asc' }, take: 3 });
  await prisma.system.update({ where: { id: some[0]!.id }, data: { archivedAt: new Date(), teamId: null } });
  await prisma.change.updateMany({
    where: { key: 'CHG-1003' },
    data: { plannedStart: null, plannedEnd: null },
  });
});

const byId = { orderBy: { id: 'asc' } } as const;

/** What the reader answers, written by itself and not by Prisma, beside what Prisma answers. */
async function bothAnswers(model: string, question: Question): Promise<[unknown, unknown]> {
  expect(readStatement([{ model, question }])).not.toBeNull();
  const { read, prisma } = api.database;
  return Promise.all([readsOf(read, model).findMany(question), delegate(prisma, model).findMany(question)]);
}

describe('the reader answers as Prisma does', () => {
  it.each(kinds.map((kind) => [kind.name, kind] as const))('for all that a %s holds', async (name, kind) => {
    const [own, prismas] = await bothAnswers(name, { select: documentSelect(kind), ...byId });
    expect(own).toEqual(prismas);
    expect((own as object[]).length).toBeGreaterThan(10);
  });

  const now = new Date('2026-06-01T00:00:00Z');
  const openSystem = { archivedAt: null, team: { lookup: 'team-3' } };
  it.each<[string, string, Question['where']]>([
    ['a value', 'System', { lookup: 'system-4' }],
    ['an empty value', 'System', { archivedAt: null }],
    ['one among values', 'System', { lookup: { in: ['system-1', 'system-3', 'nothing'] } }],
    ['one among none', 'System', { lookup: { in: [] } }],
    [
      'one among many values',
      'System',
      { lookup: { in: Array.from({ length: 150 }, (_, n) => `system-${2 * n}`) } },
    ],
    ['values in any case', 'System', { name: { in: ['SYSTEM 2', 'system 3'], mode: 'insensitive' } }],
    ['a part of a text', 'System', { name: { contains: 'TEM 1', mode: 'insensitive' } }],
    ['the beginning of a text', 'System', { lookup: { startsWith: 'system-1' } }],
    ['instants', 'Change', { OR: [{ plannedStart: null }, { plannedStart: { lte: now } }] }],
    ['what is not', 'System', { NOT: { lookup: 'system-4' } }],
    ['what is not among related rows', 'System', { NOT: { team: { lookup: 'team-3' } } }],
    ['nothing of several', 'System', { OR: [] }],
    ['a related row', 'System', openSystem],
    ['the lack of a related row', 'System', { team: null }],
    ['some of a list', 'System', { components: { some: { lookup: 'component-2' } } }],
    ['none of a list', 'System', { components: { none: { lookup: 'component-2' } } }],
    ['some by a join table', 'Change', { systems: { some: openSystem } }],
    ['none by a join table', 'Change', { systems: { none: {} } }],
    [
      'one of several that lead there',
      'Change',
      {
        OR: [
          { codeReferences: { some: { path: { startsWith: 'src' } } } },
          { systems: { some: { lookup: { in: ['system-1', 'system-5'] } } } },
        ],
      },
    ],
  ])('to a condition on %s', async (_, model, where) => {
    const question = { where, select: { id: true, key: true }, ...byId };
    const [own, prismas] = await bothAnswers(model, question);
    expect(own).toEqual(prismas);
    const { read } = api.database;
    const [together] = await read.together([{ model, question }]);
    expect(together).toEqual(prismas);
  });

  it('with related rows that are limited, counted and narrowed', async () => {
    const question = {
      select: {
        key: true,
        team: { select: { key: true }, where: { lookup: 'team-3' } },
        components: { select: { key: true }, orderBy: [{ name: 'desc' }, { id: 'desc' }], take: 1 },
        roles: { select: { id: true }, take: 0 },
        changes: { select: { id: true }, where: { state: { in: ['SUBMITTED'] } } },
        _count: { select: { components: { where: { archivedAt: null } }, changes: true } },
      },
      orderBy: [{ name: 'desc' }, { id: 'asc' }],
      take: 7,
    };
    const [own, prismas] = await bothAnswers('System', question);
    expect(own).toEqual(prismas);
  });
});

describe('what the reader does not write', () => {
  it.each<[string, object]>([
    ['a cursor', { select: { id: true }, cursor: { id: crypto.randomUUID() } }],
    ['whole rows', {}],
    ['an operator it does not know', { select: { id: true }, where: { lookup: { endsWith: '1' } } }],
    ['a page from the end', { select: { id: true }, take: -1 }],
    ['an empty condition under NOT', { select: { id: true }, where: { NOT: {} } }],
    ['a column there is not', { select: { id: true }, where: { nothing: 1 } }],
  ])('is left to Prisma: %s', (_, question) => {
    expect(readStatement([{ model: 'System', question }])).toBeNull();
  });
});

it('attack 55: what comes from outside is a parameter of the statement, and no part of its text', async () => {
  const hostile = `x'; DROP TABLE "System"; --`;
  const where = {
    OR: [
      { name: hostile },
      { name: { contains: hostile } },
      { lookup: { in: [hostile] } },
      { team: { name: { in: [hostile], mode: 'insensitive' as const } } },
    ],
  };
  const statement = readStatement([{ model: 'System', question: { select: { id: true }, where } }]);
  expect(statement?.text).not.toContain('DROP');
  expect(statement?.values).toEqual([hostile, `%${hostile}%`, [hostile], [hostile]]);
  const ordered = { select: { id: true }, orderBy: { [hostile]: 'asc' } };
  expect(readStatement([{ model: 'System', question: ordered }])).toBeNull();
  expect(readStatement([{ model: 'System', question: { select: { [hostile]: true } } }])).toBeNull();
  expect(await api.database.read.system.findMany({ select: { id: true }, where })).toEqual([]);
});
