import { refuseAttempt } from '../platform/audit/audit-refusal.ts';
import { actorIdOf, type Context, mayAdminister } from '../platform/context.ts';
import { optionIssues } from '../platform/kind/mutations.ts';
import { runOnce } from '../platform/record/run-write.ts';
import { Refusal, stateError, type UserError, validationError } from '../platform/user-error.ts';
import { deleteDemonstration, demonstrationRecords, recordsThatHangOnIt } from './demonstration-store.ts';

export interface RemoveDemonstrationInput {
  reason?: string | null;
  validateOnly?: boolean | null;
  idempotencyKey?: string | null;
}

export interface DemonstrationRemoved {
  type: 'DemonstrationRemoved';
  removed: number;
}

/** Milliseconds. All of it goes in one transaction. */
const TIMEOUT_MS = 60_000;
const mostNamed = 10;

/**
 * Deletes every record of the demonstration, history included; only audit events stay. Refused, with their names,
 * while records of people refer to it.
 */
export function removeDemonstration(
  context: Context,
  input: RemoveDemonstrationInput,
): Promise<DemonstrationRemoved | UserError> | UserError {
  if (!mayAdminister(context.actor))
    return refuseAttempt(
      context,
      { operation: 'REMOVE', kind: 'Demonstration', key: '' },
      'only an administrator may remove the demonstration',
    );
  const { idempotencyKey, validateOnly, reason } = input;
  const issues = optionIssues(input);
  if (issues.length > 0) return validationError(issues);
  const once =
    idempotencyKey == null
      ? null
      : { key: idempotencyKey, input: { mutation: 'removeDemonstration', reason } };
  return runOnce<DemonstrationRemoved>(
    context,
    once,
    validateOnly ?? false,
    async (tx) => {
      const hanging = await recordsThatHangOnIt(tx);
      if (hanging.length > 0) throw new Refusal(stateError(hangingText(hanging), []));
      const records = await demonstrationRecords(tx);
      await deleteDemonstration(tx, records);
      const at = context.now();
      const events = records.map(({ kind, id, key, revision }) => ({
        ...{ at, kind, recordId: id, key, revision },
        operation: 'REMOVE',
      }));
      await tx.outboxEvent.createMany({ data: events });
      const who = { actorId: actorIdOf(context.actor), actorName: context.actor.name, door: context.door };
      await tx.auditEvent.createMany({
        data: events.map((event) => ({ ...event, ...who, reason: reason ?? null })),
      });
      return { type: 'DemonstrationRemoved', removed: records.length };
    },
    { timeout: TIMEOUT_MS },
  );
}

function hangingText(hanging: readonly { kind: string; key: string }[]): string {
  const named = hanging.slice(0, mostNamed).map(({ kind, key }) => `${kind} ${key}`);
  const more = hanging.length > mostNamed ? ` and ${hanging.length - mostNamed} more` : '';
  const verb = hanging.length === 1 ? 'hangs' : 'hang';
  return `${named.join(', ')}${more} ${verb} on the demonstration: take what refers to it out of them first`;
}
