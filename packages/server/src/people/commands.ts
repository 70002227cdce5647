import type { RoleAssignment, RoleRule } from '@steward/domain/people/role-assignment.ts';
import type { RoleChange, RoleHolding } from '@steward/domain/people/role-change.ts';
import { appoint, endHolding, handOver } from '@steward/domain/people/role-change.ts';
import { lookupKey } from '@steward/domain/record/key.ts';
import type { Kind } from '@steward/domain/record/kind.ts';
import type { Context } from '../platform/context.ts';
import type { MutationInput } from '../platform/kind/mutations.ts';
import { targetOf, writeWith } from '../platform/kind/mutations.ts';
import type { Operation, WriteCommand, Written } from '../platform/record/write.ts';
import { type UserError, validationError } from '../platform/user-error.ts';
import { loadRoleRules } from './store.ts';

export type RoleInput = MutationInput & {
  role: string;
  person?: string | null;
  team?: string | null;
  at?: string | null;
  deputy?: boolean | null;
};

type Step = {
  operation: Operation;
  mutation: string;
  change: (holding: RoleHolding, input: Appointed) => RoleChange;
};
type Appointed = { role: string; person: string | null; team: string | null; at: string; deputy: boolean };

/** Gives somebody a role on a record, hands it over from whoever holds it, or ends a holding. */
export const roleSteps = {
  assign: { operation: 'ASSIGN_ROLE', change: appoint },
  handOver: { operation: 'HAND_OVER_ROLE', change: (holding, input) => handOver(holding, input) },
  end: { operation: 'END_ROLE', change: endHolding },
} as const satisfies Record<string, Pick<Step, 'operation' | 'change'>>;

export function changeRole(
  context: Context,
  kind: Kind,
  step: Step,
  input: RoleInput,
): Promise<Written | UserError> | UserError {
  const named = targetOf(kind, input);
  if ('error' in named) return named.error;
  return writeWith(context, step.mutation, input, {
    ...{ kind, operation: step.operation, target: named.target },
    ...roleDecision(context, kind, step, input),
  });
}

/** How a step of a role changes the record that it is held on. */
export function roleDecision(
  context: Context,
  kind: Kind,
  { change }: Pick<Step, 'change'>,
  input: Pick<RoleInput, 'role' | 'person' | 'team' | 'at' | 'deputy'>,
): Pick<WriteCommand, 'decide' | 'partColumns'> {
  let rules: ReadonlyMap<string, RoleRule> = new Map();
  return {
    decide: async (before, tx) => {
      rules = await loadRoleRules(tx);
      const holding: RoleHolding = {
        kind: kind.name,
        assignments: before!.document.roles as RoleAssignment[],
        ruleOf: (role) => rules.get(lookupKey(role)),
      };
      const changed = change(holding, {
        role: lookupKey(input.role),
        person: input.person ? lookupKey(input.person) : null,
        team: input.team ? lookupKey(input.team) : null,
        at: input.at ?? context.now().toISOString(),
        deputy: input.deputy ?? false,
      });
      return changed.ok
        ? { document: { ...before!.document, roles: changed.assignments } }
        : { error: validationError(changed.issues) };
    },
    partColumns: (field, row) =>
      field === 'roles' ? { exclusive: rules.get(String(row.role))?.exclusive ?? false } : {},
  };
}
