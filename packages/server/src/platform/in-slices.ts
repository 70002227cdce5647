import { setImmediate as others } from 'node:timers/promises';
import type { Transaction } from './context.ts';

/** Milliseconds of work after which others have their turn. */
const slice = 20;
/** Milliseconds after which the database would soon take a transaction for forgotten. */
const quiet = 3_000;

/** Called before each step of a long computation; what it gives, if anything, is awaited. */
export type Turn = () => Promise<unknown> | undefined;

/**
 * Lets other requests go on between the steps of a long computation inside a transaction, which stays awake meanwhile.
 * It is free until a slice of work is over. Awaiting the database is no turn for others: its answer may be there.
 */
export function turnsOf(tx: Pick<Transaction, '$queryRaw'>): Turn {
  let began = performance.now();
  let awake = began;
  const turn = async () => {
    await others();
    if (performance.now() - awake >= quiet) {
      await tx.$queryRaw`SELECT 1 AS awake`;
      awake = performance.now();
    }
    began = performance.now();
  };
  return () => (performance.now() - began < slice ? undefined : turn());
}

/** The result of a computation that stops by itself between its steps. */
export async function inSlices<Result>(steps: Generator<void, Result>, turn: Turn): Promise<Result> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await turn();
  }
}
