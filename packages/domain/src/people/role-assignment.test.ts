import { describe, expect, it } from 'vitest';
import { assignmentIssues, gapsOf, holdersAt, isHeldAt, type RoleAssignment } from './role-assignment.ts';
import { standardRole } from './role-catalogue.ts';

const held = (person: string, from: string, to: string | null, more: Partial<RoleAssignment> = {}) => ({
  role: 'system-owner',
  person,
  team: null,
  from: `${from}T00:00:00.000Z`,
  to: to === null ? null : `${to}T00:00:00.000Z`,
  deputy: false,
  ...more,
});

const issues = (kind: string, assignments: RoleAssignment[]) =>
  assignmentIssues(kind, assignments, standardRole).map((i) => `${i.path.join('.')} ${i.message}`);

describe('holding a role', () => {
  const ada = held('ada', '2025-01-01', '2025-06-01');

  it('is half-open: the first instant counts, the last does not', () => {
    expect(isHeldAt(ada, '2024-12-31T23:59:59.999Z')).toBe(false);
    expect(isHeldAt(ada, '2025-01-01T00:00:00Z')).toBe(true);
    expect(isHeldAt(ada, '2025-05-31T23:59:59.999Z')).toBe(true);
    expect(isHeldAt(ada, '2025-06-01T00:00:00Z')).toBe(false);
    expect(isHeldAt(held('bob', '2025-06-01', null), '2999-01-01T00:00:00Z')).toBe(true);
  });

  it('names the holders of one role at an instant, deputies apart', () => {
    const all = [
      held('bob', '2025-06-01', null),
      held('eve', '2025-01-01', null, { deputy: true }),
      held('cat', '2025-01-01', null, { role: 'standby' }),
      ada,
    ];
    expect(holdersAt(all, 'system-owner', '2025-03-01T00:00:00Z').map((a) => a.person)).toEqual(['ada']);
    expect(holdersAt(all, 'system-owner', '2025-06-01T00:00:00Z').map((a) => a.person)).toEqual(['bob']);
    const deputies = holdersAt(all, 'system-owner', '2025-03-01T00:00:00Z', { deputies: true });
    expect(deputies.map((a) => a.person)).toEqual(['eve']);
  });
});

describe('assignmentIssues', () => {
  it('an exclusive role has one holder at a time; one after the other, and a deputy beside, is right', () => {
    expect(
      issues('System', [
        held('ada', '2025-01-01', '2025-06-01'),
        held('bob', '2025-06-01', null),
        held('eve', '2025-01-01', null, { deputy: true }),
        held('mia', '2025-02-01', null, { deputy: true }),
      ]),
    ).toEqual([]);
    expect(
      issues('System', [held('bob', '2025-06-01', null), held('ada', '2025-01-01', '2025-06-01')]),
    ).toEqual([]);
    expect(
      issues('System', [held('ada', '2025-01-01', '2025-06-01'), held('bob', '2025-05-31', null)]),
    ).toEqual([
      'roles.1.from System Owner is held by ada since 2025-01-01T00:00:00.000Z until 2025-06-01T00:00:00.000Z: end or hand over that first',
    ]);
    expect(issues('System', [held('ada', '2025-03-01', null), held('bob', '2025-01-01', null)])).toHaveLength(
      1,
    );
  });

  it('other roles have several holders, but nobody holds one twice at a time', () => {
    const standby = { role: 'standby' };
    expect(
      issues('System', [held('ada', '2025-01-01', null, standby), held('bob', '2025-01-01', null, standby)]),
    ).toEqual([]);
    expect(
      issues('System', [held('ada', '2025-01-01', null, standby), held('ada', '2025-03-01', null, standby)]),
    ).toEqual([
      'roles.1.from ada already holds Standby since 2025-01-01T00:00:00.000Z: change that period instead',
    ]);
    expect(
      issues('System', [
        held('eve', '2025-01-01', null, { deputy: true }),
        held('eve', '2025-02-01', null, { deputy: true }),
      ]),
    ).toHaveLength(1);
  });

  it('refuses unknown roles, wrong kinds and periods that end before they begin', () => {
    expect(issues('System', [held('ada', '2025-01-01', null, { role: 'king' })])).toEqual([
      'roles.0.role names no role of the catalogue: king',
    ]);
    expect(issues('Portfolio', [held('ada', '2025-01-01', null)])).toEqual([
      'roles.0.role System Owner is held on System, not on Portfolio',
    ]);
    expect(issues('System', [held('ada', '2025-01-01', '2025-01-01')])).toEqual([
      'roles.0.to must be later than the beginning (2025-01-01T00:00:00.000Z)',
    ]);
  });
});

describe('gapsOf', () => {
  const day = (text: string) => `${text}T00:00:00.000Z`;

  it('finds the stretches without a holder, the open one at the end included', () => {
    const history = [
      held('cat', '2025-09-01', '2025-10-01'),
      held('ada', '2025-01-01', '2025-03-01'),
      held('bob', '2025-03-01', '2025-06-01'),
      held('eve', '2025-06-01', null, { deputy: true }),
    ];
    expect(gapsOf(history, 'system-owner', day('2025-12-01'))).toEqual([
      { from: day('2025-06-01'), to: day('2025-09-01') },
      { from: day('2025-10-01'), to: null },
    ]);
    expect(gapsOf(history, 'system-owner', day('2025-07-01'))).toEqual([
      { from: day('2025-06-01'), to: null },
    ]);
    expect(gapsOf(history, 'system-owner', day('2025-09-01'))).toEqual([
      { from: day('2025-06-01'), to: day('2025-09-01') },
    ]);
  });

  it('knows no gap before the first holder, nor without any', () => {
    expect(gapsOf([held('ada', '2025-01-01', null)], 'system-owner', day('2025-12-01'))).toEqual([]);
    expect(gapsOf([], 'system-owner', day('2025-12-01'))).toEqual([]);
    expect(gapsOf([held('ada', '2026-01-01', null)], 'system-owner', day('2025-12-01'))).toEqual([]);
  });
});
