import { describe, expect, it } from 'vitest';
import { standardRole } from '../people/role-catalogue.ts';
import { administrator, decide, isTerminal, legalTransitions } from '../record/transition-table.ts';
import type { ChangeDocument, ChangeFacts } from './guards.ts';
import {
  type ChangeActor,
  type ChangeState,
  changeActorsOfRole,
  changeGuardsNotEnforced,
  changeLifecycle,
  reviewOutcomes,
  stateAfterEdit,
} from './lifecycle.ts';

const complete: ChangeDocument = {
  title: 'Move the payment database',
  type: 'NORMAL',
  requester: 'ada',
  systems: ['checkout'],
  reason: 'The old host is out of support',
  plan: 'Replicate, switch, watch',
  plannedStart: '2026-03-02T20:00:00.000Z',
  plannedEnd: '2026-03-02T22:00:00.000Z',
};

const facts = (change: Partial<ChangeDocument> = {}, more: Partial<ChangeFacts> = {}): ChangeFacts => ({
  change: { ...complete, ...change },
  actor: 'grace',
  now: '2026-03-02T21:00:00Z',
  reason: 'Decided on Monday',
  ...more,
});

const types = ['STANDARD', 'NORMAL', 'EMERGENCY'] as const;
const everybody: ChangeActor[] = Object.keys(changeLifecycle.actors) as ChangeActor[];

/** lifecycles 4.1, written out again: from, to, the types it is open for, who may ask. */
const steps: readonly [string, string, string, string][] = [
  ['DRAFT', 'SUBMITTED', 'STANDARD NORMAL EMERGENCY', 'REQUESTER SYSTEM_OWNER'],
  ['SUBMITTED', 'ASSESSING', 'NORMAL', 'AUTOMATIC'],
  ['SUBMITTED', 'SCHEDULED', 'STANDARD', 'AUTOMATIC'],
  ['SUBMITTED', 'AUTHORIZED', 'EMERGENCY', 'EMERGENCY_CHANGE_AUTHORITY'],
  ['ASSESSING', 'AUTHORIZED', 'STANDARD NORMAL EMERGENCY', 'CHANGE_AUTHORITY'],
  ['ASSESSING', 'REJECTED', 'STANDARD NORMAL EMERGENCY', 'CHANGE_AUTHORITY'],
  ['ASSESSING', 'DRAFT', 'STANDARD NORMAL EMERGENCY', 'CHANGE_AUTHORITY'],
  ['AUTHORIZED', 'SCHEDULED', 'STANDARD NORMAL EMERGENCY', 'CHANGE_MANAGER SYSTEM_OWNER'],
  ['SCHEDULED', 'IMPLEMENTING', 'STANDARD NORMAL EMERGENCY', 'IMPLEMENTER'],
  ['IMPLEMENTING', 'IMPLEMENTED', 'STANDARD NORMAL EMERGENCY', 'IMPLEMENTER'],
  ['IMPLEMENTED', 'REVIEW', 'STANDARD NORMAL EMERGENCY', 'AUTOMATIC'],
  ['IMPLEMENTED', 'CLOSED', 'STANDARD NORMAL', 'AUTOMATIC'],
  ['REVIEW', 'CLOSED', 'STANDARD NORMAL EMERGENCY', 'CHANGE_MANAGER SYSTEM_OWNER'],
  ...['DRAFT', 'SUBMITTED', 'ASSESSING', 'AUTHORIZED', 'SCHEDULED', 'IMPLEMENTING'].map(
    (from): [string, string, string, string] => [
      from,
      'CANCELLED',
      'STANDARD NORMAL EMERGENCY',
      'REQUESTER CHANGE_MANAGER',
    ],
  ),
];

const stepOf = (from: string, to: string, type: string) =>
  steps.find((s) => s[0] === from && s[1] === to && s[2].split(' ').includes(type));

describe('the lifecycle of a change', () => {
  for (const from of changeLifecycle.states)
    it(`from ${from}: every pair of states, every type and every actor`, () => {
      for (const to of changeLifecycle.states)
        for (const type of types)
          for (const actor of [...everybody, administrator] as const) {
            const decision = decide(changeLifecycle, { from, to, roles: [actor], facts: facts({ type }) });
            const step = stepOf(from, to, type);
            const allowed = actor === administrator || step?.[3].split(' ').includes(actor);
            const expected = !step ? 'STATE' : allowed ? 'ok' : 'FORBIDDEN';
            expect([from, to, type, actor, decision.ok ? 'ok' : decision.code]).toEqual([
              from,
              to,
              type,
              actor,
              expected,
            ]);
            if (!decision.ok && decision.code === 'STATE')
              expect(decision.legal).toEqual(
                steps.filter((s) => stepOf(from, s[1], type) === s).map((s) => s[1]),
              );
          }
    });

  it('has one row at most for a pair of states and uses every state and guard', () => {
    const { rows, states, guards } = changeLifecycle;
    expect(new Set(rows.map((r) => `${r.from} ${r.to}`)).size).toBe(rows.length);
    expect(new Set(rows.flatMap((r) => [r.from, r.to]))).toEqual(new Set(states));
    expect(new Set(rows.flatMap((r) => r.guards))).toEqual(new Set(Object.keys(guards)));
  });

  it('ends in CLOSED, REJECTED and CANCELLED; backed out is an outcome of the review', () => {
    expect(changeLifecycle.states.filter((s) => isTerminal(changeLifecycle, s))).toEqual([
      'CLOSED',
      'REJECTED',
      'CANCELLED',
    ]);
    expect(changeLifecycle.states).not.toContain('BACKED_OUT');
    expect(reviewOutcomes).toEqual(['SUCCESS', 'SUCCESS_WITH_ISSUES', 'BACKED_OUT', 'FAILED']);
  });

  it('names the legal steps when it refuses one', () => {
    expect(decide(changeLifecycle, { from: 'SUBMITTED', to: 'CLOSED', roles: [], facts: facts() })).toEqual({
      ok: false,
      code: 'STATE',
      reason: 'a change does not go from SUBMITTED to CLOSED; possible from here: ASSESSING, CANCELLED',
      legal: ['ASSESSING', 'CANCELLED'],
    });
    const emergencyOnly = { from: 'SUBMITTED', to: 'AUTHORIZED', roles: [], facts: facts() } as const;
    expect(decide(changeLifecycle, emergencyOnly)).toMatchObject({
      code: 'STATE',
      reason:
        'only an emergency change goes from SUBMITTED to AUTHORIZED; possible from here: ASSESSING, CANCELLED',
    });
    expect(decide(changeLifecycle, { from: 'CLOSED', to: 'DRAFT', roles: [], facts: facts() })).toMatchObject(
      {
        reason: 'a change does not go from CLOSED to DRAFT; nothing leads on from here',
        legal: [],
      },
    );
    expect(legalTransitions(changeLifecycle, 'SUBMITTED')).toEqual([
      'ASSESSING',
      'SCHEDULED',
      'AUTHORIZED',
      'CANCELLED',
    ]);
  });

  it('every role that acts on a change is in the role catalogue, and every actor but two comes from a role', () => {
    expect(Object.keys(changeActorsOfRole).filter((key) => standardRole(key) === undefined)).toEqual([]);
    const fromRoles = new Set(Object.values(changeActorsOfRole).flat());
    expect(everybody.filter((actor) => !fromRoles.has(actor))).toEqual(['REQUESTER', 'AUTOMATIC']);
  });

  it('says who may take a step', () => {
    const step = { from: 'DRAFT', to: 'SUBMITTED', roles: ['IMPLEMENTER'], facts: facts() } as const;
    expect(decide(changeLifecycle, step)).toEqual({
      ok: false,
      code: 'FORBIDDEN',
      reason: 'DRAFT to SUBMITTED is for its requester or the owner of a system it touches',
    });
  });
});

describe('guards of a change', () => {
  const issuesOf = (from: ChangeState, to: ChangeState, given: ChangeFacts) => {
    const decision = decide(changeLifecycle, { from, to, roles: [administrator], facts: given });
    return !decision.ok && decision.code === 'BAD_USER_INPUT'
      ? decision.issues.map((i) => i.path.join('.'))
      : [];
  };

  it.each([
    ['title', ' '],
    ['type', ''],
    ['requester', null],
    ['systems', []],
    ['reason', null],
    ['plan', '\n '],
    ['plannedStart', null],
    ['plannedEnd', null],
  ])('M-229 a change without %s is not submitted', (field, nothing) => {
    expect(issuesOf('DRAFT', 'SUBMITTED', facts({ [field]: nothing }))).toEqual([field]);
  });

  it('M-229 all that is missing is named at once, and a complete change is submitted', () => {
    const bare = facts({
      systems: [],
      reason: null,
      plan: '',
      plannedStart: null,
      plannedEnd: null,
      requester: null,
    });
    const refused = decide(changeLifecycle, {
      from: 'DRAFT',
      to: 'SUBMITTED',
      roles: [administrator],
      facts: bare,
    });
    expect(refused).toMatchObject({
      reason:
        'DRAFT to SUBMITTED is not possible yet: ' +
        'requester is missing: name who asks for the change; ' +
        'systems is empty: name at least one system it touches; ' +
        'reason is missing: say why the change is needed; ' +
        'plan is missing: say how it will be carried out; ' +
        'plannedStart is missing: say when the window begins; ' +
        'plannedEnd is missing: say when the window ends',
    });
    const submit = { from: 'DRAFT', to: 'SUBMITTED', roles: ['REQUESTER'], facts: facts() } as const;
    expect(decide(changeLifecycle, submit)).toEqual({ ok: true });
  });

  it('a window ends after it begins', () => {
    expect(issuesOf('DRAFT', 'SUBMITTED', facts({ plannedEnd: complete.plannedStart }))).toEqual([
      'plannedEnd',
    ]);
  });

  it.each([
    ['ASSESSING', 'REJECTED'],
    ['ASSESSING', 'DRAFT'],
    ['DRAFT', 'CANCELLED'],
    ['SUBMITTED', 'CANCELLED'],
    ['ASSESSING', 'CANCELLED'],
    ['AUTHORIZED', 'CANCELLED'],
    ['SCHEDULED', 'CANCELLED'],
    ['IMPLEMENTING', 'CANCELLED'],
  ] as const)('%s to %s needs a reason', (from, to) => {
    expect(issuesOf(from, to, facts({}, { reason: ' ' }))).toEqual(['transition.reason']);
    expect(issuesOf(from, to, facts({}, { reason: null }))).toEqual(['transition.reason']);
    expect(issuesOf(from, to, facts())).toEqual([]);
  });

  it('nobody authorises their own change, an administrator neither; the server itself may', () => {
    expect(issuesOf('ASSESSING', 'AUTHORIZED', facts({}, { actor: 'ada' }))).toEqual(['requester']);
    expect(issuesOf('SUBMITTED', 'AUTHORIZED', facts({ type: 'EMERGENCY' }, { actor: 'ada' }))).toEqual([
      'requester',
    ]);
    expect(issuesOf('ASSESSING', 'AUTHORIZED', facts())).toEqual([]);
    expect(issuesOf('ASSESSING', 'AUTHORIZED', facts({ requester: null }, { actor: null }))).toEqual([]);
    expect(issuesOf('ASSESSING', 'REJECTED', facts({}, { actor: 'ada' }))).toEqual([]);
  });

  it.each([
    ['AUTHORIZED', 'SCHEDULED', 'NORMAL'],
    ['SUBMITTED', 'SCHEDULED', 'STANDARD'],
  ] as const)('%s to %s needs a window (%s)', (from, to, type) => {
    expect(issuesOf(from, to, facts({ type, plannedEnd: null }))).toEqual(['plannedEnd']);
    expect(issuesOf(from, to, facts({ type }))).toEqual([]);
  });

  it.each([
    ['2026-03-02T19:44:59Z', undefined, ['plannedStart']],
    ['2026-03-02T19:45:00Z', undefined, []],
    ['2026-03-02T22:14:59Z', undefined, []],
    ['2026-03-02T22:15:00Z', undefined, ['plannedEnd']],
    ['2026-03-02T19:59:59Z', 0, ['plannedStart']],
    ['2026-03-02T20:00:00Z', 0, []],
    ['2026-03-02T22:00:00Z', 0, ['plannedEnd']],
  ])('work begins inside the window: at %s with a tolerance of %s s', (now, windowTolerance, expected) => {
    expect(issuesOf('SCHEDULED', 'IMPLEMENTING', facts({}, { now, windowTolerance }))).toEqual(expected);
  });

  it('work does not begin without a window', () => {
    expect(issuesOf('SCHEDULED', 'IMPLEMENTING', facts({ plannedStart: null }))).toEqual(['plannedStart']);
  });

  it('lists what is declared and not checked yet, with what it waits for', () => {
    expect(changeGuardsNotEnforced.map((g) => g.guard)).toEqual([
      'backout-plan-for-risk',
      'approved-model',
      'required-domains',
      'model-valid',
      'no-collision',
      'no-freeze-breach',
      'emergency-decision',
      'outage-or-threat-linked',
      'assessments-complete',
      'not-applicable-has-reason',
      'authority-approved',
      'notices-sent',
      'prerequisites-pass',
      'work-recorded',
      'review-called-for',
      'no-review-called-for',
      'observation-over',
      'review-outcome',
      'incidents-linked',
      'test-obligations-closed',
      'plan-revisions-done',
      'late-assessments-filed',
      'backout-evidence',
    ]);
    expect(changeGuardsNotEnforced.find((g) => g.guard === 'no-collision')).toEqual({
      guard: 'no-collision',
      description: 'No open collision with another change',
      waitsFor: 'the change schedule',
      rows: ['SUBMITTED to SCHEDULED', 'AUTHORIZED to SCHEDULED'],
    });
  });
});

describe('stateAfterEdit', () => {
  const stateOf = (state: ChangeState, edited: string[], after: Partial<ChangeDocument> = {}) => {
    const decision = stateAfterEdit(state, edited, { ...complete, ...after });
    return decision.ok ? decision.state : decision.code;
  };

  it.each(['type', 'systems', 'components', 'codeReferences', 'plan', 'backoutPlan'])(
    'a new %s after authorisation is assessed again',
    (field) => {
      expect((['AUTHORIZED', 'SCHEDULED', 'IMPLEMENTING'] as const).map((s) => stateOf(s, [field]))).toEqual([
        'ASSESSING',
        'ASSESSING',
        'ASSESSING',
      ]);
      expect((['DRAFT', 'SUBMITTED', 'ASSESSING'] as const).map((s) => stateOf(s, [field]))).toEqual([
        'DRAFT',
        'SUBMITTED',
        'ASSESSING',
      ]);
      expect((['IMPLEMENTED', 'REVIEW'] as const).map((s) => stateOf(s, [field]))).toEqual([
        'STATE',
        'STATE',
      ]);
    },
  );

  it.each(['plannedStart', 'plannedEnd'])('a new %s goes back to AUTHORIZED', (field) => {
    expect(changeLifecycle.states.map((s) => stateOf(s, [field]))).toEqual([
      'DRAFT',
      'SUBMITTED',
      'ASSESSING',
      'AUTHORIZED',
      'AUTHORIZED',
      'AUTHORIZED',
      'STATE',
      'STATE',
      'STATE',
      'STATE',
      'STATE',
    ]);
  });

  it('scope counts for more than the window, and says why', () => {
    expect(stateAfterEdit('SCHEDULED', ['plannedEnd', 'systems'], complete)).toEqual({
      ok: true,
      state: 'ASSESSING',
      because: 'systems changed after it was authorised',
    });
  });

  it('words may change without a new decision, until the change is over', () => {
    expect(changeLifecycle.states.map((s) => stateOf(s, ['title', 'description']))).toEqual([
      ...changeLifecycle.states.slice(0, 8),
      'STATE',
      'STATE',
      'STATE',
    ]);
    expect(changeLifecycle.states.map((s) => stateOf(s, []))).toEqual(changeLifecycle.states);
    expect(stateAfterEdit('CLOSED', ['title'], complete)).toMatchObject({
      reason: 'a change that is CLOSED is over and can not be edited',
    });
  });

  it('what was submitted keeps its mandatory fields; a draft may lose them', () => {
    expect(stateOf('DRAFT', ['systems'], { systems: [] })).toBe('DRAFT');
    expect(stateAfterEdit('SUBMITTED', ['systems'], { ...complete, systems: [] })).toEqual({
      ok: false,
      code: 'BAD_USER_INPUT',
      issues: [{ path: ['systems'], message: 'is empty: name at least one system it touches' }],
    });
  });
});
