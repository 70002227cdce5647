import { setImmediate as others } from 'node:timers/promises';

/** Milliseconds of work after which others have their turn. */
const slice = 20;

/**
 * Lets other requests go on between the steps of a long computation: call what it gives before each step. It is free
 * until a slice of work is over. Awaiting a database is no turn for others where its answer is there already.
 */
export function slices(): () => Promise<unknown> | undefined {
  let began = performance.now();
  return () => {
    if (performance.now() - began < slice) return undefined;
    return others().then(() => {
      began = performance.now();
    });
  };
}

/** The result of a computation that stops by itself between its steps. */
export async function inSlices<Result>(steps: Generator<void, Result>): Promise<Result> {
  const turn = slices();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await turn();
  }
}
