import type { Actor } from '@steward/server/test/platform/context.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { type TestApi, testApi } from '../../support/api.ts';
import { contentsOf, rowsAdded } from '../../support/contents.ts';
import { type MutationAnswer, mutate, written } from '../../support/mutate.ts';
import { roleHolder } from '../../support/role-holder.ts';
import { seedKey } from '../../support/seed.ts';
import { type SeededIds, seedRows } from '../../support/seed-rows.ts';

const system = seedKey('System');
const why = 'The old one says nothing';

describe('a proposal', { timeout: 60_000 }, () => {
  let api: TestApi;
  let ids: SeededIds;
  let owner: Actor;
  let grace: Actor;

  beforeEach(async () => {
    api = await testApi();
    ids = await seedRows(api.database, 2);
    owner = await roleHolder({ api, ids }, ['system-owner', 'System']);
    grace = await api.person('grace');
  });

  const input = (more: object = {}) => ({
    ...{ kind: 'System', key: system, expectedRevision: null, reason: why },
    fields: JSON.stringify({ purpose: 'Takes the money' }),
    ...more,
  });
  const propose = (more: object = {}, as = grace) => mutate(api, 'propose', input(more), { as });
  const proposed = async (more: object = {}, as = grace): Promise<string> =>
    (await written(api, 'propose', input(more), { as })).record!.key;
  const answer = (step: string, key: string, as: Actor, more: object = {}) =>
    mutate(api, `${step}Proposal`, { key, expectedRevision: null, ...more }, { as });
  const systemNow = async () => {
    const { data } = await api.send<{ system: Record<string, unknown> }>(
      `{ system(key: "${system}") { name purpose revision tags archivedAt
        history(first: 1) { nodes { actor reason operation } } } }`,
    );
    return data.system;
  };
  const proposalNow = async (key: string, as = api.actor) => {
    const { data } = await api.send<{ proposal: Record<string, unknown> | null }>(
      `{ proposal(key: "${key}") { state title reason answer amended writtenRevision baseRevision stale fields
        viewerCanDecide viewerCanWithdraw proposer { key } decidedBy { key } about { kind key revision }
        system { key } moved { field by revision }
        changes { field base now proposed moved { field } } } }`,
      {},
      as,
    );
    return data.proposal;
  };

  it('is made by whoever may not write, says what would change, and is written by who accepts it', async () => {
    const key = await proposed();
    expect(key).toBe('PRP-1003');
    expect((await systemNow()).purpose).toBe('Sales');
    expect(await proposalNow(key, owner)).toEqual({
      ...{ state: 'OPEN', title: 'purpose of system System 1', reason: why, answer: null, amended: [] },
      ...{ writtenRevision: null, baseRevision: 1, stale: false, moved: [], decidedBy: null },
      fields: { purpose: 'Takes the money' },
      ...{ viewerCanDecide: true, viewerCanWithdraw: false, proposer: { key: 'grace' } },
      about: { kind: 'System', key: system, revision: 1 },
      system: { key: system },
      changes: [{ field: 'purpose', base: 'Sales', now: 'Sales', proposed: 'Takes the money', moved: null }],
    });
    const before = await contentsOf(api.database);
    const accepted = await answer('accept', key, owner, { idempotencyKey: 'once', reason: 'Right' });
    expect(accepted).toMatchObject({ __typename: 'AcceptProposalPayload', revision: 2 });
    const after = await contentsOf(api.database);
    expect(rowsAdded(before, after)).toMatchObject({ Revision: 2, AuditEntry: 2, OutboxEvent: 2 });
    expect(await systemNow()).toMatchObject({
      ...{ purpose: 'Takes the money', revision: 2 },
      history: {
        nodes: [{ actor: owner.name, reason: `PRP-1003 of grace: ${why}`, operation: 'UPDATE' }],
      },
    });
    expect(await proposalNow(key)).toMatchObject({
      ...{ state: 'ACCEPTED', answer: 'Right', amended: [], writtenRevision: 2, stale: false },
      ...{ viewerCanDecide: false, decidedBy: { key: expect.stringContaining('holder') } },
    });
    expect(await answer('accept', key, owner, { idempotencyKey: 'once', reason: 'Right' })).toEqual(accepted);
    expect(await contentsOf(api.database)).toEqual(after);
  });

  it('is checked as the write is, except who may: what could never be accepted is refused at its field', async () => {
    const before = await contentsOf(api.database);
    const wrong = await propose({ fields: JSON.stringify({ name: '', team: 'nobody', colour: 'red' }) });
    expect(wrong.issues!.map(({ path }) => path.join('.'))).toEqual(['colour']);
    const fields = await propose({ fields: JSON.stringify({ name: '', team: 'nobody' }) });
    expect(fields.issues!.map(({ path }) => path.join('.')).sort()).toEqual(['name', 'team']);
    const paths = async (more: object) => (await propose(more)).issues?.map(({ path }) => path.join('.'));
    expect(await paths({ reason: ' ' })).toEqual(['reason']);
    expect(await paths({ fields: 'no' })).toEqual(['fields']);
    expect(await paths({ fields: '{"purpose": "Sales"}' })).toEqual(['fields']);
    expect(await paths({ operation: 'ARCHIVE' })).toEqual(['fields']);
    expect(await paths({ operation: 'CREATE' })).toEqual(['key']);
    expect(await paths({ kind: 'Change', key: null, operation: 'CREATE' })).toEqual(['operation']);
    expect(await paths({ kind: 'Proposal', key: 'PRP-1001' })).toEqual(['kind']);
    expect(await propose({ expectedRevision: 7 })).toMatchObject({ code: 'CONFLICT', currentRevision: 1 });
    expect(await propose({ key: 'nothing' })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await propose({ operation: 'RESTORE', fields: null })).toMatchObject({ code: 'STATE' });
    expect(await contentsOf(api.database)).toEqual(before);
  });

  it('is answered by whoever may write the record, and by nobody else', async () => {
    const key = await proposed();
    const other = await roleHolder({ api, ids }, ['product-owner', 'System'], { n: 2 });
    for (const as of [grace, other]) {
      expect(await answer('accept', key, as)).toMatchObject({ code: 'FORBIDDEN' });
      expect(await answer('decline', key, as, { reason: 'No' })).toMatchObject({ code: 'FORBIDDEN' });
      expect((await proposalNow(key, as))!.viewerCanDecide).toBe(false);
    }
    expect(await answer('withdraw', key, owner)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await answer('withdraw', key, api.actor)).toMatchObject({ code: 'FORBIDDEN' });
    const refused = await api.database.prisma.auditEntry.findMany({ where: { outcome: 'REFUSED' } });
    expect(refused).toHaveLength(6);
    expect(await answer('decline', key, owner)).toMatchObject({ code: 'BAD_USER_INPUT', path: ['reason'] });
    expect(await answer('decline', key, owner, { reason: 'No' })).toMatchObject({ revision: 2 });
    expect(await proposalNow(key)).toMatchObject({ state: 'DECLINED', answer: 'No', writtenRevision: null });
    for (const step of ['accept', 'decline', 'withdraw'])
      expect(await answer(step, key, grace, { reason: 'No' })).toMatchObject({ code: 'STATE', legal: [] });
    expect(await systemNow()).toMatchObject({ purpose: 'Sales', revision: 1 });
  });

  it('is withdrawn by its proposer, and accepted by them once they may write the record themselves', async () => {
    const [first, second] = [await proposed({}, owner), await proposed()];
    expect(await answer('withdraw', second, grace)).toMatchObject({ revision: 2 });
    expect(await proposalNow(second)).toMatchObject({ state: 'WITHDRAWN' });
    expect(await answer('accept', first, owner)).toMatchObject({ revision: 2 });
    expect(await proposalNow(first)).toMatchObject({ state: 'ACCEPTED', writtenRevision: 2 });
  });

  it('is amended as it is accepted, and remembers where', async () => {
    const key = await proposed({ fields: '{"purpose": "Takes the money", "tags": ["pay"]}' });
    const fields = '{"purpose": "Takes all the money"}';
    const wrong = await answer('accept', key, owner, { fields: '{"purpose": "\\u0000"}' });
    expect(wrong).toMatchObject({ code: 'BAD_USER_INPUT', path: ['purpose'] });
    await answer('accept', key, owner, { fields });
    expect(await systemNow()).toMatchObject({ purpose: 'Takes all the money', tags: ['pay'] });
    expect(await proposalNow(key)).toMatchObject({ amended: ['purpose'] });
  });

  it('is stale once what it would change was written, and says what, who and when; other fields do not count', async () => {
    const key = await proposed();
    await written(api, 'updateSystem', { key: system, expectedRevision: null, name: 'Till' });
    expect(await proposalNow(key)).toMatchObject({ stale: false, moved: [], about: { revision: 2 } });
    await written(api, 'updateSystem', { key: system, expectedRevision: null, purpose: 'Money' });
    expect(await proposalNow(key)).toMatchObject({
      ...{ stale: true, moved: [{ field: 'purpose', by: 'Ada', revision: 3 }] },
      changes: [{ base: 'Sales', now: 'Money', proposed: 'Takes the money', moved: { field: 'purpose' } }],
    });
    const conflict = await answer('accept', key, owner);
    expect(conflict).toMatchObject({
      ...{ code: 'CONFLICT', path: ['recordRevision'], currentRevision: 3 },
      ...{ changedPaths: ['purpose'], changedBy: 'Ada' },
    });
    expect(await answer('accept', key, owner, { recordRevision: 2 })).toMatchObject({ code: 'CONFLICT' });
    expect(await systemNow()).toMatchObject({ purpose: 'Money', revision: 3 });
    expect(await answer('accept', key, owner, { recordRevision: 3 })).toMatchObject({ revision: 2 });
    expect(await systemNow()).toMatchObject({ name: 'Till', purpose: 'Takes the money', revision: 4 });
  });

  it('about other fields stays applicable', async () => {
    const key = await proposed();
    await written(api, 'updateSystem', { key: system, expectedRevision: null, name: 'Till' });
    expect(await answer('accept', key, owner)).toMatchObject({ revision: 2 });
    expect(await systemNow()).toMatchObject({ name: 'Till', purpose: 'Takes the money', revision: 3 });
  });

  it('is stale when its record was put away', async () => {
    const key = await proposed();
    await written(api, 'archiveSystem', { key: system, expectedRevision: null });
    expect(await proposalNow(key)).toMatchObject({ stale: true, moved: [{ field: 'archived', by: 'Ada' }] });
    expect(await answer('accept', key, owner)).toMatchObject({ code: 'CONFLICT', path: ['recordRevision'] });
  });

  it('puts away, brings back, gives and hands over roles', async () => {
    const archive = await proposed({ operation: 'ARCHIVE', fields: null });
    expect(await proposalNow(archive)).toMatchObject({
      title: 'archive system System 1',
      changes: [{ field: 'archived', base: false, now: false, proposed: true }],
    });
    await answer('accept', archive, owner);
    expect((await systemNow()).archivedAt).not.toBeNull();
    const restore = await proposed({ operation: 'RESTORE', fields: null });
    await answer('accept', restore, owner);
    expect((await systemNow()).archivedAt).toBeNull();
    const step = { role: 'standby', person: 'grace', at: '2026-03-01T00:00:00Z' };
    await roleHolder({ api, ids }, ['standby', 'System'], { n: 2 });
    const assign = await proposed({ operation: 'ASSIGN_ROLE', fields: JSON.stringify(step) });
    const change = ((await proposalNow(assign))!.changes as { proposed: { person: string }[] }[])[0]!;
    expect(change).toMatchObject({
      field: 'roles',
      proposed: expect.arrayContaining([expect.objectContaining({ person: 'grace' })]),
    });
    expect(await answer('accept', assign, owner)).toMatchObject({ revision: 2 });
    const again = await propose({ operation: 'ASSIGN_ROLE', fields: '{"person": "grace"}' });
    expect(again.issues!.map(({ path }) => path[0])).toEqual(['role']);
    const over = await proposed({
      operation: 'HAND_OVER_ROLE',
      fields: JSON.stringify({ ...step, person: 'ada', at: '2026-04-01T00:00:00Z' }),
    });
    await answer('accept', over, owner);
    const end = await proposed({
      operation: 'END_ROLE',
      fields: JSON.stringify({ ...step, person: 'ada', at: '2026-05-01T00:00:00Z' }),
    });
    expect(await answer('accept', end, owner)).toMatchObject({ revision: 2 });
    const held = await api.database.prisma.roleAssignment.findMany({
      where: { role: { key: 'standby' }, system: { key: system } },
      orderBy: { from: 'asc' },
    });
    expect(held.map(({ to }) => to?.toISOString())).toEqual([
      '2026-04-01T00:00:00.000Z',
      '2026-05-01T00:00:00.000Z',
    ]);
  });

  it('of a new record stands with what it shall hang on, and is made by whoever may write that', async () => {
    const fields = JSON.stringify({ key: 'till', name: 'Till', system });
    const key = await proposed({ kind: 'Component', key: null, operation: 'CREATE', fields });
    expect(await proposalNow(key)).toMatchObject({
      ...{ title: 'new component Till', about: null, system: { key: system }, baseRevision: null },
    });
    expect(await answer('accept', key, grace)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await answer('accept', key, owner, { validateOnly: true })).toMatchObject({ revision: 1 });
    expect(await answer('accept', key, owner)).toMatchObject({ revision: 2 });
    expect(await proposalNow(key)).toMatchObject({
      ...{ about: { kind: 'Component', key: 'till', revision: 1 }, writtenRevision: 1 },
    });
    const taken = await propose({ kind: 'Component', key: null, operation: 'CREATE', fields });
    expect(taken.issues!.map(({ path }) => path[0])).toEqual(['key']);
  });

  it('stands in the lists of its record and is found as every record is', async () => {
    const key = await proposed();
    const { data } = await api.send<Record<string, never>>(
      `{ system(key: "${system}") { proposals(where: { state: { eq: OPEN }, proposer: { eq: "grace" } }) { totalCount nodes { key } } }
        search(text: "${key}") { kind key } eventsSince { events { kind key operation } } }`,
    );
    expect(data).toMatchObject({
      system: { proposals: { totalCount: 1, nodes: [{ key }] } },
      search: [{ kind: 'Proposal', key }],
      eventsSince: { events: expect.arrayContaining([{ kind: 'Proposal', key, operation: 'CREATE' }]) },
    });
    const edit = { kind: 'Proposal', key, expectedRevision: null, fields: '{"title": "X"}' };
    expect(await mutate(api, 'updateRecord', edit)).toMatchObject({ path: ['kind'] });
    const writes = [{ action: 'ARCHIVE', kind: 'Proposal', key, expectedRevision: null }];
    expect(await mutate(api, 'writeRecords', { writes })).toMatchObject({ path: ['writes', '0', 'kind'] });
  });

  it('of a record that is hidden is hidden, from its proposer too, and missing for every answer', async () => {
    const made = await written(api, 'createChange', { title: 'Draft', reason: 'x' }, { as: owner });
    const key = await proposed(
      { kind: 'Change', key: made.record!.key, fields: '{"title": "Better"}' },
      owner,
    );
    expect(await proposalNow(key, owner)).toMatchObject({ title: 'title of change Draft' });
    const list =
      '{ proposals { totalCount nodes { key } } search(text: "better") { key } eventsSince { events { key } } }';
    for (const as of [grace, api.actor]) {
      expect(await proposalNow(key, as)).toBeNull();
      expect(JSON.stringify(await api.send(list, {}, as))).not.toContain(key);
      const [hidden, missing] = [await answer('accept', key, as), await answer('accept', 'PRP-9999', as)];
      expect(hidden).toEqual({ ...missing, message: missing.message!.replace('PRP-9999', key) });
    }
    expect(await propose({ kind: 'Change', key: made.record!.key, fields: '{"title": "X"}' })).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('costs as many statements for many as for one', async () => {
    const question = (first: number) =>
      `{ proposals(first: ${first}) { totalCount nodes { key stale viewerCanDecide proposer { key } about { key }
        changes { field base now proposed } } } }`;
    for (const purpose of ['A', 'B', 'C']) await proposed({ fields: JSON.stringify({ purpose }) });
    const one = await api.counted<{ proposals: { nodes: unknown[] } }>(question(1));
    const many = await api.counted<{ proposals: { nodes: unknown[] } }>(question(5));
    expect(many.answer.data.proposals.nodes).toHaveLength(5);
    expect(one.statements).toHaveLength(many.statements.length);
    expect(many.statements).toHaveLength(5);
  });

  describe('with somebody else at the same time', () => {
    const steps: Record<string, (key: string) => Promise<MutationAnswer>> = {
      accept: (key) => answer('accept', key, owner),
      withdraw: (key) => answer('withdraw', key, grace),
      decline: (key) => answer('decline', key, api.actor, { reason: 'No' }),
      edit: () => mutate(api, 'updateSystem', { key: system, expectedRevision: null, purpose: 'Money' }),
      archive: () => mutate(api, 'archiveSystem', { key: system, expectedRevision: null }),
    };
    const names = Object.keys(steps);
    const pairs = names.flatMap((a) => names.filter((b) => b !== a).map((b) => [a, b] as const));

    it.each(pairs)('%s and then %s agree on what was answered and written', async (a, b) => {
      const key = await proposed();
      const answers = { [a]: await steps[a]!(key), [b]: await steps[b]!(key) };
      await agrees(key, answers);
    });

    it.each(pairs.filter(([a, b]) => a < b))('%s and %s at once agree', async (a, b) => {
      const key = await proposed();
      const [one, other] = await Promise.all([steps[a]!(key), steps[b]!(key)]);
      await agrees(key, { [a]: one, [b]: other });
    });

    async function agrees(key: string, answers: Record<string, MutationAnswer>): Promise<void> {
      const done = Object.keys(answers).filter((name) => answers[name]!.__typename.endsWith('Payload'));
      const proposal = (await proposalNow(key))!;
      const now = await systemNow();
      const decided = done.filter((name) => ['accept', 'withdraw', 'decline'].includes(name));
      const said = { accept: 'ACCEPTED', withdraw: 'WITHDRAWN', decline: 'DECLINED' } as Record<
        string,
        string
      >;
      expect(decided.length).toBeLessThanOrEqual(1);
      expect(proposal.state).toBe(decided[0] ? said[decided[0]] : 'OPEN');
      // Whatever was written before it was accepted is what it was accepted over: no write is lost in silence.
      if (done.includes('accept')) {
        const kept = await api.database.prisma.revision.findFirstOrThrow({
          where: { kind: 'System', revision: Number(proposal.writtenRevision), key: system },
        });
        expect(kept.document).toMatchObject({ purpose: 'Takes the money' });
        expect(kept.revision).toBe(2);
      } else expect(now.purpose).not.toBe('Takes the money');
      if (done.includes('edit')) expect(now.purpose).toBe('Money');
      expect(now.archivedAt !== null).toBe(done.includes('archive'));
    }
  });
});
