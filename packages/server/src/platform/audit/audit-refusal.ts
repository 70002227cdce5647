import { actorIdOf, type Context } from '../context.ts';
import { forbidden, type UserError } from '../user-error.ts';

/** What somebody wanted to do. */
export interface Attempt {
  readonly operation: string;
  /** What it was about: a kind of record, or of whatever else the server keeps. */
  readonly kind: string;
  /** What people call it; empty where the attempt was about none in particular. */
  readonly key: string;
  readonly recordId?: string | null;
}

/** Longer keys were never one. */
const longestKey = 500;

/**
 * An entry in the audit log for what was refused, in a transaction of its own: call it when that of the attempt is rolled
 * back. Nothing for what the server wanted by itself, and for callers nobody knows.
 */
export async function auditRefusal(context: Context, attempt: Attempt, why: string): Promise<void> {
  const { actor, door, database, now } = context;
  const actorId = actorIdOf(actor);
  if (actorId === null) return;
  await database.prisma.auditEvent.createMany({
    data: [
      {
        ...{ at: now(), actorId, actorName: actor.name, door },
        ...{ operation: attempt.operation, outcome: 'REFUSED', kind: attempt.kind },
        ...{ recordId: attempt.recordId ?? null, key: attempt.key.slice(0, longestKey), reason: why },
      },
    ],
  });
}

/** The refusal itself, with its entry in the audit log: for what is refused before a transaction begins. */
export async function refuseAttempt(context: Context, attempt: Attempt, why: string): Promise<UserError> {
  await auditRefusal(context, attempt, why);
  return forbidden(why);
}
