import { assignmentIssues, end, type Holder, type RoleAssignment, sameHolder } from './role-assignment.ts';
import type { RoleChange, RoleHolding } from './role-change.ts';

/** What became of one holding: passed to the successor, or ended because they hold it already or nobody follows. */
export interface LeftHolding {
  readonly role: string;
  readonly deputy: boolean;
  readonly outcome: 'HANDED_OVER' | 'ENDED';
}

export type Leaving =
  | Extract<RoleChange, { ok: false }>
  | (Extract<RoleChange, { ok: true }> & { left: LeftHolding[] });

/**
 * Takes everything that `leaver` holds on one record at `at`, or shall hold later, and gives it to `successor` from
 * then on, with the end it had; to nobody when there is none. What ended before stays as it was, and a holding that has
 * not begun leaves nothing behind. Fails where the successor holds such a role for a part of the time already.
 */
export function leaveRoles(
  holding: RoleHolding,
  leaver: Holder,
  successor: Holder | null,
  at: string,
): Leaving {
  const instant = new Date(at).toISOString();
  const left: LeftHolding[] = [];
  const following: RoleAssignment[] = [];
  const staying = holding.assignments.flatMap((held): RoleAssignment[] => {
    if (!sameHolder(held, leaver) || end(held) <= Date.parse(instant)) return [held];
    const begun = Date.parse(held.from) < Date.parse(instant);
    const rest = { ...held, from: begun ? instant : held.from };
    const next = successor && { ...rest, person: successor.person, team: successor.team };
    const passes = next !== null && !holding.assignments.some((other) => covers(other, next));
    if (passes) following.push(next);
    left.push({ role: held.role, deputy: held.deputy, outcome: passes ? 'HANDED_OVER' : 'ENDED' });
    return begun ? [{ ...held, to: instant }] : [];
  });
  const assignments = [...staying, ...following];
  const issues = assignmentIssues(holding.kind, assignments, holding.ruleOf);
  return issues.length === 0 ? { ok: true, assignments, left } : { ok: false, issues };
}

/** True when the same holder has the same role over the whole period of the other. */
const covers = (a: RoleAssignment, b: RoleAssignment): boolean =>
  sameHolder(a, b) &&
  a.role === b.role &&
  a.deputy === b.deputy &&
  Date.parse(a.from) <= Date.parse(b.from) &&
  end(a) >= end(b);
