import type { Context, Transaction } from '../context.ts';
import { type WriteCommand, type Written, writeInTransaction } from './write.ts';

/** Several writes in one transaction, all or none. */
export async function writeAllInTransaction(
  tx: Transaction,
  context: Context,
  commands: readonly WriteCommand[],
): Promise<Written[]> {
  const written: Written[] = [];
  for (const command of commands) written.push(await writeInTransaction(tx, context, command));
  return written;
}
