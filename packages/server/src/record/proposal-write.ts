import { type Kind, nounOf, parseFields } from '@steward/domain/record/kind.ts';
import { isRoleStep, type ProposedOperation } from '@steward/domain/record/proposal/model.ts';
import { roleStepFields } from '@steward/domain/record/proposal/role-step.ts';
import { type RoleInput, roleDecision, roleSteps } from '../people/commands.ts';
import type { Context } from '../platform/context.ts';
import { made, putAway, type RecordHooks } from '../platform/kind/mutations.ts';
import { editedByDocument, unknownFields } from '../platform/kind/update-record.ts';
import type { Decision, Target, WriteCommand } from '../platform/record/write.ts';
import { Refusal, validationError } from '../platform/user-error.ts';

export type Hooks = Readonly<Record<string, RecordHooks>>;

/** A write as a proposal holds it. */
export interface Proposed {
  readonly kind: Kind;
  readonly operation: ProposedOperation;
  readonly target: Target;
  readonly fields: Readonly<Record<string, unknown>>;
}

const stepOf = {
  ASSIGN_ROLE: roleSteps.assign,
  HAND_OVER_ROLE: roleSteps.handOver,
  END_ROLE: roleSteps.end,
} as const;

/** The command that does what is proposed: the same decision as the mutation of that name. Refuses fields that it does not take. */
export function commandOf(context: Context, hooks: Hooks, proposed: Proposed): WriteCommand {
  const { kind, operation, target, fields } = proposed;
  const hook = hooks[kind.name] ?? {};
  const command = (decide: WriteCommand['decide']) => ({ kind, operation, target, decide });
  if (isRoleStep(operation)) {
    const { values, issues } = parseFields({ fields: roleStepFields }, fields);
    if (!kind.scope) issues.unshift({ path: ['kind'], message: `no role is held on a ${nounOf(kind.name)}` });
    if (issues.length > 0) throw new Refusal(validationError(issues));
    const step = stepOf[operation as keyof typeof stepOf];
    return { kind, operation, target, ...roleDecision(context, kind, step, values as unknown as RoleInput) };
  }
  if (operation === 'UPDATE')
    return command((before) => editedByDocument(kind, before!.document, fields, hook));
  if (operation === 'CREATE')
    return command((_, tx): Decision | Promise<Decision> => {
      const issues = unknownFields(kind, fields);
      return issues.length > 0
        ? { error: validationError(issues) }
        : made(context, tx, kind, { ...fields }, hook);
    });
  if (Object.keys(fields).length > 0) {
    const message = `must be left out: to ${operation.toLowerCase()} a record takes no fields`;
    throw new Refusal(validationError([{ path: ['fields'], message }]));
  }
  return command((before) => putAway(kind, before!, operation === 'ARCHIVE'));
}
