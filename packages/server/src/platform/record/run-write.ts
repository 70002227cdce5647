import { createHash } from 'node:crypto';
import { v7 as newId } from 'uuid';
import { auditRefusal } from '../audit/audit-refusal.ts';
import { actorIdOf, type Context, type Transaction } from '../context.ts';
import { refusalOf } from '../database-error.ts';
import { requestError } from '../request-error.ts';
import { Refusal, type UserError, validationError } from '../user-error.ts';
import { LostRace } from './save-rows.ts';
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

/** A write that lost a race is tried again from the beginning, so often. */
const mostTries = 10;

/**
 * Runs `work` in one transaction, at most once for an idempotency key: the key is saved in that same transaction.
 * With `validateOnly` the work is done and undone, so that the database's own rules are asked too. Expected failures
 * come back as values; nothing of them is stored. Throws UNAVAILABLE when it loses one race after the other.
 * `timeout`: milliseconds the transaction may take, where the database's usual limit is too short.
 */
export async function runOnce<Result extends object>(
  context: Context,
  idempotency: Idempotency | null,
  validateOnly: boolean,
  work: (tx: Transaction) => Promise<Result>,
  transaction: { timeout?: number } = {},
): Promise<Result | UserError> {
  const once = validateOnly ? null : idempotency;
  const hash = once && createHash('sha256').update(stableJson(once.input)).digest('hex');
  const attempt = () =>
    context.database.prisma.$transaction(async (tx) => {
      if (validateOnly) throw new Checked(await work(tx));
      if (!once) return work(tx);
      const first = await earlierResult<Result>(tx, context, once, hash!);
      if (first) return first;
      const result = await work(tx);
      await tx.idempotencyKey.create({
        data: { id: newId(), actorId: actorIdOf(context.actor)!, key: once.key, hash: hash!, result },
        select: { id: true },
      });
      return result;
    }, transaction);
  for (let tries = 1; tries <= mostTries; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (error instanceof Checked) return error.result as Result;
      const refusal = error instanceof Refusal ? error.error : refusalOf(error);
      if (refusal === null) throw error;
      if (refusal === 'repeated' || error instanceof LostRace) continue;
      // A twin of this request may have been faster, and be what this one was refused for: its answer is ours.
      const twins = once && (await twinsResult<Result>(context, once, hash!));
      if (twins) return twins;
      if (refusal.code === 'FORBIDDEN' && error instanceof Refusal && error.attempt)
        await auditRefusal(context, error.attempt, refusal.message);
      return refusal;
    }
  }
  throw requestError('UNAVAILABLE', 'others write the same at this moment: send the same request again', {
    retryAfterMs: 200,
  });
}

/** Carries the result of a checked write out of its transaction, which is rolled back on the way. */
class Checked extends Error {
  readonly result: object;
  constructor(result: object) {
    super('checked');
    this.result = result;
  }
}

async function twinsResult<Result>(
  context: Context,
  idempotency: Idempotency,
  hash: string,
): Promise<Result | UserError | null> {
  try {
    return await earlierResult<Result>(context.database.prisma, context, idempotency, hash);
  } catch (error) {
    if (error instanceof Refusal) return error.error;
    throw error;
  }
}

async function earlierResult<Result>(
  tx: Transaction,
  context: Context,
  idempotency: Idempotency,
  hash: string,
): Promise<Result | null> {
  const first = await tx.idempotencyKey.findUnique({
    where: { actorId_key: { actorId: actorIdOf(context.actor)!, key: idempotency.key } },
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
