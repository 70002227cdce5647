import { ensureStandardRoles } from '@steward/server/test/people/standard-roles.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { type TestApi, testApi } from '../../support/api.ts';
import { describeKinds } from '../../support/kind-suite.ts';
import { assign, findingsOf, refusedUpdate, updateFirst } from '../../support/round-trip.ts';
import { seedRows } from '../../support/seed-rows.ts';

describeKinds('system');

describe('systems and components', () => {
  let api: TestApi;
  let now: Date;
  beforeEach(async () => {
    now = new Date('2026-06-15T12:00:00Z');
    api = await testApi({ now: () => now });
    await seedRows(api.database, 2);
  });

  it('M-037 a system is described, and the description confirmed within 365 days', async () => {
    const codes = ['SYSTEM_NOT_DESCRIBED', 'SYSTEM_DESCRIPTION_STALE'];
    const found = async () => (await findingsOf(api, 'system-1')).filter((code) => codes.includes(code));
    expect(await found()).toEqual([]);
    for (const missing of [{ purpose: null }, { inScope: [] }, { boundaryNote: null }]) {
      await updateFirst(api, 'System', {
        purpose: 'Sales',
        inScope: ['carts'],
        boundaryNote: 'The bank',
        ...missing,
      });
      expect(await found()).toEqual(['SYSTEM_NOT_DESCRIBED']);
    }
    await updateFirst(api, 'System', { boundaryNote: 'The bank' });
    expect(await found()).toEqual([]);
    now = new Date('2027-01-31T09:00:00Z');
    expect(await found()).toEqual([]);
    now = new Date('2027-01-31T09:00:01Z');
    expect(await found()).toEqual(['SYSTEM_DESCRIPTION_STALE']);
    await updateFirst(api, 'System', { describedAt: now.toISOString() });
    expect(await found()).toEqual([]);
  });

  it('M-042 a live system confirms its dependencies within 180 days, hard and soft, on systems and outside parties', async () => {
    const isFound = async () => (await findingsOf(api, 'system-1')).includes('DEPENDENCIES_NOT_CONFIRMED');
    const dependencies = [
      { system: 'system-2', hardness: 'HARD', reason: 'books' },
      { externalParty: 'external-party-1', hardness: 'SOFT', reason: 'network' },
    ];
    await updateFirst(api, 'System', { dependencies, dependenciesConfirmedAt: '2026-01-01T00:00:00Z' });
    now = new Date('2026-06-30T00:00:00Z');
    expect(await isFound()).toBe(false);
    now = new Date('2026-06-30T00:00:01Z');
    expect(await isFound()).toBe(true);
    await updateFirst(api, 'System', { dependenciesConfirmedAt: null });
    expect(await isFound()).toBe(true);
    await updateFirst(api, 'System', { stage: 'PILOT' });
    expect(await isFound()).toBe(false);
  });

  it('M-043 components have an owner and a class, and the share that has both is told', async () => {
    await ensureStandardRoles(api.context());
    const share = async () => {
      const answer = await api.send<{ findings: { componentsComplete: string | null } }>(
        `{ findings { componentsComplete } }`,
      );
      return answer.data.findings.componentsComplete;
    };
    expect(await share()).toBe('0.0');
    expect(await findingsOf(api, 'component-1')).toContain('COMPONENT_WITHOUT_OWNER');
    await assign(api, 'Component', 'owner');
    expect(await findingsOf(api, 'component-1')).not.toContain('COMPONENT_WITHOUT_OWNER');
    expect(await share()).toBe('50.0');
    await updateFirst(api, 'Component', { class: null });
    expect(await findingsOf(api, 'component-1')).toContain('COMPONENT_WITHOUT_CLASS');
    expect(await share()).toBe('0.0');
    await api.database.prisma.component.updateMany({ data: { archivedAt: now } });
    expect(await share()).toBeNull();
  });

  it('refuse code outside its repository and numbers out of bounds', async () => {
    for (const path of ['/src', '../src', 'src/../..', 'a\\b'])
      expect(
        await refusedUpdate(api, 'Component', {
          codeLocations: [{ repository: 'github.com/acme/repository-1', path }],
        }),
      ).toEqual([['codeLocations.0.path', 'must be relative to the root of the repository, without ".."']]);
    const refused = await refusedUpdate(api, 'Component', {
      meanTimeBetweenFailuresRequired: -1,
      meanTimeToRestoreServiceRequired: 10_000_001,
    });
    expect(refused.map(([path]) => path)).toEqual([
      'meanTimeBetweenFailuresRequired',
      'meanTimeToRestoreServiceRequired',
    ]);
  });
});
