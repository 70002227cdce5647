import type { FieldIssue } from '../record/field.ts';
import {
  assignmentIssues,
  type Holder,
  isHeldAt,
  type RoleAssignment,
  type RoleRule,
  sameHolder,
} from './role-assignment.ts';

/** Who is to hold what, and since when. Exactly one of `person` and `team` is a key. */
export interface Appointment {
  readonly role: string;
  readonly person: string | null;
  readonly team: string | null;
  /** First instant of the new period, ISO 8601. */
  readonly at: string;
  /** First instant after it; open when left out. */
  readonly to?: string | null;
  readonly deputy?: boolean;
}

/** The record whose roles change: its kind, what is held now, and the catalogue. */
export interface RoleHolding {
  readonly kind: string;
  readonly assignments: readonly RoleAssignment[];
  readonly ruleOf: (role: string) => RoleRule | undefined;
}

export type RoleChange =
  | { ok: true; assignments: readonly RoleAssignment[] }
  | { ok: false; issues: readonly FieldIssue[] };

/** Adds a holding. Fails when the role is not held on this kind or has an exclusive holder at the time. */
export function appoint(holding: RoleHolding, appointment: Appointment): RoleChange {
  return checked(holding, [...holding.assignments, opened(appointment)]);
}

/**
 * Hands a role over: the holding that is open at `at` ends there and the new one begins there, so that nothing
 * is left uncovered and nothing overlaps. Deputies stay; a deputy's holding is handed over to a deputy. Where
 * several hold the role, `previous` says whose holding ends. Fails when it does not, when the new holder holds
 * the role already, or when a holding is planned for later.
 */
export function handOver(
  holding: RoleHolding,
  appointment: Appointment,
  previous?: Pick<Appointment, 'person' | 'team'>,
): RoleChange {
  const next = opened(appointment);
  const open = openHoldings(holding, next);
  if (open.some((a) => sameHolder(a, next)))
    return failed('person', `${nameOf(next)} holds this role already`);
  const ending = previous === undefined ? open : open.filter((a) => sameHolder(a, previous));
  if (previous !== undefined && ending.length === 0)
    return failed('previous', `${nameOf(previous)} does not hold ${next.role} at ${next.from}`);
  if (ending.length > 1)
    return failed(
      'previous',
      `several hold this role (${ending.map(nameOf).join(', ')}): say whose holding ends`,
    );
  const begun = ending.find((a) => Date.parse(a.from) === Date.parse(next.from));
  if (begun !== undefined)
    return failed('at', `must be later than ${begun.from}, when ${nameOf(begun)} took the role`);
  return checked(holding, [...closeAll(holding, ending, next.from), next]);
}

/** Ends one holding at `at`; the role is vacant from then on. Fails when no such holding is open then. */
export function endHolding(holding: RoleHolding, ended: Appointment): RoleChange {
  const { from, ...held } = opened({ ...ended, to: null });
  const ending = openHoldings(holding, { from, ...held }).filter((a) => sameHolder(a, held));
  if (ending.length === 0) return failed('at', `${nameOf(held)} does not hold ${held.role} at ${from}`);
  return checked(holding, closeAll(holding, ending, from));
}

const nameOf = (holder: Holder): string => holder.person ?? holder.team ?? 'nobody';

const openHoldings = ({ assignments }: RoleHolding, like: RoleAssignment): RoleAssignment[] =>
  assignments.filter((a) => a.role === like.role && a.deputy === like.deputy && isHeldAt(a, like.from));

const closeAll = (
  { assignments }: RoleHolding,
  ending: readonly RoleAssignment[],
  at: string,
): RoleAssignment[] => assignments.map((a) => (ending.includes(a) ? { ...a, to: at } : a));

const opened = ({ role, person, team, at, to, deputy }: Appointment): RoleAssignment => ({
  role,
  person,
  team,
  from: new Date(at).toISOString(),
  to: to == null ? null : new Date(to).toISOString(),
  deputy: deputy ?? false,
});

const failed = (field: string, message: string): RoleChange => ({
  ok: false,
  issues: [{ path: [field], message }],
});

function checked(holding: RoleHolding, assignments: readonly RoleAssignment[]): RoleChange {
  const issues = assignmentIssues(holding.kind, assignments, holding.ruleOf);
  return issues.length === 0 ? { ok: true, assignments } : { ok: false, issues };
}
