import { standardRoles } from '@steward/domain/people/role-catalogue.ts';
import { ensureStandardRoles } from '@steward/server/test/people/standard-roles.ts';
import { describe, expect, it } from 'vitest';
import { testApi } from '../../support/api.ts';
import { describeKinds } from '../../support/kind-suite.ts';
import { mutate } from '../../support/mutate.ts';
import { findingsOf, issuesOf, refusedUpdate, updateFirst } from '../../support/round-trip.ts';
import { seedRows } from '../../support/seed-rows.ts';

describeKinds('people');

describe('people and teams', () => {
  it('M-029 each product names the one team that runs it, and a product without one is found', async () => {
    const api = await testApi();
    await seedRows(api.database, 3);
    const answer = await api.send(
      `{ teams(first: 5) { nodes { key systems(where: { offered: true }) { nodes { key stage } } } } }`,
    );
    expect(answer.data).toEqual({
      teams: {
        nodes: [
          { key: 'team-1', systems: { nodes: [{ key: 'system-1', stage: 'PRODUCTION' }] } },
          { key: 'team-2', systems: { nodes: [] } },
          { key: 'team-3', systems: { nodes: [{ key: 'system-3', stage: 'PRODUCTION' }] } },
        ],
      },
    });
    expect(await findingsOf(api, 'system-1')).not.toContain('PRODUCT_WITHOUT_TEAM');
    await updateFirst(api, 'System', { team: null });
    expect(await findingsOf(api, 'system-1')).toContain('PRODUCT_WITHOUT_TEAM');
    await updateFirst(api, 'System', { offered: false });
    expect(await findingsOf(api, 'system-1')).not.toContain('PRODUCT_WITHOUT_TEAM');
  });

  it('M-072 the catalogue holds every standard role, with its source and where it may be held, and only once', async () => {
    const api = await testApi();
    expect(await ensureStandardRoles(api.context())).toBe(standardRoles.length);
    expect(await ensureStandardRoles(api.context())).toBe(0);
    const answer = await api.send<{
      roles: { nodes: { key: string; standard: string | null; scopes: string[] }[]; totalCount: number };
    }>(`{ roles(first: 100) { totalCount nodes { key name standard scopes exclusive } } }`);
    expect(answer.data.roles.totalCount).toBe(standardRoles.length);
    for (const { key, name, standard, scopes, exclusive } of standardRoles)
      expect(answer.data.roles.nodes).toContainEqual({ key, name, standard, scopes, exclusive });
  });

  it('refuses an address that is none and a person twice in a team', async () => {
    const api = await testApi();
    await seedRows(api.database, 1);
    expect(await refusedUpdate(api, 'Person', { email: 'ada at example' })).toEqual([
      ['email', 'must be an e-mail address such as ada@example.org'],
    ]);
    const memberships = [{ person: 'person-1' }, { person: 'PERSON-1', title: 'lead' }];
    expect(await refusedUpdate(api, 'Team', { memberships })).toEqual([
      ['memberships.1', 'says the same as entry 1: keep one of them'],
    ]);
  });

  it('keeps a handle on its host for one holder; another host may have the same name', async () => {
    const api = await testApi();
    const handles = (host: string) => [{ host, handle: '@ada' }];
    await mutate(api, 'createPerson', { name: 'Grace', handles: handles('github.com') });
    expect(
      issuesOf(await mutate(api, 'createTeam', { name: 'Ada', handles: handles('github.com') })),
    ).toEqual([['handles', 'a handle belongs to one person or team only: another record has it']]);
    expect(await mutate(api, 'createTeam', { name: 'Ada', handles: handles('gitlab.com') })).toMatchObject({
      revision: 1,
    });
  });
});
