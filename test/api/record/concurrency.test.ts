import { beforeEach, describe, expect, it } from 'vitest';
import { type TestApi, testApi } from '../../support/api.ts';
import { contentsOf, rowsAdded } from '../../support/contents.ts';
import { type MutationAnswer, mutate } from '../../support/mutate.ts';
import { seedRows } from '../../support/seed-rows.ts';

let api: TestApi;
beforeEach(async () => {
  api = await testApi();
  await seedRows(api.database, 2);
});

const atOnce = <T>(count: number, work: (n: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, n) => work(n)));

const payloads = (answers: readonly MutationAnswer[]) =>
  answers.filter((a) => a.__typename.endsWith('Payload'));
const others = (answers: readonly MutationAnswer[]) =>
  answers.filter((a) => !a.__typename.endsWith('Payload'));

const revisionsOf = async (key: string): Promise<number[]> =>
  (
    await api.database.prisma.revision.findMany({
      where: { key },
      orderBy: { revision: 'asc' },
      select: { revision: true },
    })
  ).map(({ revision }) => revision);

describe('writers at the same time', () => {
  it('F15 fifty of one revision: one wins, the others are told who changed what', async () => {
    const answers = await atOnce(50, (n) =>
      mutate(api, 'updateSystem', { key: 'system-1', name: `Name ${n}`, expectedRevision: 1 }),
    );
    expect(payloads(answers)).toHaveLength(1);
    expect(others(answers)).toHaveLength(49);
    for (const answer of others(answers))
      expect(answer).toMatchObject({
        __typename: 'ConflictError',
        currentRevision: 2,
        changedPaths: ['name'],
        changedBy: 'Ada',
      });
    expect(await revisionsOf('system-1')).toEqual([1, 2]);
  });

  it('who ask for no check all write, one after the other, and none is lost', async () => {
    const fields = ['name', 'description', 'type', 'purpose', 'boundaryNote', 'noAgreementReason'];
    const answers = await atOnce(fields.length, (n) =>
      mutate(api, 'updateSystem', { key: 'system-1', [fields[n]!]: `by ${n}`, expectedRevision: null }),
    );
    expect(payloads(answers)).toHaveLength(fields.length);
    expect(await revisionsOf('system-1')).toEqual([1, 2, 3, 4, 5, 6, 7]);
    const last = await api.database.prisma.revision.findFirstOrThrow({
      where: { key: 'system-1', revision: 7 },
    });
    expect(last.document).toMatchObject(Object.fromEntries(fields.map((field, n) => [field, `by ${n}`])));
  });

  it('of one new key: one makes it, the others are told that it is taken', async () => {
    const answers = await atOnce(8, (n) => mutate(api, 'createSystem', { key: 'wanted', name: `Name ${n}` }));
    expect(payloads(answers)).toHaveLength(1);
    for (const answer of others(answers))
      expect(answer).toMatchObject({ __typename: 'ValidationError', path: ['key'] });
    expect(await api.database.prisma.system.count({ where: { lookup: 'wanted' } })).toBe(1);
  });

  it('of one key by making and by renaming: one has it, and an old key is nobody else’s', async () => {
    const answers = await Promise.all([
      mutate(api, 'createSystem', { key: 'wanted', name: 'New' }),
      mutate(api, 'updateSystem', { key: 'system-1', newKey: 'wanted', expectedRevision: null }),
      mutate(api, 'updateSystem', { key: 'system-2', newKey: 'wanted', expectedRevision: null }),
    ]);
    expect(payloads(answers)).toHaveLength(1);
    const [away, into] = await Promise.all([
      mutate(api, 'updateProgram', { key: 'program-1', newKey: 'away', expectedRevision: null }),
      mutate(api, 'createProgram', { key: 'program-1', name: 'Into the gap' }),
    ]);
    expect(away!.record!.key).toBe('away');
    expect(into).toMatchObject({ __typename: 'ValidationError', path: ['key'] });
  });

  it('who close a circle together: one is refused', async () => {
    const parents = [
      ['team-1', 'team-2'],
      ['team-2', 'team-1'],
    ] as const;
    for (let round = 0; round < 5; round++) {
      for (const [key] of parents)
        await mutate(api, 'updateTeam', { key, parent: null, expectedRevision: null });
      const answers = await Promise.all(
        parents.map(([key, parent]) => mutate(api, 'updateTeam', { key, parent, expectedRevision: null })),
      );
      expect(payloads(answers)).toHaveLength(1);
      expect(others(answers)).toMatchObject([{ __typename: 'ValidationError', path: ['parent'] }]);
    }
  });

  it('of the change register get a number each', async () => {
    const answers = await atOnce(10, (n) => mutate(api, 'createChange', { title: `Change ${n}` }));
    expect(new Set(answers.map((answer) => answer.record!.key)).size).toBe(10);
  });

  it('of parts of one record leave the rows of one of them, never a mixture', async () => {
    const rows = (n: number) => [1, 2].map((i) => ({ type: 'CHAT', value: `#${n}-${i}` }));
    await atOnce(5, (n) =>
      mutate(api, 'updateTeam', { key: 'team-1', contacts: rows(n), expectedRevision: null }),
    );
    const left = await api.database.prisma.contact.findMany({
      where: { team: { key: 'team-1' } },
      orderBy: { position: 'asc' },
      select: { type: true, value: true },
    });
    expect(left).toHaveLength(2);
    expect(rows(Number(left[0]!.value.slice(1).split('-')[0]))).toEqual(left);
  });
});

describe('one idempotency key, twenty times at once', () => {
  const inputs: Record<string, object> = {
    createSystem: { key: 'once', name: 'Once' },
    createChange: { title: 'Once' },
    updateSystem: { key: 'system-1', name: 'Once', expectedRevision: 1 },
    archiveSystem: { key: 'system-1', expectedRevision: 1 },
    assignSystemRole: {
      key: 'system-1',
      role: 'role-1',
      person: 'person-1',
      at: '2026-01-01T00:00:00Z',
      expectedRevision: 1,
    },
  };

  it.each(Object.keys(inputs))('%s has one effect and one answer', async (name) => {
    const before = await contentsOf(api.database);
    const input = { ...inputs[name], idempotencyKey: 'the-same' };
    const answers = await atOnce(20, () => mutate(api, name, input));
    expect(answers[0]!.__typename).toMatch(/Payload$/);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(rowsAdded(before, await contentsOf(api.database))).toMatchObject({
      Revision: 1,
      AuditEntry: 1,
      OutboxEvent: 1,
      IdempotencyKey: 1,
    });
  });

  it('with different inputs has one effect, and the others are told', async () => {
    const answers = await atOnce(10, (n) =>
      mutate(api, 'createSystem', { key: `once-${n}`, name: 'Once', idempotencyKey: 'the-same' }),
    );
    expect(payloads(answers)).toHaveLength(1);
    for (const answer of others(answers))
      expect(answer).toMatchObject({ __typename: 'ValidationError', path: ['idempotencyKey'] });
    expect(await api.database.prisma.system.count({ where: { lookup: { startsWith: 'once-' } } })).toBe(1);
  });

  it('belongs to whoever sent it: another person’s same key is another write', async () => {
    const eve = await api.person('eve', true);
    const mine = await mutate(api, 'createSystem', { name: 'Mine', idempotencyKey: 'k' });
    const hers = await mutate(api, 'createSystem', { name: 'Hers', idempotencyKey: 'k' }, { as: eve });
    expect([mine.record!.key, hers.record!.key]).toEqual(['mine', 'hers']);
  });
});

describe('an answer that is lost after the commit', () => {
  /** The same numbers on every run: which answers get lost. */
  function losses(): () => boolean {
    let state = 14;
    return () => {
      state = (state * 48_271) % 2_147_483_647;
      return state % 10 < 3;
    };
  }

  it('F14 comes again with the same key, the same to the last digit, and each write is there once', async () => {
    const lost = losses();
    const acknowledged: MutationAnswer[] = [];
    let repeats = 0;
    await atOnce(5, async (client) => {
      for (let n = 0; n < 8; n++) {
        const key = `${client}-${n}`;
        const input = { key, name: `Written ${key}`, idempotencyKey: `key ${key}` };
        const first = await mutate(api, 'createSystem', input);
        for (let answered = !lost(); !answered; answered = !lost()) {
          repeats++;
          expect(await mutate(api, 'createSystem', input)).toEqual(first);
        }
        acknowledged.push(first);
        expect(await mutate(api, 'createSystem', { ...input, name: 'Other' })).toMatchObject({
          __typename: 'ValidationError',
          path: ['idempotencyKey'],
        });
      }
    });
    expect(repeats).toBeGreaterThan(5);
    const keys = acknowledged.map((answer) => answer.record!.key).sort();
    for (const table of ['revision', 'auditEntry', 'outboxEvent'] as const) {
      const rows: { key: string }[] = await (
        api.database.prisma[table] as typeof api.database.prisma.revision
      ).findMany({
        where: { kind: 'System', operation: 'CREATE', key: { in: keys } },
        select: { key: true },
      });
      expect(rows.map((row) => row.key).sort()).toEqual(keys);
    }
    expect(await api.database.prisma.system.count({ where: { key: { in: keys } } })).toBe(40);
  });
});
