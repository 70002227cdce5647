import { describe, expect, it } from 'vitest';
import { type TestApi, testApi } from '../../support/api.ts';
import { mutate } from '../../support/mutate.ts';

async function checkout(): Promise<TestApi> {
  const api = await testApi({ now: () => new Date('2026-06-15T12:00:00Z') });
  await api.person('bob');
  await mutate(api, 'createRole', {
    key: 'system-owner',
    name: 'System Owner',
    scopes: ['System'],
    exclusive: true,
  });
  await mutate(api, 'createRole', { key: 'standby', name: 'Standby', scopes: ['System'] });
  await mutate(api, 'createSystem', { name: 'Checkout' });
  return api;
}

const held = async (api: TestApi) => {
  const answer = await api.send<{ system: { roles: object[]; systemOwner: object | null } }>(
    '{ system(key: "checkout") { systemOwner { person { key } } roles { person { key } from to role { key } } } }',
  );
  return answer.data.system;
};

const of = (more: object) => ({ key: 'checkout', expectedRevision: null, role: 'system-owner', ...more });

describe('roles held on a system', () => {
  it('M-038 are given to a person from an instant on, and handed over without gap or overlap', async () => {
    const api = await checkout();
    const given = await mutate(api, 'assignSystemRole', of({ person: 'ada', at: '2026-01-01T00:00:00Z' }));
    expect(given).toMatchObject({ __typename: 'AssignSystemRolePayload', revision: 2, changed: ['roles.0'] });
    await mutate(api, 'handOverSystemRole', of({ person: 'bob', at: '2026-06-01T00:00:00Z' }));
    expect(await held(api)).toEqual({
      systemOwner: { person: { key: 'bob' } },
      roles: [
        {
          person: { key: 'ada' },
          from: '2026-01-01T00:00:00.000Z',
          to: '2026-06-01T00:00:00.000Z',
          role: { key: 'system-owner' },
        },
        { person: { key: 'bob' }, from: '2026-06-01T00:00:00.000Z', to: null, role: { key: 'system-owner' } },
      ],
    });
  });

  it('M-038 has one System Owner at a time: a second is refused by name, and by the database itself', async () => {
    const api = await checkout();
    await mutate(api, 'assignSystemRole', of({ person: 'ada', at: '2026-01-01T00:00:00Z' }));
    const second = await mutate(api, 'assignSystemRole', of({ person: 'bob', at: '2026-02-01T00:00:00Z' }));
    expect(second).toMatchObject({
      __typename: 'ValidationError',
      issues: [
        {
          path: ['roles', '1', 'from'],
          message: expect.stringContaining('System Owner is held by ada since 2026-01-01'),
        },
      ],
    });
    const first = await api.database.prisma.roleAssignment.findFirstOrThrow();
    const twin = { ...first, id: crypto.randomUUID(), from: new Date('2026-03-01T00:00:00Z') };
    await expect(api.database.prisma.roleAssignment.create({ data: twin })).rejects.toMatchObject({
      code: 'P2002',
    });
    const several = await mutate(
      api,
      'assignSystemRole',
      of({ role: 'standby', person: 'bob', at: '2026-02-01T00:00:00Z' }),
    );
    expect(several.__typename).toBe('AssignSystemRolePayload');
  });

  it('M-074 stay vacant for five working days before a finding says so, and the history of holders stays', async () => {
    const api = await checkout();
    await mutate(api, 'assignSystemRole', of({ person: 'ada', at: '2026-01-01T00:00:00Z' }));
    await mutate(api, 'endSystemRole', of({ person: 'ada', at: '2026-05-01T00:00:00Z' }));
    expect(await held(api)).toMatchObject({ systemOwner: null, roles: [{ to: '2026-05-01T00:00:00.000Z' }] });
    const vacancies = async () => {
      const { data } = await api.send<{ findings: { findings: { code: string; message: string }[] } }>(
        '{ findings(keys: ["checkout"], codes: ["MANDATORY_ROLE_VACANT"], first: 500) { findings { code message } } }',
      );
      return data.findings.findings;
    };
    expect(await vacancies()).toHaveLength(1);
    await mutate(api, 'assignSystemRole', of({ person: 'ada', at: '2026-05-20T00:00:00Z' }));
    await mutate(api, 'endSystemRole', of({ person: 'ada', at: '2026-06-12T00:00:00Z' }));
    expect(await vacancies()).toEqual([]);
  });

  it('are refused on a kind where the role is not held, for a role nobody knows, and without a holder', async () => {
    const api = await checkout();
    const nobody = await mutate(api, 'assignSystemRole', of({}));
    expect(nobody.issues?.[0]?.message).toContain('either a person or a team');
    const unknown = await mutate(api, 'assignSystemRole', of({ role: 'captain', person: 'ada' }));
    expect(unknown.issues?.[0]?.message).toContain('names no role of the catalogue: captain');
    await mutate(api, 'createPortfolio', { name: 'Retail' });
    const elsewhere = await mutate(api, 'assignPortfolioRole', { ...of({ person: 'ada' }), key: 'retail' });
    expect(elsewhere.issues?.[0]?.message).toContain('is held on System, not on Portfolio');
  });

  it('are seen from the side of the holder, with the record each is held on', async () => {
    const api = await checkout();
    await mutate(api, 'assignSystemRole', of({ person: 'ada', at: '2026-01-01T00:00:00Z' }));
    const { data } = await api.send(
      '{ person(key: "ada") { rolesHeld { role { key } system { key } portfolio { key } } } }',
    );
    expect(data).toEqual({
      person: {
        rolesHeld: [{ role: { key: 'system-owner' }, system: { key: 'checkout' }, portfolio: null }],
      },
    });
  });
});
