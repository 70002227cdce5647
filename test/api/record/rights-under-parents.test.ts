import { describe, expect, it } from 'vitest';
import { type TestApi, testApi } from '../../support/api.ts';
import { mutate, written } from '../../support/mutate.ts';
import { type Held, roleHolder } from '../../support/role-holder.ts';
import { seedKey } from '../../support/seed.ts';
import { type SeededIds, seedRows } from '../../support/seed-rows.ts';

interface Scene {
  api: TestApi;
  ids: SeededIds;
}

async function scene(): Promise<Scene> {
  const api = await testApi();
  return { api, ids: await seedRows(api.database, 2) };
}

/** A record, the field by which it hangs on another, and roles on both that let their holder write them. */
const moves: [kind: string, field: string, to: string, on: Held, over: Held][] = [
  ['Program', 'portfolio', 'Portfolio', ['program-manager', 'Program'], ['portfolio-lead', 'Portfolio']],
  ['Project', 'program', 'Program', ['project-manager', 'Project'], ['program-manager', 'Program']],
  ['System', 'program', 'Program', ['system-owner', 'System'], ['program-manager', 'Program']],
  ['Component', 'system', 'System', ['owner', 'Component'], ['system-owner', 'System']],
];

describe('moving a record under another one', { timeout: 60_000 }, () => {
  it.each(moves)(
    'of %s by its %s is for whoever may write that %s too',
    async (kind, field, to, on, over) => {
      const here = await scene();
      const { api } = here;
      const owner = await roleHolder(here, on);
      const move = { key: seedKey(kind), [field]: seedKey(to, 2), expectedRevision: null };
      if (kind === 'System') await api.database.prisma.program.updateMany({ data: { portfolioId: null } });
      expect(await mutate(api, `update${kind}`, move, { as: owner })).toMatchObject({
        code: 'FORBIDDEN',
        path: [field],
        message: expect.stringContaining(`whoever may write the ${field} too`),
      });
      const same = { ...move, [field]: seedKey(to), [kind === 'Project' ? 'goal' : 'name']: 'As before' };
      await written(api, `update${kind}`, same, { as: owner });
      await written(api, `update${kind}`, { ...move, [field]: null }, { as: owner });
      const nowhere = { ...move, [field]: 'nobody-has-this-key' };
      expect(await mutate(api, `update${kind}`, nowhere, { as: owner })).toMatchObject({
        code: 'BAD_USER_INPUT',
        path: [field],
      });
      const both = await roleHolder(here, over, { n: 2 });
      const { key } = await api.database.prisma.person.findUniqueOrThrow({ where: { id: both.personId! } });
      const role = { key: on[0], name: on[0], scopes: [kind] };
      await api.database.prisma.role.updateMany({ where: { key: on[0] }, data: { scopes: role.scopes } });
      const more = { key: seedKey(kind), role: on[0], person: key, at: '2026-01-02T00:00:00Z' };
      await written(api, `assign${kind}Role`, { ...more, expectedRevision: null });
      await written(api, `update${kind}`, move, { as: both });
    },
  );

  it('of an agreement asks for each system that it did not cover, of a new one for all of them', async () => {
    const here = await scene();
    const { api } = here;
    const owner = await roleHolder(here, ['system-owner', 'System']);
    const systems = [seedKey('System'), seedKey('System', 2)];
    const edit = { key: seedKey('Agreement'), expectedRevision: null, targets: [], systems };
    expect(await mutate(api, 'updateAgreement', edit, { as: owner })).toMatchObject({ path: ['systems'] });
    const made = {
      name: 'Both',
      provider: seedKey('Team'),
      validFrom: '2026-01-01T00:00:00Z',
      timeZone: 'UTC',
    };
    expect(await mutate(api, 'createAgreement', { ...made, systems }, { as: owner })).toMatchObject({
      code: 'FORBIDDEN',
    });
    await written(api, 'createAgreement', { ...made, systems: systems.slice(0, 1) }, { as: owner });
  });

  it('of a change does not: everybody asks for changes of everything', async () => {
    const { api } = await scene();
    const bob = await api.person('bob');
    const { record } = await written(api, 'createChange', { title: 'Mine', reason: 'x' }, { as: bob });
    const systems = [seedKey('System'), seedKey('System', 2)];
    await written(api, 'updateChange', { key: record!.key, systems, expectedRevision: 1 }, { as: bob });
  });

  it('is refused through updateRecord as well', async () => {
    const here = await scene();
    const owner = await roleHolder(here, ['owner', 'Component']);
    const fields = JSON.stringify({ system: seedKey('System', 2) });
    const input = { kind: 'Component', key: seedKey('Component'), expectedRevision: null, fields };
    expect(await mutate(here.api, 'updateRecord', input, { as: owner })).toMatchObject({ code: 'FORBIDDEN' });
  });
});
