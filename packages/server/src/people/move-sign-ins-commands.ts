import { grantNamed } from '@steward/domain/people/sign-in.ts';
import { refuseAttempt } from '../platform/audit/audit-refusal.ts';
import { type Context, mayAdminister } from '../platform/context.ts';
import { optionIssues } from '../platform/kind/mutations.ts';
import { runOnce } from '../platform/record/run-write.ts';
import { tellAudit } from '../platform/record/tell-audit.ts';
import { notFound, Refusal, stateError, type UserError, validationError } from '../platform/user-error.ts';
import { writeGrant } from './sign-in-grants-commands.ts';
import { findPerson, listAccounts, moveAccount } from './sign-in-store.ts';

export interface MoveSignInsInput {
  from: string;
  to: string;
  reason?: string | null;
  validateOnly?: boolean | null;
  idempotencyKey?: string | null;
}

export interface SignInsMoved {
  type: 'SignInsMoved';
  moved: number;
}

/**
 * Makes the sign-ins of one person those of another, who was there before: an administrator alone can say that the two are
 * one. What the groups gave the first is taken away, and comes to the second with their next token.
 */
export function moveSignIns(
  context: Context,
  input: MoveSignInsInput,
): Promise<SignInsMoved | UserError> | UserError {
  const { from, to, reason = null, validateOnly, idempotencyKey } = input;
  if (!mayAdminister(context.actor))
    return refuseAttempt(
      context,
      { operation: 'UPDATE', kind: 'Person', key: from },
      'only an administrator may say that two people are one',
    );
  const issues = optionIssues(input);
  if (issues.length > 0) return validationError(issues);
  const once =
    idempotencyKey == null
      ? null
      : { key: idempotencyKey, input: { mutation: 'moveSignIns', from, to, reason } };
  return runOnce<SignInsMoved>(context, once, validateOnly ?? false, async (tx) => {
    const [source, target] = [await findPerson(tx, from), await findPerson(tx, to)];
    if (!source) throw new Refusal(notFound('person', from));
    if (!target || target.archivedAt)
      throw new Refusal(validationError([{ path: ['to'], message: `no person in use has the key "${to}"` }]));
    if (source.id === target.id)
      throw new Refusal(validationError([{ path: ['to'], message: 'is the same person: name another one' }]));
    const accounts = await listAccounts(tx, source.id);
    if (accounts.length === 0)
      throw new Refusal(stateError(`nobody has signed in as ${source.key} at an issuer`, [], ['from']));
    for (const { id, granted } of accounts) {
      for (const grant of granted.flatMap((name) => grantNamed(name) ?? []))
        if (grant.type !== 'administrator') await writeGrant(tx, context, source.key, grant, 'take');
      await moveAccount(tx, id, target.id);
    }
    const count = accounts.length === 1 ? 'a sign-in' : `${accounts.length} sign-ins`;
    await tellAudit(tx, context, {
      ...{ operation: 'UPDATE', kind: 'Person', recordId: target.id, key: target.key },
      reason: `${count} of ${source.key} moved here${reason === null ? '' : `: ${reason}`}`,
    });
    return { type: 'SignInsMoved', moved: accounts.length };
  });
}
