import type { Field } from './field.ts';

/** What each field says about itself never changes, and asking its schema again costs a parse. */
const known = new WeakMap<Field, unknown>();

/** The value a field has when nobody gave one: its default, null where there is none; undefined where one is required. */
export function unsetValue(field: Field): unknown {
  if (!known.has(field)) {
    const parsed = field.schema.safeParse(undefined);
    known.set(field, parsed.success ? parsed.data : undefined);
  }
  return known.get(field);
}
