import type { FieldIssue } from '../record/field.ts';
import { differenceOf, unionOf } from '../record/interval.ts';

/** One holding of one role as it stands in the document of its record. Instants are ISO 8601, UTC. */
export interface RoleAssignment {
  readonly role: string;
  readonly person: string | null;
  readonly team: string | null;
  /** First instant of the period. */
  readonly from: string;
  /** First instant after the period; null while it is open. */
  readonly to: string | null;
  /** Stands in for the holder proper; counts neither as holder nor against exclusiveness. */
  readonly deputy: boolean;
}

/** What a holding is checked against: the role as the catalogue has it. */
export interface RoleRule {
  readonly key: string;
  readonly name: string;
  /** Names of the record kinds on which it may be held. */
  readonly scopes: readonly string[];
  readonly exclusive: boolean;
}

/** A person or a team; exactly one of the two is a key. */
export type Holder = Pick<RoleAssignment, 'person' | 'team'>;

export const sameHolder = (a: Holder, b: Holder): boolean => a.person === b.person && a.team === b.team;
const start = (a: RoleAssignment): number => Date.parse(a.from);
/** Milliseconds of the first instant after the period; infinite while it is open. */
export const end = (a: RoleAssignment): number =>
  a.to === null ? Number.POSITIVE_INFINITY : Date.parse(a.to);
const interval = (a: RoleAssignment) => ({ start: start(a), end: end(a) });
const overlaps = (a: RoleAssignment, b: RoleAssignment): boolean => start(a) < end(b) && start(b) < end(a);
const holderName = (a: RoleAssignment): string => a.person ?? a.team ?? 'nobody';

/** True at every instant of `[from, to)`: the last instant is the next holder's first. */
export const isHeldAt = (assignment: RoleAssignment, at: string): boolean =>
  start(assignment) <= Date.parse(at) && Date.parse(at) < end(assignment);

/** Who holds the role at that instant, the longest serving first; deputies only when they are asked for. */
export function holdersAt(
  assignments: readonly RoleAssignment[],
  role: string,
  at: string,
  options: { deputies?: boolean } = {},
): RoleAssignment[] {
  return assignments
    .filter((a) => a.role === role && a.deputy === (options.deputies ?? false) && isHeldAt(a, at))
    .sort((a, b) => start(a) - start(b) || (holderName(a) < holderName(b) ? -1 : 1));
}

/**
 * Everything that is wrong with the holdings of one record: a role nobody knows or one that is not held on this
 * kind, a period that ends before it begins, one holder twice at a time, two holders of an exclusive role at a
 * time. Paths lead into the field `roles`.
 */
export function assignmentIssues(
  kind: string,
  assignments: readonly RoleAssignment[],
  ruleOf: (role: string) => RoleRule | undefined,
): FieldIssue[] {
  return assignments.flatMap((assignment, index) => {
    const issue = (field: string, message: string): FieldIssue => ({
      path: ['roles', index, field],
      message,
    });
    const rule = ruleOf(assignment.role);
    if (rule === undefined) return [issue('role', `names no role of the catalogue: ${assignment.role}`)];
    if (!rule.scopes.includes(kind))
      return [
        issue('role', `${rule.name} is held on ${rule.scopes.join(', ') || 'no kind'}, not on ${kind}`),
      ];
    if (end(assignment) <= start(assignment))
      return [issue('to', `must be later than the beginning (${assignment.from})`)];
    const clash = assignments.slice(0, index).find((earlier) => clashes(rule, earlier, assignment));
    if (clash === undefined) return [];
    const since = `since ${clash.from}${clash.to === null ? '' : ` until ${clash.to}`}`;
    return sameHolder(clash, assignment)
      ? [
          issue(
            'from',
            `${holderName(clash)} already holds ${rule.name} ${since}: change that period instead`,
          ),
        ]
      : [issue('from', `${rule.name} is held by ${holderName(clash)} ${since}: end or hand over that first`)];
  });
}

const clashes = (rule: RoleRule, a: RoleAssignment, b: RoleAssignment): boolean =>
  a.role === b.role &&
  a.deputy === b.deputy &&
  overlaps(a, b) &&
  (sameHolder(a, b) || (rule.exclusive && !a.deputy));

/** A stretch without a holder; `to` is null when it has not ended by the end of the time looked at. */
export interface Gap {
  readonly from: string;
  readonly to: string | null;
}

/**
 * When nobody held the role between the first holding of it and `until`. The time before the first holding is no
 * gap: nothing is known about it.
 */
export function gapsOf(assignments: readonly RoleAssignment[], role: string, until: string): Gap[] {
  const held = unionOf(assignments.filter((a) => a.role === role && !a.deputy).map(interval));
  const first = held[0];
  const last = Date.parse(until);
  if (first === undefined || first.start >= last) return [];
  return differenceOf([{ start: first.start, end: last }], held).map((gap) => ({
    from: new Date(gap.start).toISOString(),
    to: gap.end === last && !held.some((h) => h.start === last) ? null : new Date(gap.end).toISOString(),
  }));
}
