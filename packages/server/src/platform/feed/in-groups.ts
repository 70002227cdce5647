import { setImmediate as others } from 'node:timers/promises';

/**
 * A gate for many that are woken at one moment: so many go on together, then whatever else waits has its turn, then the
 * next. Nobody waits where only a few come.
 */
export function inGroups(size: number): () => Promise<unknown> {
  let come = 0;
  let gate: Promise<unknown> = Promise.resolve();
  return () => {
    come += 1;
    if (come % size === 0) gate = gate.then(() => others());
    return gate;
  };
}
