import type { FieldIssue } from '../record/field.ts';
import { guardsNotEnforced, isTerminal, type TransitionTable } from '../record/transition-table.ts';
import {
  type ChangeDocument,
  type ChangeFacts,
  type ChangeGuard,
  changeGuards,
  mandatoryIssues,
} from './guards.ts';
import { changeState, type changeType } from './model.ts';

export type ChangeState = keyof typeof changeState.values;

const actors = {
  REQUESTER: 'its requester',
  SYSTEM_OWNER: 'the owner of a system it touches',
  CHANGE_MANAGER: 'the change manager',
  CHANGE_AUTHORITY: 'the change authority',
  EMERGENCY_CHANGE_AUTHORITY: 'the emergency change authority',
  IMPLEMENTER: 'its implementer',
  AUTOMATIC: 'the server itself',
} as const;

export type ChangeActor = keyof typeof actors;

/**
 * What the holder of a role, by its key in the role catalogue, may be in the life of a change. The owner of a
 * system is the authority for MODERATE risk; which band applies is checked when assessments exist.
 */
export const changeActorsOfRole: Readonly<Record<string, readonly ChangeActor[]>> = {
  'system-owner': ['SYSTEM_OWNER', 'CHANGE_AUTHORITY'],
  'change-manager': ['CHANGE_MANAGER'],
  'change-advisory-board': ['CHANGE_AUTHORITY'],
  'emergency-change-advisory-board': ['EMERGENCY_CHANGE_AUTHORITY'],
  owner: ['IMPLEMENTER'],
  'technical-lead': ['IMPLEMENTER'],
  'delivery-team': ['IMPLEMENTER'],
  'systems-administrator': ['IMPLEMENTER'],
  'database-administrator': ['IMPLEMENTER'],
  'network-engineer': ['IMPLEMENTER'],
  'devops-engineer': ['IMPLEMENTER'],
};

/** What a review after implementation can find; having been backed out is such an outcome, not a state. */
export const reviewOutcomes = ['SUCCESS', 'SUCCESS_WITH_ISSUES', 'BACKED_OUT', 'FAILED'] as const;

const only = (type: keyof typeof changeType.values, description: string) => ({
  description,
  holds: ({ change }: ChangeFacts) => change.type === type,
});

type Row = TransitionTable<ChangeState, ChangeGuard, ChangeActor, ChangeFacts>['rows'][number];

const row = (
  from: ChangeState,
  to: ChangeState,
  guards: readonly ChangeGuard[],
  who: readonly ChangeActor[],
  when?: Row['when'],
): Row => ({ from, to, guards, who, when, on: 'REQUEST' });

const onEdit = (from: ChangeState, to: ChangeState): Row => ({
  from,
  to,
  guards: [],
  who: ['AUTOMATIC'],
  on: 'EDIT',
});

const cancellable = ['DRAFT', 'SUBMITTED', 'ASSESSING', 'AUTHORIZED', 'SCHEDULED'] as const;

/** Every step a change can take (lifecycles 4.1). */
export const changeLifecycle: TransitionTable<ChangeState, ChangeGuard, ChangeActor, ChangeFacts> = {
  name: 'change',
  states: Object.keys(changeState.values) as ChangeState[],
  actors,
  guards: changeGuards,
  rows: [
    row(
      'DRAFT',
      'SUBMITTED',
      ['mandatory-fields', 'backout-plan-for-risk', 'approved-model'],
      ['REQUESTER', 'SYSTEM_OWNER'],
    ),
    row('SUBMITTED', 'ASSESSING', ['required-domains'], ['AUTOMATIC'], only('NORMAL', 'a normal change')),
    row(
      'SUBMITTED',
      'SCHEDULED',
      ['window-set', 'model-valid', 'no-collision'],
      ['AUTOMATIC'],
      only('STANDARD', 'a standard change'),
    ),
    row(
      'SUBMITTED',
      'AUTHORIZED',
      ['not-own-request', 'emergency-decision', 'outage-or-threat-linked'],
      ['EMERGENCY_CHANGE_AUTHORITY'],
      only('EMERGENCY', 'an emergency change'),
    ),
    row(
      'ASSESSING',
      'AUTHORIZED',
      ['not-own-request', 'assessments-complete', 'not-applicable-has-reason', 'authority-approved'],
      ['CHANGE_AUTHORITY'],
    ),
    row('ASSESSING', 'REJECTED', ['reason-given'], ['CHANGE_AUTHORITY']),
    row('ASSESSING', 'DRAFT', ['reason-given'], ['CHANGE_AUTHORITY']),
    row(
      'AUTHORIZED',
      'SCHEDULED',
      ['window-set', 'no-collision', 'no-freeze-breach', 'notices-sent'],
      ['CHANGE_MANAGER', 'SYSTEM_OWNER'],
    ),
    row('SCHEDULED', 'IMPLEMENTING', ['inside-window', 'prerequisites-pass'], ['IMPLEMENTER']),
    row('IMPLEMENTING', 'IMPLEMENTED', ['work-recorded'], ['IMPLEMENTER']),
    row('IMPLEMENTED', 'REVIEW', ['review-called-for'], ['AUTOMATIC']),
    row('IMPLEMENTED', 'CLOSED', ['no-review-called-for', 'observation-over'], ['AUTOMATIC'], {
      description: 'a change that is no emergency',
      holds: ({ change }) => change.type !== 'EMERGENCY',
    }),
    row(
      'REVIEW',
      'CLOSED',
      [
        'review-outcome',
        'incidents-linked',
        'test-obligations-closed',
        'plan-revisions-done',
        'late-assessments-filed',
      ],
      ['CHANGE_MANAGER', 'SYSTEM_OWNER'],
    ),
    ...cancellable.map((from) => row(from, 'CANCELLED', ['reason-given'], ['REQUESTER', 'CHANGE_MANAGER'])),
    row('IMPLEMENTING', 'CANCELLED', ['reason-given', 'backout-evidence'], ['REQUESTER', 'CHANGE_MANAGER']),
    onEdit('AUTHORIZED', 'ASSESSING'),
    onEdit('SCHEDULED', 'ASSESSING'),
    onEdit('SCHEDULED', 'AUTHORIZED'),
    onEdit('IMPLEMENTING', 'ASSESSING'),
    onEdit('IMPLEMENTING', 'AUTHORIZED'),
  ],
};

/** The guards of a change that are declared and not checked yet. */
export const changeGuardsNotEnforced = guardsNotEnforced(changeLifecycle);

/** What was assessed and authorised: editing one of these afterwards makes the authorisation void. */
export const scopeFields = [
  'type',
  'systems',
  'components',
  'codeReferences',
  'plan',
  'backoutPlan',
] as const;
export const windowFields = ['plannedStart', 'plannedEnd'] as const;

export type EditDecision =
  /** The state after the edit, and why it differs from the one before (null when it does not). */
  | { ok: true; state: ChangeState; because: string | null }
  | { ok: false; code: 'STATE'; reason: string }
  | { ok: false; code: 'BAD_USER_INPUT'; issues: readonly FieldIssue[] };

/**
 * The state a change is in after an edit. Once it is authorised, a new scope sends it back to ASSESSING and a
 * new window to AUTHORIZED. What has been carried out keeps its scope and window; what is over is not edited;
 * what was submitted keeps its mandatory fields. `edited` names the fields whose values differ.
 */
export function stateAfterEdit(
  state: ChangeState,
  edited: readonly string[],
  after: ChangeDocument,
): EditDecision {
  if (edited.length === 0) return { ok: true, state, because: null };
  if (isTerminal(changeLifecycle, state))
    return { ok: false, code: 'STATE', reason: `a change that is ${state} is over and can not be edited` };
  if (state === 'DRAFT') return { ok: true, state, because: null };
  const scope = edited.filter((field) => (scopeFields as readonly string[]).includes(field));
  const window = edited.filter((field) => (windowFields as readonly string[]).includes(field));
  const fixed = [...scope, ...window];
  if ((state === 'IMPLEMENTED' || state === 'REVIEW') && fixed.length > 0)
    return {
      ok: false,
      code: 'STATE',
      reason: `a change that is ${state} has been carried out: ${fixed.join(', ')} can not be edited any more`,
    };
  const issues = mandatoryIssues(after);
  if (issues.length > 0) return { ok: false, code: 'BAD_USER_INPUT', issues };
  return (
    returned(state, 'ASSESSING', scope) ??
    returned(state, 'AUTHORIZED', window) ?? { ok: true, state, because: null }
  );
}

function returned(from: ChangeState, to: ChangeState, fields: readonly string[]): EditDecision | null {
  const back = changeLifecycle.rows.some((r) => r.on === 'EDIT' && r.from === from && r.to === to);
  if (!back || fields.length === 0) return null;
  return { ok: true, state: to, because: `${fields.join(', ')} changed after it was authorised` };
}
