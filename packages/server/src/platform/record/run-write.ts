import { createHash } from 'node:crypto';
import { v7 as newId } from 'uuid';
import type { Context, Transaction } from '../context.ts';
import { refusalOf } from '../database-error.ts';
import { Refusal, type UserError, validationError } from '../user-error.ts';
import { type WriteCommand, type Written, writeInTransaction } from './write.ts';

export interface Idempotency {
  /** Given by the caller; the same key with the same input gives the first answer again. */
  key: string;
  /** Everything that decides what is written, as JSON values. */
  input: unknown;
}

/** One write in a transaction of its own: what was written, or why nothing was. */
export const runWrite = (
  context: Context,
  command: WriteCommand,
  idempotency: Idempotency | null,
): Promise<Written | UserError> =>
  runOnce(context, idempotency, command.validateOnly ?? false, (tx) =>
    writeInTransaction(tx, context, command),
  );

/**
 * Runs `work` in one transaction, at most once for an idempotency key: the key is saved in that same transaction.
 * Expected failures come back as values; nothing of them is stored.
 */
export async function runOnce<Result extends object>(
  context: Context,
  idempotency: Idempotency | null,
  validateOnly: boolean,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result | UserError> {
  const hash = idempotency && createHash('sha256').update(stableJson(idempotency.input)).digest('hex');
  const attempt = () =>
    context.database.prisma.$transaction(async (tx) => {
      if (!idempotency || validateOnly) return work(tx);
      const first = await earlierResult<Result>(tx, context, idempotency, hash!);
      if (first) return first;
      const result = await work(tx);
      await tx.idempotencyKey.create({
        data: { id: newId(), actorId: context.actor.personId!, key: idempotency.key, hash: hash!, result },
        select: { id: true },
      });
      return result;
    });
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (error instanceof Refusal) return error.error;
      const refusal = refusalOf(error);
      // A twin of this request was faster: the next attempt finds its answer.
      if (refusal === 'repeated' && tries < 3) continue;
      if (refusal && refusal !== 'repeated') return refusal;
      throw error;
    }
  }
}

async function earlierResult<Result>(
  tx: Transaction,
  context: Context,
  idempotency: Idempotency,
  hash: string,
): Promise<Result | null> {
  const first = await tx.idempotencyKey.findUnique({
    where: { actorId_key: { actorId: context.actor.personId!, key: idempotency.key } },
  });
  if (!first) return null;
  if (first.hash === hash) return first.result as Result;
  const message = 'was used before with other input: send a new key for a new write';
  throw new Refusal(validationError([{ path: ['idempotencyKey'], message }]));
}

/** JSON with sorted names, so that equal values give equal text. */
export const stableJson = (value: unknown): string =>
  JSON.stringify(value, (_, item: unknown) =>
    item && typeof item === 'object' && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  ) ?? 'null';
