import type { Limits } from './limits.ts';

/** What is wrong with the size of the variables, or null. Takes no more stack however deep they are. */
export function variablesProblem(variables: unknown, limits: Limits): string | null {
  let level: unknown[] = [variables];
  let values = 0;
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limits.variableDepth)
      return `the variables are nested deeper than ${limits.variableDepth} levels`;
    values += level.length;
    if (values > limits.variableValues) return `the variables hold more than ${limits.variableValues} values`;
    level = level.flatMap((value) =>
      value !== null && typeof value === 'object' ? Object.values(value) : [],
    );
  }
  return null;
}
