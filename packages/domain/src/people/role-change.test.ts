import { describe, expect, it } from 'vitest';
import type { RoleAssignment } from './role-assignment.ts';
import { standardRole } from './role-catalogue.ts';
import { appoint, endHolding, handOver, type RoleChange } from './role-change.ts';

const instant = (date: string) => `${date}T00:00:00.000Z`;
const held = (
  person: string,
  from: string,
  to: string | null = null,
  role = 'system-owner',
): RoleAssignment => ({
  role,
  person,
  team: null,
  from: instant(from),
  to: to === null ? null : instant(to),
  deputy: false,
});
const on = (...assignments: RoleAssignment[]) => ({ kind: 'System', assignments, ruleOf: standardRole });
const to = (person: string, at: string, role = 'system-owner') => ({
  role,
  person,
  team: null,
  at: instant(at),
});
const said = (change: RoleChange) =>
  change.ok ? [] : change.issues.map((i) => `${i.path.join('.')} ${i.message}`);

describe('appoint', () => {
  it('opens a holding', () => {
    expect(appoint(on(), to('ada', '2025-01-01'))).toEqual({
      ok: true,
      assignments: [held('ada', '2025-01-01')],
    });
    const deputy = appoint(on(held('ada', '2025-01-01')), { ...to('eve', '2025-02-01'), deputy: true });
    expect(deputy.ok && deputy.assignments.map((a) => a.deputy)).toEqual([false, true]);
  });

  it('refuses a second holder of an exclusive role', () => {
    expect(said(appoint(on(held('ada', '2025-01-01')), to('bob', '2025-02-01')))).toEqual([
      'roles.1.from System Owner is held by ada since 2025-01-01T00:00:00.000Z: end or hand over that first',
    ]);
  });
});

describe('handOver', () => {
  it('ends the old holding where the new one begins', () => {
    expect(handOver(on(held('ada', '2025-01-01')), to('bob', '2025-06-01'))).toEqual({
      ok: true,
      assignments: [held('ada', '2025-01-01', '2025-06-01'), held('bob', '2025-06-01')],
    });
  });

  it('brings a planned end forward and leaves deputies and other roles alone', () => {
    const deputy = { ...held('eve', '2025-01-01'), deputy: true };
    const lead = held('ada', '2025-01-01', null, 'technical-lead');
    const change = handOver(
      on(held('ada', '2025-01-01', '2025-12-01'), deputy, lead),
      to('bob', '2025-06-01'),
    );
    expect(change).toEqual({
      ok: true,
      assignments: [held('ada', '2025-01-01', '2025-06-01'), deputy, lead, held('bob', '2025-06-01')],
    });
  });

  it('fills a vacancy', () => {
    expect(handOver(on(held('ada', '2025-01-01', '2025-03-01')), to('bob', '2025-06-01')).ok).toBe(true);
  });

  it('refuses the same holder, the same instant and a planned successor', () => {
    expect(said(handOver(on(held('ada', '2025-01-01')), to('ada', '2025-06-01')))).toEqual([
      'person ada holds this role already',
    ]);
    expect(said(handOver(on(held('ada', '2025-01-01')), to('bob', '2025-01-01')))).toEqual([
      'at must be later than 2025-01-01T00:00:00.000Z, when ada took the role',
    ]);
    const planned = on(held('ada', '2025-01-01', '2025-09-01'), held('cat', '2025-09-01'));
    expect(said(handOver(planned, to('bob', '2025-06-01')))).toEqual([
      'roles.2.from System Owner is held by cat since 2025-09-01T00:00:00.000Z: end or hand over that first',
    ]);
  });

  it('where several hold a role, says whose holding ends', () => {
    const both = on(held('ada', '2025-01-01', null, 'standby'), held('bob', '2025-01-01', null, 'standby'));
    expect(said(handOver(both, to('cat', '2025-06-01', 'standby')))).toEqual([
      'previous several hold this role (ada, bob): say whose holding ends',
    ]);
    expect(handOver(both, to('cat', '2025-06-01', 'standby'), { person: 'bob', team: null })).toMatchObject({
      ok: true,
      assignments: [
        { person: 'ada', to: null },
        { person: 'bob', to: instant('2025-06-01') },
        { person: 'cat' },
      ],
    });
    expect(said(handOver(both, to('cat', '2025-06-01', 'standby'), { person: 'dan', team: null }))).toEqual([
      'previous dan does not hold standby at 2025-06-01T00:00:00.000Z',
    ]);
  });
});

describe('endHolding', () => {
  it('ends the one holding and refuses what is not held', () => {
    expect(endHolding(on(held('ada', '2025-01-01')), to('ada', '2025-06-01'))).toEqual({
      ok: true,
      assignments: [held('ada', '2025-01-01', '2025-06-01')],
    });
    expect(said(endHolding(on(held('ada', '2025-01-01')), to('bob', '2025-06-01')))).toEqual([
      'at bob does not hold system-owner at 2025-06-01T00:00:00.000Z',
    ]);
    expect(said(endHolding(on(held('ada', '2025-01-01')), to('ada', '2025-01-01')))).toEqual([
      'roles.0.to must be later than the beginning (2025-01-01T00:00:00.000Z)',
    ]);
  });
});
