import { actorIdOf, type Context, type Transaction } from '../context.ts';

/** Something that was done beside the writing of records, such as the making of a token. */
export interface Audited {
  readonly operation: string;
  readonly kind: string;
  readonly recordId: string;
  /** What people know it by. Never a secret. */
  readonly key: string;
  readonly reason: string | null;
}

/** Puts what was done into the audit, in the transaction that does it. */
export async function tellAudit(tx: Transaction, context: Context, audited: Audited): Promise<void> {
  const { actor, door } = context;
  const who = { actorId: actorIdOf(actor), actorName: actor.name, door };
  await tx.auditEvent.create({
    data: { ...audited, ...who, at: context.now(), revision: 1 },
    select: { id: true },
  });
}
