/** A statement while it is written. Names in it come from the schema; whatever came from outside is a parameter. */
export interface Draft {
  readonly values: unknown[];
  /** ONCE: lists of values are hidden from the planner, so that it finds no plan made for some of them cheaper. */
  readonly plan: 'FOR_ITS_VALUES' | 'ONCE';
  aliases: number;
  /** What was asked that this reader does not know; such a question is Prisma's. */
  beyond: string | null;
}

export const newDraft = (plan: Draft['plan']): Draft => ({ values: [], plan, aliases: 0, beyond: null });

/** Stands for a piece that can not be written: the whole statement is not used. */
export function beyond(draft: Draft, what: string): string {
  draft.beyond ??= what;
  return 'false';
}

export const newAlias = (draft: Draft): string => `t${draft.aliases++}`;

export const quoted = (name: string): string => `"${name}"`;

export function parameter(draft: Draft, value: unknown): string {
  const plain = Array.isArray(value) ? value.map(plainValue) : plainValue(value);
  const known = Array.isArray(plain) ? !plain.includes(undefined) : plain !== undefined;
  if (!known) return beyond(draft, `a value ${typeof value}`);
  return `$${draft.values.push(plain)}`;
}

function plainValue(value: unknown): string | number | boolean | undefined {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return undefined;
}

export const always = 'true';

export function allOf(conditions: readonly string[]): string {
  const real = conditions.filter((condition) => condition !== always);
  return real.length > 1 ? `(${real.join(' AND ')})` : (real[0] ?? always);
}
