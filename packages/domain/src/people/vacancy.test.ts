import { describe, expect, it } from 'vitest';
import type { RoleAssignment } from './role-assignment.ts';
import { vacancyFindings } from './vacancy.ts';

const held = (role: string, from: string, to: string | null, deputy = false): RoleAssignment => ({
  role,
  person: 'ada',
  team: null,
  from,
  to,
  deputy,
});
// 2026-03-02 is a Monday.
const monday = '2026-03-02T09:00:00.000Z';
const system = (roles: RoleAssignment[], since = '2025-01-01T00:00:00.000Z') => [
  { kind: 'System', key: 'checkout', since, roles },
];

describe('vacancyFindings', () => {
  it('M-074 a mandatory role that is vacant for more than five working days is a finding', () => {
    const vacated = system([held('system-owner', '2025-01-01T00:00:00.000Z', monday)]);
    expect(vacancyFindings(vacated, '2026-03-09T09:00:00.000Z')).toEqual([]);
    expect(vacancyFindings(vacated, '2026-03-09T09:00:01.000Z')).toEqual([
      {
        code: 'MANDATORY_ROLE_VACANT',
        kind: 'System',
        key: 'checkout',
        message: 'has had no System Owner since 2026-03-02, more than 5 working days: appoint one',
      },
    ]);
  });

  it('counts from the last holder, else from when the record came into being', () => {
    const twice = system([
      held('system-owner', '2025-01-01T00:00:00.000Z', '2025-02-01T00:00:00.000Z'),
      held('system-owner', '2025-03-01T00:00:00.000Z', monday),
    ]);
    expect(vacancyFindings(twice, '2026-03-06T00:00:00.000Z')).toEqual([]);
    expect(vacancyFindings(system([], monday), '2026-03-06T00:00:00.000Z')).toEqual([]);
    expect(vacancyFindings(system([], monday), '2026-03-20T00:00:00.000Z')).toHaveLength(1);
  });

  it('a holder fills it; a deputy, a closed or a future holding does not', () => {
    const later = '2026-04-01T00:00:00.000Z';
    expect(vacancyFindings(system([held('system-owner', monday, null)]), later)).toEqual([]);
    expect(vacancyFindings(system([held('system-owner', monday, null, true)]), later)).toHaveLength(1);
    expect(
      vacancyFindings(system([held('system-owner', '2026-05-01T00:00:00.000Z', null)]), later),
    ).toHaveLength(1);
    expect(vacancyFindings(system([held('product-owner', monday, null)]), later)).toHaveLength(1);
  });

  it('the owner of a named process is the process owner', () => {
    const process = (roles: RoleAssignment[]) => [
      { kind: 'Process', key: 'capacity', since: '2025-01-01T00:00:00.000Z', roles },
    ];
    const owned = process([held('capacity-process-owner', monday, null)]);
    expect(vacancyFindings(owned, '2026-04-01T00:00:00.000Z').map((f) => f.message)).toEqual([
      'has had no Process Manager since 2025-01-01, more than 5 working days: appoint one',
    ]);
  });

  it('leaves kinds without mandatory roles alone and takes another allowance', () => {
    const component = [{ kind: 'Component', key: 'api', since: '2020-01-01T00:00:00.000Z', roles: [] }];
    expect(vacancyFindings(component, monday)).toEqual([]);
    expect(vacancyFindings(system([], monday), '2026-03-03T10:00:00.000Z', { allowed: 1 })).toHaveLength(1);
  });
});
