import type { Actor } from '@steward/server/test/platform/context.ts';
import { describe, expect, it } from 'vitest';
import { type TestApi, testApi } from '../../support/api.ts';
import { mutate } from '../../support/mutate.ts';

const complete = {
  title: 'Faster cart',
  systems: ['checkout'],
  reason: 'slow',
  plan: 'cache',
  plannedStart: '2026-06-20T08:00:00Z',
  plannedEnd: '2026-06-20T09:00:00Z',
};

/** A clock that a test sets, a system, and bob who is no administrator. */
async function desk(): Promise<{ api: TestApi; bob: Actor; at: (instant: string) => void }> {
  let now = new Date('2026-06-15T12:00:00Z');
  const api = await testApi({ now: () => now });
  const bob = await api.person('bob');
  await mutate(api, 'createSystem', { name: 'Checkout' });
  return {
    api,
    bob,
    at: (instant) => {
      now = new Date(instant);
    },
  };
}

const move = (api: TestApi, to: string, more: object = {}, as?: Actor) =>
  mutate(
    api,
    'transitionChange',
    { key: 'CHG-1001', expectedRevision: null, to, ...more },
    { as, select: 'state' },
  );

describe('a change', () => {
  it('M-229 is not submitted before its mandatory fields are complete, and all that is missing is said at once', async () => {
    const { api, bob } = await desk();
    await mutate(api, 'createChange', { title: 'Faster cart' }, { as: bob });
    const refused = await move(api, 'SUBMITTED', {}, bob);
    expect(refused.__typename).toBe('ValidationError');
    expect(refused.issues?.map((i) => i.path.join('.'))).toEqual([
      'systems',
      'reason',
      'plan',
      'plannedStart',
      'plannedEnd',
    ]);
    await mutate(api, 'updateChange', { key: 'CHG-1001', expectedRevision: 1, ...complete }, { as: bob });
    expect(await move(api, 'SUBMITTED', {}, bob)).toMatchObject({
      record: { state: 'SUBMITTED', revision: 3 },
    });
  });

  it('is a draft that only its requester sees, through every door', async () => {
    const { api, bob } = await desk();
    const made = await mutate(api, 'createChange', complete, { as: bob });
    const doors = `query ($id: ID!) {
      node(id: $id) { id }
      change(key: "CHG-1001") { key }
      changes { totalCount nodes { key } }
      search(text: "faster") { key }
      system(key: "checkout") { changes { totalCount nodes { key } } }
      person(key: "bob") { requestedChanges { nodes { key } } }
    }`;
    const id = made.record?.id;
    const hidden = { totalCount: 0, nodes: [] };
    expect((await api.send(doors, { id })).data).toEqual({
      node: null,
      change: null,
      changes: hidden,
      search: [],
      system: { changes: hidden },
      person: { requestedChanges: { nodes: [] } },
    });
    const seen = { totalCount: 1, nodes: [{ key: 'CHG-1001' }] };
    expect((await api.send(doors, { id }, bob)).data).toMatchObject({
      node: { id },
      change: { key: 'CHG-1001' },
      changes: seen,
      search: [{ key: 'CHG-1001' }],
      system: { changes: seen },
    });
  });

  it('goes its whole way, step by step, with a revision for each', async () => {
    const { api, bob, at } = await desk();
    await mutate(api, 'createChange', complete, { as: bob });
    await move(api, 'SUBMITTED', {}, bob);
    for (const to of ['ASSESSING', 'AUTHORIZED', 'SCHEDULED'])
      expect(await move(api, to)).toMatchObject({ record: { state: to } });
    at('2026-06-20T08:10:00Z');
    for (const to of ['IMPLEMENTING', 'IMPLEMENTED', 'REVIEW'])
      expect(await move(api, to)).toMatchObject({ record: { state: to } });
    expect(await move(api, 'CLOSED', { outcome: 'SUCCESS' })).toMatchObject({
      record: { state: 'CLOSED', revision: 9 },
    });
    const after = await mutate(api, 'updateChange', {
      key: 'CHG-1001',
      expectedRevision: null,
      title: 'Slower cart',
    });
    expect(after).toMatchObject({ __typename: 'StateError' });
  });

  it('refuses a step there is not, and names those there are', async () => {
    const { api, bob } = await desk();
    await mutate(api, 'createChange', complete, { as: bob });
    expect(await move(api, 'CLOSED', {}, bob)).toMatchObject({
      __typename: 'StateError',
      legal: ['SUBMITTED', 'CANCELLED'],
    });
  });

  it('is not authorised by whoever asked for it, administrator or not', async () => {
    const { api } = await desk();
    await mutate(api, 'createChange', complete);
    await move(api, 'SUBMITTED');
    await move(api, 'ASSESSING');
    const refused = await move(api, 'AUTHORIZED');
    expect(refused.issues?.[0]?.message).toContain('can not authorise their own change');
  });

  it('is moved only by those whom the table names', async () => {
    const { api, bob } = await desk();
    const eve = await api.person('eve');
    await mutate(api, 'createChange', complete, { as: bob });
    await move(api, 'SUBMITTED', {}, bob);
    expect(await move(api, 'ASSESSING', {}, eve)).toMatchObject({ __typename: 'ForbiddenError' });
    const silent = await move(api, 'CANCELLED', {}, bob);
    expect(silent.issues).toEqual([{ path: ['reason'], message: 'is missing: say why' }]);
    expect(await move(api, 'CANCELLED', { reason: 'not needed' }, bob)).toMatchObject({
      record: { state: 'CANCELLED' },
    });
  });

  it('goes back to ASSESSING when its scope is edited after it was authorised, to AUTHORIZED when its window is', async () => {
    const { api, bob } = await desk();
    await mutate(api, 'createSystem', { name: 'Ledger' });
    await mutate(api, 'createChange', complete, { as: bob });
    await move(api, 'SUBMITTED', {}, bob);
    for (const to of ['ASSESSING', 'AUTHORIZED', 'SCHEDULED']) await move(api, to);
    const edit = (input: object) =>
      mutate(
        api,
        'updateChange',
        { key: 'CHG-1001', expectedRevision: null, ...input },
        { as: bob, select: 'state' },
      );
    expect(await edit({ plannedEnd: '2026-06-20T10:00:00Z' })).toMatchObject({
      record: { state: 'AUTHORIZED' },
    });
    expect(await edit({ systems: ['checkout', 'ledger'] })).toMatchObject({ record: { state: 'ASSESSING' } });
  });
});
