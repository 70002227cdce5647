import type { Actor } from '@steward/server/test/platform/context.ts';
import { describe, expect, it } from 'vitest';
import { testApi } from '../../support/api.ts';
import { mutate, written } from '../../support/mutate.ts';
import { roleHolder } from '../../support/role-holder.ts';
import { seedKey } from '../../support/seed.ts';
import { seedRows } from '../../support/seed-rows.ts';

const key = seedKey('Change');
const question = `query ($key: String!) { change(key: $key) { title } changes { totalCount }
  system(key: "system-1") { openChanges { totalCount nodes { key } } } }`;

interface Seen {
  change: { title: string } | null;
  changes: { totalCount: number };
  system: { openChanges: { totalCount: number } };
}

async function scene() {
  const api = await testApi();
  const ids = await seedRows(api.database);
  const bob = await api.person('bob');
  await api.database.prisma.change.updateMany({ data: { requesterId: bob.personId } });
  const sees = async (as: Actor): Promise<boolean> => {
    const { data } = await api.send<Seen>(question, { key }, as);
    const counts = [data.changes.totalCount, data.system.openChanges.totalCount];
    expect(counts).toEqual(data.change ? [1, 1] : [0, 0]);
    return data.change !== null;
  };
  const mark = (confidential: boolean) =>
    written(api, 'updateChange', { key, expectedRevision: null, confidential }, { as: bob });
  return { api, ids, bob, sees, mark };
}

describe('a confidential change', { timeout: 60_000 }, () => {
  it('is known to its requester, to holders of roles on what it touches, and to administrators', async () => {
    const here = await scene();
    const { api, bob, sees, mark } = here;
    const eve = await api.person('eve');
    const machine = { ...eve, personId: null, serviceAccountId: crypto.randomUUID() };
    const others = [
      eve,
      await roleHolder(here, ['program-manager', 'Program']),
      await roleHolder(here, ['portfolio-owner', 'Portfolio']),
    ];
    const holders = [
      bob,
      api.actor,
      await roleHolder(here, ['standby', 'System']),
      await roleHolder(here, ['owner', 'Component']),
      await roleHolder(here, ['change-manager', 'Process'], { team: true }),
    ];
    for (const actor of [...others, ...holders])
      expect([actor.name, await sees(actor)]).toEqual([actor.name, true]);
    await mark(true);
    for (const actor of others) expect([actor.name, await sees(actor)]).toEqual([actor.name, false]);
    for (const actor of holders) expect([actor.name, await sees(actor)]).toEqual([actor.name, true]);
    const rows = api.services.policies.Change!.visible(api.context(machine));
    expect(await api.database.prisma.change.count({ where: rows })).toBe(0);
    await mark(false);
    for (const actor of others) expect(await sees(actor)).toBe(true);
  });

  it('is known for as long as the role is held', async () => {
    const here = await scene();
    const { api, sees, mark } = here;
    const standby = await roleHolder(here, ['standby', 'System']);
    await mark(true);
    expect(await sees(standby)).toBe(true);
    await api.database.prisma.roleAssignment.updateMany({ data: { to: new Date() } });
    expect(await sees(standby)).toBe(false);
  });

  it('is missing to whoever tries to move or edit it, as one that there never was', async () => {
    const { api, mark } = await scene();
    const eve = await api.person('eve');
    await mark(true);
    for (const [name, more] of [
      ['transitionChange', { to: 'ASSESSING' }],
      ['updateChange', { title: 'X' }],
      ['archiveChange', {}],
    ] as const) {
      const ask = (named: string) =>
        mutate(api, name, { key: named, expectedRevision: null, ...more }, { as: eve });
      const [hidden, missing] = [await ask(key), await ask('CHG-9999')];
      expect(hidden.code).toBe('NOT_FOUND');
      expect(hidden).toEqual({ ...missing, message: missing.message!.replace('CHG-9999', key) });
    }
  });
});
