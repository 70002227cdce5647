import type { FieldIssue } from '../record/field.ts';
import type { Guard } from '../record/transition-table.ts';

/** The fields of a change that its lifecycle looks at, as they stand in its document. */
export interface ChangeDocument {
  readonly title: string;
  readonly type: string;
  readonly requester: string | null;
  readonly systems: readonly string[];
  readonly reason: string | null;
  readonly plan: string | null;
  readonly plannedStart: string | null;
  readonly plannedEnd: string | null;
}

/** What a transition of a change is judged on. */
export interface ChangeFacts {
  readonly change: ChangeDocument;
  /** Key of the person who acts; null when the server acts by itself. */
  readonly actor: string | null;
  /** The moment of the transition, ISO 8601. */
  readonly now: string;
  /** What the actor gave as the reason of the transition. */
  readonly reason: string | null;
  /** How long before and after its window work may begin, in seconds. */
  readonly windowTolerance?: number;
}

/** Our default: the sources allow a tolerance and give no figure. */
export const defaultWindowTolerance = 15 * 60;

const empty = (text: string | null): boolean => text === null || text.trim() === '';

const missing = (path: string, message: string): FieldIssue => ({ path: [path], message });

/** Both ends of the window are there, and in order. */
export function windowIssues(change: ChangeDocument): FieldIssue[] {
  const { plannedStart, plannedEnd } = change;
  const issues: FieldIssue[] = [];
  if (plannedStart === null) issues.push(missing('plannedStart', 'is missing: say when the window begins'));
  if (plannedEnd === null) issues.push(missing('plannedEnd', 'is missing: say when the window ends'));
  if (plannedStart !== null && plannedEnd !== null && Date.parse(plannedEnd) <= Date.parse(plannedStart))
    issues.push(missing('plannedEnd', `must be later than the beginning of the window (${plannedStart})`));
  return issues;
}

/** What a change must say before it is submitted, and for as long as it lives after that. */
export function mandatoryIssues(change: ChangeDocument): FieldIssue[] {
  const issues: FieldIssue[] = [];
  if (empty(change.title)) issues.push(missing('title', 'is missing: say in one line what will be changed'));
  if (empty(change.type)) issues.push(missing('type', 'is missing: choose STANDARD, NORMAL or EMERGENCY'));
  if (empty(change.requester)) issues.push(missing('requester', 'is missing: name who asks for the change'));
  if (change.systems.length === 0)
    issues.push(missing('systems', 'is empty: name at least one system it touches'));
  if (empty(change.reason)) issues.push(missing('reason', 'is missing: say why the change is needed'));
  if (empty(change.plan)) issues.push(missing('plan', 'is missing: say how it will be carried out'));
  return [...issues, ...windowIssues(change)];
}

/** The path is the transition's own reason, not the change's field of that name. */
const reasonIssues = ({ reason }: ChangeFacts): FieldIssue[] =>
  empty(reason) ? [{ path: ['transition', 'reason'], message: 'is missing: say why' }] : [];

const selfApprovalIssues = ({ change, actor }: ChangeFacts): FieldIssue[] =>
  actor !== null && actor === change.requester
    ? [missing('requester', `is ${actor}, who can not authorise their own change: somebody else decides`)]
    : [];

function insideWindowIssues({ change, now, windowTolerance }: ChangeFacts): FieldIssue[] {
  const issues = windowIssues(change);
  if (issues.length > 0) return issues;
  const moment = Date.parse(now);
  const tolerance = (windowTolerance ?? defaultWindowTolerance) * 1000;
  const { plannedStart, plannedEnd } = change;
  if (moment < Date.parse(plannedStart ?? '') - tolerance)
    return [missing('plannedStart', `is ${plannedStart}: wait for the window, or move it`)];
  if (moment >= Date.parse(plannedEnd ?? '') + tolerance)
    return [missing('plannedEnd', `was ${plannedEnd}: the window is over, set a new one`)];
  return [];
}

const enforced = (description: string, check: (facts: ChangeFacts) => FieldIssue[]): Guard<ChangeFacts> => ({
  enforced: true,
  description,
  check,
});

const later = (description: string, waitsFor: string): Guard<ChangeFacts> => ({
  enforced: false,
  description,
  waitsFor,
});

export const changeGuards = {
  'mandatory-fields': enforced(
    'Title, type, requester, systems, reason, plan and a proposed window are given',
    ({ change }) => mandatoryIssues(change),
  ),
  'window-set': enforced('The window is set', ({ change }) => windowIssues(change)),
  'inside-window': enforced('It is now inside the window, give or take the tolerance', insideWindowIssues),
  'reason-given': enforced('The decision has a reason', reasonIssues),
  'not-own-request': enforced('Nobody authorises a change they asked for', selfApprovalIssues),
  'backout-plan-for-risk': later('A backout plan when the risk is MODERATE or more', 'change assessments'),
  'approved-model': later('A standard change names an approved model', 'change models'),
  'required-domains': later('The domains to be assessed are worked out', 'change assessments'),
  'model-valid': later('The model is approved and unexpired, the change inside its limits', 'change models'),
  'no-collision': later('No open collision with another change', 'the change schedule'),
  'no-freeze-breach': later('The window breaks no freeze', 'the change schedule'),
  'emergency-decision': later(
    'Two people of the emergency authority decided, or its delegate',
    'change authority decisions',
  ),
  'outage-or-threat-linked': later('An outage or a threat is linked', 'incidents'),
  'assessments-complete': later(
    'Every required assessment is there and newer than the last material edit',
    'change assessments',
  ),
  'not-applicable-has-reason': later(
    'An assessment of "not applicable" gives its reason',
    'change assessments',
  ),
  'authority-approved': later('The authority for the risk band approved', 'change authority decisions'),
  'notices-sent': later('Those concerned were told', 'notices'),
  'prerequisites-pass': later('The prerequisites pass', 'tests'),
  'work-recorded': later('A deployment or work record with its result', 'deployments'),
  'review-called-for': later(
    'A review is due: the change was an emergency, failed or major, or its risk HIGH or more',
    'change assessments',
  ),
  'no-review-called-for': later(
    'No review is due: the change did not fail, was not major, its risk below HIGH',
    'change assessments',
  ),
  'observation-over': later('The observation time is over', 'deployments'),
  'review-outcome': later(
    'The review found SUCCESS, SUCCESS_WITH_ISSUES, BACKED_OUT or FAILED',
    'reviews after implementation',
  ),
  'incidents-linked': later('The incidents it caused are linked', 'incidents'),
  'test-obligations-closed': later('Every test obligation it made is closed', 'tests'),
  'plan-revisions-done': later('The plans it touched are revised', 'plans'),
  'late-assessments-filed': later('The late assessments of an emergency are filed', 'change assessments'),
  'backout-evidence': later('Evidence that what was begun is undone', 'evidence'),
} as const satisfies Record<string, Guard<ChangeFacts>>;

export type ChangeGuard = keyof typeof changeGuards;
