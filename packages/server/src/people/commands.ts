import {
  assignmentIssues,
  type Holder,
  type RoleAssignment,
  type RoleRule,
} from '@steward/domain/people/role-assignment.ts';
import {
  type Appointment,
  appoint,
  endHolding,
  handOver,
  type RoleChange,
  type RoleHolding,
} from '@steward/domain/people/role-change.ts';
import { lookupKey } from '@steward/domain/record/key.ts';
import type { Kind } from '@steward/domain/record/kind.ts';
import type { Context, Transaction } from '../platform/context.ts';
import type { MutationInput } from '../platform/kind/mutations.ts';
import { targetOf, writeWith } from '../platform/kind/mutations.ts';
import { documentAt, noSuchRevision } from '../platform/kind/restore-revision.ts';
import type { Before, Operation, WriteCommand, Written } from '../platform/record/write.ts';
import { type UserError, validationError } from '../platform/user-error.ts';
import { loadRoleRules } from './store.ts';

export type RoleInput = MutationInput & {
  role: string;
  person?: string | null;
  team?: string | null;
  at?: string | null;
  deputy?: boolean | null;
};

/** What a role command takes beside the record it is about. */
export interface RoleWish {
  role: string;
  person?: string | null | undefined;
  team?: string | null | undefined;
  /** Now when left out. */
  at?: string | null | undefined;
  to?: string | null | undefined;
  deputy?: boolean | null | undefined;
  /** Whose holding a hand-over ends, where several hold the role. */
  previous?: Partial<Holder> | null | undefined;
}

type Step = {
  operation: Operation;
  change: (holding: RoleHolding, input: Appointment, previous?: Holder) => RoleChange;
};

/** Gives somebody a role on a record, hands it over from whoever holds it, or ends a holding. */
export const roleSteps = {
  assign: { operation: 'ASSIGN_ROLE', change: (holding, input) => appoint(holding, input) },
  handOver: { operation: 'HAND_OVER_ROLE', change: handOver },
  end: { operation: 'END_ROLE', change: (holding, input) => endHolding(holding, input) },
} as const satisfies Record<string, Step>;

export function changeRole(
  context: Context,
  kind: Kind,
  step: Step & { mutation: string },
  input: RoleInput,
): Promise<Written | UserError> | UserError {
  const named = targetOf(kind, input);
  if ('error' in named) return named.error;
  return writeWith(context, step.mutation, input, {
    ...{ kind, operation: step.operation, target: named.target },
    ...roleDecision(context, kind, step, input),
  });
}

/** What a role command makes of the roles held on a record. */
export function roleDecision(
  context: Context,
  kind: Kind,
  { change }: Pick<Step, 'change'>,
  { role, person, team, at, to, deputy, previous }: RoleWish,
): Pick<WriteCommand, 'decide' | 'partColumns'> {
  return withRoles(async (before, ruleOf) => {
    const holding: RoleHolding = {
      kind: kind.name,
      assignments: before.document.roles as RoleAssignment[],
      ruleOf,
    };
    const wanted = {
      ...{ role: lookupKey(role), person: person ? lookupKey(person) : null },
      ...{ team: team ? lookupKey(team) : null, at: at ?? context.now().toISOString() },
      ...{ to: to ?? null, deputy: deputy ?? false },
    };
    if (!previous) return change(holding, wanted);
    const { person: from, team: fromTeam } = previous;
    return change(holding, wanted, {
      person: from ? lookupKey(from) : null,
      team: fromTeam ? lookupKey(fromTeam) : null,
    });
  });
}

/** Puts the roles of a record back to what they were in an earlier revision of it. */
export function rolesOfRevision(kind: Kind, revision: number): Pick<WriteCommand, 'decide' | 'partColumns'> {
  return withRoles(async (before, ruleOf, tx) => {
    const old = await documentAt(tx, kind, before.id, revision);
    if (!old) return { ok: false, issues: [noSuchRevision(kind, revision, before.revision)] };
    const assignments = old.roles as RoleAssignment[];
    const issues = assignmentIssues(kind.name, assignments, ruleOf);
    return issues.length === 0 ? { ok: true, assignments } : { ok: false, issues };
  });
}

function withRoles(
  change: (
    before: Before,
    ruleOf: RoleHolding['ruleOf'],
    tx: Transaction,
  ) => RoleChange | Promise<RoleChange>,
): Pick<WriteCommand, 'decide' | 'partColumns'> {
  let rules: ReadonlyMap<string, RoleRule> = new Map();
  return {
    decide: async (before, tx) => {
      rules = await loadRoleRules(tx);
      const changed = await change(before!, (role) => rules.get(lookupKey(role)), tx);
      return changed.ok
        ? { document: { ...before!.document, roles: changed.assignments } }
        : { error: validationError(changed.issues) };
    },
    partColumns: (field, row) =>
      field === 'roles' ? { exclusive: rules.get(String(row.role))?.exclusive ?? false } : {},
  };
}
