import { beforeEach, describe, expect, it } from 'vitest';
import { type TestApi, testApi } from '../../support/api.ts';
import { contentsOf, rowsAdded } from '../../support/contents.ts';
import { written } from '../../support/mutate.ts';

const now = '2026-06-15T12:00:00.000Z';
let api: TestApi;
let grace: Awaited<ReturnType<TestApi['person']>>;

interface Answer {
  __typename: string;
  message?: string;
  path?: string[];
  issues?: { path: string[] }[];
  currentRevision?: number;
  records?: { revision: number; changed: string[]; record: Row | null }[];
}
interface Row {
  key: string;
  revision: number;
  archivedAt: string | null;
  viewerCanUpdate: boolean;
  document: Record<string, unknown>;
}

const document = `mutation ($input: WriteRecordsInput!) { result: writeRecords(input: $input) {
  __typename
  ... on WriteRecordsPayload { records { revision changed record { key revision archivedAt viewerCanUpdate document } } }
  ... on UserError { code message path }
  ... on ValidationError { issues { path } }
  ... on ConflictError { currentRevision }
} }`;

const counted = (writes: object[], more: object = {}) =>
  api.counted<{ result: Answer }>(document, { input: { writes, ...more } });
const write = async (writes: object[], more: object = {}, as = api.actor) =>
  (await api.send<{ result: Answer }>(document, { input: { writes, ...more } }, as)).data.result;

const system = (action: string, key: string, more: object = {}) => ({
  ...{ action, kind: 'System', key, expectedRevision: null },
  ...more,
});
const fields = (values: object) => ({ fields: JSON.stringify(values) });
const owner = { role: 'system-owner', at: '2026-01-01T00:00:00.000Z' };
const roles = async (key: string) => {
  const question = 'query ($key: String!) { record(kind: System, key: $key) { revision document } }';
  const { data } = await api.send<{ record: Row }>(question, { key });
  return data.record.document.roles as { person: string; from: string; to: string | null }[];
};

beforeEach(async () => {
  api = await testApi({ now: () => new Date(now) });
  grace = await api.person('grace');
  await written(api, 'createRole', {
    ...{ key: 'system-owner', name: 'System Owner', scopes: ['System'], exclusive: true },
  });
  await written(api, 'createRole', { key: 'standby', name: 'Standby', scopes: ['System'] });
  await written(api, 'createProgram', { name: 'Renewal' });
  for (const name of ['Checkout', 'Search']) await written(api, 'createSystem', { name });
});

describe('writeRecords', () => {
  it('makes, edits, archives and restores, each as the mutation of its kind does', async () => {
    const made = await write([
      { action: 'CREATE', kind: 'System', ...fields({ name: 'Billing', program: 'renewal' }) },
      { action: 'CREATE', kind: 'Change', ...fields({ title: 'Move it', reason: 'Old' }) },
      system('UPDATE', 'checkout', fields({ purpose: 'Takes money' })),
      system('ARCHIVE', 'search'),
    ]);
    expect(made).toMatchObject({
      records: [
        { revision: 1, record: { key: 'billing', viewerCanUpdate: true, document: { program: 'renewal' } } },
        { revision: 1, record: { document: { state: 'DRAFT', reason: 'Old' } } },
        { revision: 2, changed: ['purpose'], record: { document: { purpose: 'Takes money' } } },
        { revision: 2, changed: ['archivedAt'], record: { archivedAt: now } },
      ],
    });
    expect(await write([system('RESTORE', 'search')])).toMatchObject({
      records: [{ revision: 3, record: { archivedAt: null } }],
    });
    expect(await write([system('RESTORE', 'search')])).toMatchObject({ __typename: 'StateError' });
  });

  it('gives a role for a time, hands it over from whom is named, ends it, and puts all of it back', async () => {
    const held = (key: string, role: object) => ({ role: { role: key, ...role } });
    await write([system('ASSIGN_ROLE', 'checkout', { role: { ...owner, person: 'ada' } })]);
    await write([
      system(
        'ASSIGN_ROLE',
        'search',
        held('standby', { person: 'ada', at: now, to: '2026-07-01T00:00:00Z' }),
      ),
    ]);
    expect(await roles('search')).toMatchObject([{ from: now, to: '2026-07-01T00:00:00.000Z' }]);
    await write([system('HAND_OVER_ROLE', 'checkout', held('system-owner', { person: 'grace' }))]);
    expect(await roles('checkout')).toMatchObject([
      { person: 'ada', to: now },
      { person: 'grace', from: now, to: null },
    ]);
    await write([system('ROLES_OF_REVISION', 'checkout', { revision: 2 })]);
    expect(await roles('checkout')).toEqual([expect.objectContaining({ person: 'ada', to: null })]);
    await write([system('END_ROLE', 'checkout', held('system-owner', { person: 'ada' }))]);
    expect(await roles('checkout')).toMatchObject([{ person: 'ada', to: now }]);
    // Two hold it: it has to be said whose holding ends.
    const both = { role: 'standby', at: '2026-02-01T00:00:00Z' };
    await write([system('ASSIGN_ROLE', 'checkout', { role: { ...both, person: 'ada' } })]);
    await api.person('bob');
    await write([system('ASSIGN_ROLE', 'checkout', { role: { ...both, person: 'bob' } })]);
    const over = { role: 'standby', person: 'grace' };
    expect(await write([system('HAND_OVER_ROLE', 'checkout', { role: over })])).toMatchObject({
      __typename: 'ValidationError',
      path: ['previous'],
    });
    await write([system('HAND_OVER_ROLE', 'checkout', { role: { ...over, previous: { person: 'bob' } } })]);
    expect((await roles('checkout')).filter(({ to }) => to === null)).toMatchObject([
      { person: 'ada' },
      { person: 'grace' },
    ]);
    expect(await write([system('ROLES_OF_REVISION', 'checkout', { revision: 99 })])).toMatchObject({
      path: ['revision'],
    });
    await write([system('UPDATE', 'search', fields({ purpose: 'Finds', tags: ['a'] }))]);
    await write([system('FIELDS_OF_REVISION', 'search', { revision: 1 })]);
    expect(await roles('search')).toHaveLength(1);
  });

  it('writes all or nothing, and says which record is in the way', async () => {
    const before = await contentsOf(api.database);
    const good = system('UPDATE', 'checkout', fields({ purpose: 'Takes money' }));
    const answers = [
      await write([good, system('UPDATE', 'search', { ...fields({ purpose: 'x' }), expectedRevision: 7 })]),
      await write([good, system('UPDATE', 'search', { ...fields({ stage: 'GONE', team: 'nobody' }) })]),
      await write([good, system('RESTORE', 'search')]),
      await write([good, system('UPDATE', 'nothing', fields({}))]),
    ];
    expect(answers).toMatchObject([
      { __typename: 'ConflictError', message: expect.stringMatching(/^system search: /) },
      { __typename: 'ValidationError' },
      { __typename: 'StateError', message: expect.stringMatching(/^system search: /) },
      { __typename: 'NotFoundError', message: expect.stringContaining('"nothing"') },
    ]);
    expect(answers[1]!.issues!.map(({ path }) => path)).toEqual([
      ['System search', 'stage'],
      ['System search', 'team'],
    ]);
    expect(await contentsOf(api.database)).toEqual(before);
  });

  it('says all that is wrong with the writes themselves', async () => {
    const before = await contentsOf(api.database);
    const answer = await write([
      system('UPDATE', 'checkout'),
      system('ARCHIVE', 'CHECKOUT'),
      { action: 'RESTORE', kind: 'System', expectedRevision: null },
      { action: 'CREATE', kind: 'System', fields: '[]' },
      { ...system('ASSIGN_ROLE', 'x', { role: owner }), kind: 'Team' },
    ]);
    expect(answer.issues!.map(({ path }) => path.slice(1).join('.'))).toEqual([
      ...['0.fields', '1.key', '2.key', '3.fields', '4.kind'],
    ]);
    for (const many of [0, 101])
      expect(
        await write(Array.from({ length: many }, (_, n) => system('ARCHIVE', `system-${n}`))),
      ).toMatchObject({ __typename: 'ValidationError', path: ['writes'] });
    const { expectedRevision: _, ...unread } = system('ARCHIVE', 'checkout');
    expect(await write([unread])).toMatchObject({ path: ['expectedRevision'] });
    expect(await write([system('UPDATE', 'checkout', fields({ roles: [] }))])).toMatchObject({
      records: [{ changed: [] }],
    });
    expect(await contentsOf(api.database)).toEqual(before);
  });

  it('is checked without writing, and counts once for its key', async () => {
    const before = await contentsOf(api.database);
    const writes = [
      { action: 'CREATE', kind: 'System', ...fields({ name: 'Billing' }) },
      system('ARCHIVE', 'search'),
    ];
    expect(await write(writes, { validateOnly: true })).toMatchObject({
      records: [{ revision: 0, record: null }, { revision: 1 }],
    });
    expect(await contentsOf(api.database)).toEqual(before);
    const first = await write(writes, { idempotencyKey: 'once', reason: 'why' });
    const after = await contentsOf(api.database);
    expect(rowsAdded(before, after)).toMatchObject({
      ...{ Revision: 2, AuditEntry: 2, OutboxEvent: 2, IdempotencyKey: 1 },
    });
    expect(await write(writes, { idempotencyKey: 'once', reason: 'why' })).toEqual(first);
    expect(await contentsOf(api.database)).toEqual(after);
    expect(await write(writes, { idempotencyKey: 'once', reason: 'else' })).toMatchObject({
      path: ['idempotencyKey'],
    });
  });

  it('is refused as a whole to whoever may not write one of the records', async () => {
    await write([system('ASSIGN_ROLE', 'checkout', { role: { ...owner, person: 'grace' } })]);
    const edit = (key: string) => system('UPDATE', key, fields({ purpose: 'Mine' }));
    expect(await write([edit('checkout'), edit('search')], {}, grace)).toMatchObject({
      __typename: 'ForbiddenError',
      message: expect.stringMatching(/^system search: this system may be written by /),
    });
    expect(await write([edit('checkout')], {}, grace)).toMatchObject({ records: [{ changed: ['purpose'] }] });
    const question = 'query ($key: String!) { record(kind: System, key: $key) { viewerCanUpdate } }';
    const can = async (key: string) =>
      (await api.send<{ record: Row }>(question, { key }, grace)).data.record.viewerCanUpdate;
    expect([await can('checkout'), await can('search')]).toEqual([true, false]);
  });

  it('needs as many statements for the answer of two records as for one', async () => {
    const edit = (key: string, purpose: string) => system('UPDATE', key, fields({ purpose }));
    const reads = (statements: readonly string[]) =>
      statements.filter((sql) => /^SELECT/.test(sql) && sql.includes('"SystemDependency"')).length;
    const one = await counted([edit('checkout', 'a')]);
    const two = await counted([edit('checkout', 'b'), edit('search', 'b')]);
    expect(reads(two.statements)).toBe(reads(one.statements));
  });
});
