import type { ChangeDocument } from '@steward/domain/change/guards.ts';
import { type ChangeState, changeLifecycle, stateAfterEdit } from '@steward/domain/change/lifecycle.ts';
import { changeKind } from '@steward/domain/change/model.ts';
import type { FieldIssue } from '@steward/domain/record/field.ts';
import type { RecordDocument } from '@steward/domain/record/kind.ts';
import { decide } from '@steward/domain/record/transition-table.ts';
import type { Context, Transaction } from '../platform/context.ts';
import { type MutationInput, targetOf, writeWith } from '../platform/kind/mutations.ts';
import { changedPaths } from '../platform/record/changed-paths.ts';
import type { Decision, Written } from '../platform/record/write.ts';
import { forbidden, stateError, type UserError, validationError } from '../platform/user-error.ts';
import { rolesOf } from './actor-roles.ts';
import { loadActorKey, loadRolesOnChange } from './store.ts';

const kind = changeKind;

export type TransitionInput = MutationInput & { to: ChangeState; outcome?: string | null };

/** Moves a change along its lifecycle. Who may, and what must hold, stands in the transition table. */
export function transitionChange(
  context: Context,
  input: TransitionInput,
): Promise<Written | UserError> | UserError {
  const named = targetOf(kind, input);
  if ('error' in named) return named.error;
  return writeWith(context, 'transitionChange', input, {
    kind,
    operation: 'TRANSITION',
    target: named.target,
    decide: (before, tx) => decideTransition(context, tx, before!.id, before!.document, input),
  });
}

async function decideTransition(
  context: Context,
  tx: Transaction,
  id: string,
  document: RecordDocument,
  input: TransitionInput,
): Promise<Decision> {
  const actor = await loadActorKey(tx, context.actor.personId);
  const held = await loadRolesOnChange(tx, id, context.actor.personId, context.now());
  const decision = decide(changeLifecycle, {
    from: document.state as ChangeState,
    to: input.to,
    roles: rolesOf(context.actor, document, actor, held),
    facts: {
      change: document as unknown as ChangeDocument,
      actor,
      now: context.now().toISOString(),
      reason: input.reason ?? null,
    },
  });
  if (decision.ok) {
    const outcome = input.outcome === undefined ? document.outcome : input.outcome;
    return { document: { ...document, state: input.to, outcome } };
  }
  if (decision.code === 'STATE') return { error: stateError(decision.reason, decision.legal, ['to']) };
  return {
    error:
      decision.code === 'FORBIDDEN'
        ? forbidden(decision.reason)
        : validationError(decision.issues.map(inInput)),
  };
}

/** The domain tells the reason of a transition from the change's own; the input of the mutation has only the first. */
const inInput = (issue: FieldIssue): FieldIssue =>
  issue.path[0] === 'transition' ? { ...issue, path: issue.path.slice(1) } : issue;

/** What an edit does to the state of a change: a new scope or window takes an authorisation back. */
export function applyEdit(
  before: RecordDocument,
  after: RecordDocument,
): { error: UserError } | { document: RecordDocument } {
  const edited = [...new Set(changedPaths(kind, before, after).map((path) => path.split('.')[0]!))];
  const decision = stateAfterEdit(before.state as ChangeState, edited, after as unknown as ChangeDocument);
  if (decision.ok) return { document: { ...after, state: decision.state } };
  return {
    error: decision.code === 'STATE' ? stateError(decision.reason, []) : validationError(decision.issues),
  };
}

/** A new change is a draft of whoever makes it. */
export async function newChange(context: Context, tx: Transaction): Promise<Record<string, unknown>> {
  return { state: 'DRAFT', requester: await loadActorKey(tx, context.actor.personId) };
}
