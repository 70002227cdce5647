import { describe, expect, it } from 'vitest';
import { leaveRoles } from './leaver.ts';
import type { RoleAssignment } from './role-assignment.ts';
import type { RoleHolding } from './role-change.ts';

const at = '2026-06-01T00:00:00.000Z';
const ada = { person: 'ada', team: null };
const grace = { person: 'grace', team: null };

const held = (more: Partial<RoleAssignment> = {}): RoleAssignment => ({
  ...{ role: 'owner', ...ada, from: '2026-01-01T00:00:00.000Z', to: null, deputy: false },
  ...more,
});

const on = (...assignments: RoleAssignment[]): RoleHolding => ({
  kind: 'System',
  assignments,
  ruleOf: (key) =>
    key === 'gone' ? undefined : { key, name: key, scopes: ['System'], exclusive: key === 'owner' },
});

describe('what a leaver held on a record', () => {
  it('passes to the successor at that instant, with the end it had', () => {
    const until = '2027-01-01T00:00:00.000Z';
    expect(leaveRoles(on(held({ to: until })), ada, grace, at)).toEqual({
      ok: true,
      assignments: [held({ to: at }), held({ ...grace, from: at, to: until })],
      left: [{ role: 'owner', deputy: false, outcome: 'HANDED_OVER' }],
    });
  });

  it('ends where nobody follows', () => {
    expect(leaveRoles(on(held()), ada, null, at)).toEqual({
      ok: true,
      assignments: [held({ to: at })],
      left: [{ role: 'owner', deputy: false, outcome: 'ENDED' }],
    });
  });

  it('may pass to a team, and a deputy is followed by a deputy', () => {
    const pay = { person: null, team: 'pay' };
    const answer = leaveRoles(on(held({ ...grace }), held({ deputy: true })), ada, pay, at);
    expect(answer).toMatchObject({
      assignments: [held(grace), held({ deputy: true, to: at }), held({ ...pay, from: at, deputy: true })],
    });
  });

  it('ends where the successor holds the role already for all of the time', () => {
    const both = on(held({ role: 'standby' }), held({ role: 'standby', ...grace }));
    expect(leaveRoles(both, ada, grace, at)).toMatchObject({
      assignments: [held({ role: 'standby', to: at }), held({ role: 'standby', ...grace })],
      left: [{ outcome: 'ENDED' }],
    });
  });

  it('fails where the successor holds it for a part of the time, and says which part', () => {
    const part = held({ role: 'standby', ...grace, from: '2026-09-01T00:00:00.000Z' });
    expect(leaveRoles(on(held({ role: 'standby' }), part), ada, grace, at)).toMatchObject({
      ok: false,
      issues: [{ message: expect.stringContaining('grace already holds standby since 2026-09-01') }],
    });
  });

  it('takes a holding that has not begun whole, and leaves what ended and what others hold', () => {
    const over = held({ from: '2025-01-01T00:00:00.000Z', to: '2025-06-01T00:00:00.000Z' });
    const later = held({ from: '2026-09-01T00:00:00.000Z' });
    const others = held({ role: 'standby', person: 'bob' });
    expect(leaveRoles(on(over, later, others), ada, grace, at)).toMatchObject({
      assignments: [over, others, held({ ...grace, from: '2026-09-01T00:00:00.000Z' })],
      left: [{ outcome: 'HANDED_OVER' }],
    });
    expect(leaveRoles(on(later), ada, null, at)).toMatchObject({ assignments: [] });
  });

  it('takes a holding that begins at that very instant whole', () => {
    expect(leaveRoles(on(held({ from: at })), ada, grace, at)).toMatchObject({
      assignments: [held({ ...grace, from: at })],
    });
  });

  it('changes nothing where the leaver holds nothing', () => {
    expect(leaveRoles(on(held(grace)), ada, grace, at)).toEqual({
      ok: true,
      assignments: [held(grace)],
      left: [],
    });
  });
});
