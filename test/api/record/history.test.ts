import { openPolicy } from '@steward/server/test/platform/policy.ts';
import { policies } from '@steward/server/test/policies.ts';
import { describe, expect, it } from 'vitest';
import { type TestApi, testApi } from '../../support/api.ts';
import { mutate, written } from '../../support/mutate.ts';

interface Version {
  revision: number;
  key: string;
  updatedAt: string;
  archivedAt: string | null;
  document: Record<string, unknown> & {
    roles: { role: string; person: string; from: string; to: string | null }[];
  };
}
interface Comparison {
  recordComparison: {
    from: { revision: number };
    to: { revision: number; actor: string };
    changes: { field: string; row: string | null; before: unknown; after: unknown }[];
  } | null;
}

const asOfDocument = `query Q($key: String!, $asOf: DateTime) {
  record(kind: System, key: $key, asOf: $asOf) { revision key updatedAt archivedAt document } }`;
const compareDocument = `query Q($key: String!, $from: HistoryPoint!, $to: HistoryPoint!) {
  recordComparison(kind: System, key: $key, from: $from, to: $to) {
    from { revision } to { revision actor } changes { field row before after } } }`;

const day = (number: number) => `2026-03-${String(number).padStart(2, '0')}T00:00:00.000Z`;

/** One system through five days: made, handed over, renamed, put away, brought back. */
async function fiveDays(more: Parameters<typeof testApi>[0] = {}) {
  let now = new Date(day(1));
  const api = await testApi({ ...more, now: () => now });
  const on = (number: number) => {
    now = new Date(day(number));
  };
  const any = { expectedRevision: null };
  for (const name of ['Bob', 'Carol']) await written(api, 'createPerson', { key: name.toLowerCase(), name });
  await written(api, 'createTeam', { key: 'red', name: 'Red' });
  await written(api, 'createRole', {
    key: 'system-owner',
    name: 'System Owner',
    scopes: ['System'],
    exclusive: true,
  });
  await written(api, 'createSystem', {
    key: 'shop',
    name: 'Shop',
    team: 'red',
    links: [{ url: 'https://a.example' }],
  });
  await written(api, 'assignSystemRole', {
    key: 'shop',
    role: 'system-owner',
    person: 'bob',
    at: day(1),
    ...any,
  });
  on(2);
  await written(api, 'handOverSystemRole', {
    key: 'shop',
    role: 'system-owner',
    person: 'carol',
    at: day(2),
    ...any,
  });
  on(3);
  await written(api, 'updateSystem', {
    ...{ key: 'shop', newKey: 'store', name: 'Store', team: null },
    ...{ links: [{ url: 'https://b.example' }], ...any },
  });
  on(4);
  await written(api, 'archiveSystem', { key: 'store', ...any });
  on(5);
  await written(api, 'restoreSystem', { key: 'store', ...any });
  return { api, on };
}

const asOf = async (api: TestApi, at: string, key = 'store') =>
  (await api.send<{ record: Version | null }>(asOfDocument, { key, asOf: at })).data.record;

describe('a record as of a date', () => {
  it('M-407 says what stood then: its key, its fields, whether it was in use', async () => {
    const { api } = await fiveDays();
    expect(await asOf(api, '2026-02-28T00:00:00Z')).toBeNull();
    expect(await asOf(api, day(2))).toMatchObject({
      ...{ revision: 3, key: 'shop', updatedAt: day(2), archivedAt: null },
      document: { key: 'shop', name: 'Shop', team: 'red', links: [{ url: 'https://a.example' }] },
    });
    expect(await asOf(api, day(3))).toMatchObject({
      ...{ revision: 4, key: 'store', archivedAt: null },
      document: { name: 'Store', team: null, links: [{ url: 'https://b.example' }] },
    });
    expect(await asOf(api, '2026-03-04T12:00:00Z')).toMatchObject({ revision: 5, archivedAt: day(4) });
    expect(await asOf(api, day(9), 'SHOP')).toMatchObject({ revision: 6, archivedAt: null });
    const now = await api.send<{ record: Version }>(asOfDocument, { key: 'store' });
    // To the letter, so that two versions as texts differ in what was changed alone.
    expect(JSON.stringify((await asOf(api, day(9)))?.document)).toBe(
      JSON.stringify(now.data.record.document),
    );
  });

  it('M-038 M-407 has exactly one accountable owner at each moment since there was one, without gap or overlap', async () => {
    const { api } = await fiveDays();
    const owners = async (at: string) =>
      (await asOf(api, at))?.document.roles.filter(({ to }) => to === null).map(({ person }) => person);
    expect(await owners(day(1))).toEqual(['bob']);
    expect(await owners('2026-03-01T23:59:59.999Z')).toEqual(['bob']);
    expect(await owners(day(2))).toEqual(['carol']);
    expect(await owners(day(9))).toEqual(['carol']);
    const intervals = (await asOf(api, day(9)))!.document.roles.sort((a, b) => (a.from < b.from ? -1 : 1));
    expect(intervals).toMatchObject([
      { person: 'bob', from: day(1), to: day(2) },
      { person: 'carol', from: day(2), to: null },
    ]);
  });

  it('takes two statements, and two more for a key from before', async () => {
    const { api } = await fiveDays();
    const counted = async (key: string) =>
      (await api.counted(asOfDocument, { key, asOf: day(2) })).statements.length;
    expect([await counted('store'), await counted('shop')]).toEqual([2, 4]);
  });

  it('does not tell of what the viewer may not see: the record, a reference, a row', async () => {
    let hidden: Record<string, object> = {};
    const hiding = Object.fromEntries(
      Object.entries(policies).map(([kind, policy]) => [
        kind,
        {
          ...openPolicy,
          ...policy,
          visible: (...asked: Parameters<typeof policy.visible>) => hidden[kind] ?? policy.visible(...asked),
        },
      ]),
    );
    const { api } = await fiveDays({ policies: hiding });
    hidden = { Team: { NOT: { key: 'red' } }, Person: { NOT: { key: 'bob' } } };
    const seen = await asOf(api, day(2));
    expect(seen?.document).toMatchObject({ team: null, roles: [{ person: 'carol' }] });
    const changes = await compare(api, { revision: 1 }, { revision: 4 });
    expect(JSON.stringify(changes)).not.toMatch(/red|bob/);
    expect(
      await mutate(api, 'restoreRevision', {
        kind: 'System',
        key: 'store',
        revision: 1,
        expectedRevision: 6,
      }),
    ).toMatchObject({ revision: 7 });
    hidden = { System: { NOT: { key: 'store' } } };
    expect(await asOf(api, day(2))).toBeNull();
    expect(await compare(api, { revision: 1 }, { revision: 4 })).toBeNull();
    expect(
      await mutate(api, 'restoreRevision', {
        kind: 'System',
        key: 'store',
        revision: 1,
        expectedRevision: 7,
      }),
    ).toMatchObject({ code: 'NOT_FOUND' });
  });
});

const compare = async (api: TestApi, from: object, to: object, key = 'store') =>
  (await api.send<Comparison>(compareDocument, { key, from, to })).data.recordComparison;

describe('a record as a revision left it', () => {
  const revisionDocument = `query Q($revision: Int, $asOf: DateTime) {
    record(kind: System, key: "store", revision: $revision, asOf: $asOf) { revision key archivedAt document } }`;

  it('is read by its number, and empty where there is none', async () => {
    const { api } = await fiveDays();
    const { answer, statements } = await api.counted<{ record: Version | null }>(revisionDocument, {
      revision: 2,
    });
    expect(statements).toHaveLength(2);
    expect(answer.data.record).toMatchObject({ revision: 2, key: 'shop', document: { name: 'Shop' } });
    for (const revision of [0, 7])
      expect((await api.send(revisionDocument, { revision })).data).toEqual({ record: null });
    expect((await api.send(revisionDocument, { revision: 2, asOf: day(2) })).errors?.[0]?.message).toContain(
      'not both',
    );
  });

  it('has its whole history by it, paged, without reading the documents that nobody asked for', async () => {
    const { api } = await fiveDays();
    const document = `query Q($after: String) { record(kind: System, key: "shop") { revision
      history(first: 4, after: $after) { nodes { revision reason } pageInfo { hasNextPage endCursor } totalCount } } }`;
    interface History {
      record: {
        revision: number;
        history: {
          nodes: { revision: number }[];
          pageInfo: { hasNextPage: boolean; endCursor: string };
          totalCount: number;
        };
      };
    }
    const { answer, statements } = await api.counted<History>(document);
    const { record } = answer.data;
    expect([record.revision, record.history.totalCount]).toEqual([6, 6]);
    expect(record.history.nodes.map(({ revision }) => revision)).toEqual([6, 5, 4, 3]);
    const pages = statements.filter((sql) => sql.includes('"Revision"') && sql.includes('LIMIT'));
    expect(pages).toHaveLength(1);
    expect(pages[0]).not.toContain('"document"');
    const rest = (await api.send<History>(document, { after: record.history.pageInfo.endCursor })).data;
    expect(rest.record.history.nodes.map(({ revision }) => revision)).toEqual([2, 1]);
    expect(rest.record.history.pageInfo.hasNextPage).toBe(false);
    const whole = await api.send<{ record: { history: { edges: { node: { document: object } }[] } } }>(
      '{ record(kind: System, key: "store") { history(first: 1) { edges { node { document } } } } }',
    );
    expect(whole.data.record.history.edges[0]?.node.document).toMatchObject({ name: 'Store' });
  });
});

describe('two versions of a record', () => {
  it('are compared by revision or date, field by field and row by row, with two statements', async () => {
    const { api } = await fiveDays();
    const { answer, statements } = await api.counted<Comparison>(compareDocument, {
      ...{ key: 'store', from: { revision: 2 }, to: { at: day(3) } },
    });
    expect(statements).toHaveLength(2);
    const { from, to, changes } = answer.data.recordComparison!;
    expect([from, to]).toEqual([{ revision: 2 }, { revision: 4, actor: 'Ada' }]);
    const whole = changes.filter(({ row }) => row === null);
    expect(whole).toEqual(
      expect.arrayContaining([
        { field: 'key', row: null, before: 'shop', after: 'store' },
        { field: 'name', row: null, before: 'Shop', after: 'Store' },
        { field: 'team', row: null, before: 'red', after: null },
      ]),
    );
    expect(whole).toHaveLength(3);
    const rows = changes.filter(({ row }) => row !== null);
    expect(rows.map(({ field, before, after }) => [field, before !== null, after !== null]).sort()).toEqual([
      ['links', false, true],
      ['links', true, false],
      ['roles', false, true],
      ['roles', true, true],
    ]);
    expect((await compare(api, { at: day(3) }, { at: day(3) }))?.changes).toEqual([]);
    expect(await compare(api, { revision: 2 }, { revision: 99 })).toBeNull();
    expect(
      (await api.send(compareDocument, { key: 'store', from: {}, to: { revision: 1 } })).errors?.[0]?.message,
    ).toContain('one of the two');
  });
});

describe('going back to a revision', () => {
  const back = (api: TestApi, revision: number, more: object = {}) =>
    mutate(
      api,
      'restoreRevision',
      { kind: 'System', key: 'store', revision, expectedRevision: 6, ...more },
      { select: 'document' },
    );

  it('writes its fields anew as an edit of today, and leaves key and roles as they are', async () => {
    const { api } = await fiveDays();
    const answer = await back(api, 2);
    expect(answer).toMatchObject({
      revision: 7,
      record: {
        key: 'store',
        document: { name: 'Shop', team: 'red', links: [{ url: 'https://a.example' }] },
      },
    });
    expect([...answer.changed!].sort()).toEqual(expect.arrayContaining(['name', 'team']));
    const last = await api.database.prisma.revision.findFirst({ where: { kind: 'System', revision: 7 } });
    expect(last).toMatchObject({ operation: 'UPDATE', reason: 'back to revision 2', actorName: 'Ada' });
    expect((await asOf(api, day(9)))?.document.roles.at(-1)?.person).toBe('carol');
    expect(await back(api, 2, { expectedRevision: 7 })).toMatchObject({ revision: 7, changed: [] });
  });

  it('tells at its field what is gone, and refuses what an update would', async () => {
    const { api } = await fiveDays();
    await written(api, 'archiveTeam', { key: 'red', expectedRevision: null });
    expect(await back(api, 2)).toMatchObject({
      code: 'BAD_USER_INPUT',
      issues: [{ path: ['team'], message: expect.stringContaining('archived') }],
    });
    expect(await back(api, 2, { expectedRevision: 5 })).toMatchObject({
      code: 'CONFLICT',
      currentRevision: 6,
    });
    expect(await back(api, 9)).toMatchObject({ code: 'BAD_USER_INPUT', path: ['revision'] });
    expect(await back(api, 1, { expectedRevision: undefined })).toMatchObject({ path: ['expectedRevision'] });
  });
});
