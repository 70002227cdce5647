import type { Field } from '@steward/domain/record/field.ts';
import { lookupKey } from '@steward/domain/record/key.ts';
import type { Kind } from '@steward/domain/record/kind.ts';
import { literally, storable } from '../like.ts';
import { badUserInput } from '../request-error.ts';
import { filterFields } from './list-inputs.ts';

type Conditions = Record<string, unknown>;

/** The rows of a kind that the viewer may see. A reference to any other row counts as none. */
export type VisibleRows = (kind: string) => object;

const deepest = 5;
/** Prisma takes an empty condition inside OR or NOT for one that is not there, so empty ones are worked out here. */
const always = {};
const never = { id: { in: [] } };

const isAlways = (condition: object) => Object.keys(condition).length === 0;

function all(conditions: readonly object[]): object {
  const real = conditions.filter((condition) => !isAlways(condition));
  return real.length > 1 ? { AND: real } : (real[0] ?? always);
}

function any(conditions: readonly object[]): object {
  if (conditions.some(isAlways)) return always;
  return conditions.length > 0 ? { OR: conditions } : never;
}

const not = (condition: object): object => (isAlways(condition) ? never : { NOT: condition });

/**
 * The filter as a Prisma condition. Every condition is true or false of a row, so that `not` gives exactly the other
 * rows, those with an empty value among them.
 */
export function whereOf(
  kind: Kind,
  filter: Conditions | null | undefined,
  visible: VisibleRows,
  depth = 0,
): object {
  if (!filter) return always;
  if (depth > deepest) throw badUserInput(`a filter may be nested ${deepest} deep: make it flatter`);
  const inner = (item: unknown) => whereOf(kind, item as Conditions, visible, depth + 1);
  const conditions: object[] = [];
  if (filter.and) conditions.push(all((filter.and as unknown[]).map(inner)));
  if (filter.or) conditions.push(any((filter.or as unknown[]).map(inner)));
  if (filter.not) conditions.push(not(inner(filter.not)));
  if (filter.key) conditions.push(keyCondition(filter.key as Conditions));
  if (filter.updatedAt) conditions.push(instantCondition(updatedAt, filter.updatedAt as Conditions));
  for (const [name, field] of filterFields(kind))
    if (given(filter[name])) conditions.push(conditionOf(name, field, filter[name], visible));
  return all(conditions);
}

function conditionOf(name: string, field: Field, condition: unknown, visible: VisibleRows): object {
  if (field.type === 'boolean') return { [name]: condition };
  const conditions = condition as Conditions;
  const rows = field.options.to ? visible(field.options.to) : always;
  if (field.type === 'reference') return referenceCondition(name, conditions, rows);
  if (field.type === 'references') return referencesCondition(name, conditions, rows);
  const column: Column = { name, required: field.required };
  if (field.type === 'choice') return choiceCondition(column, conditions);
  return field.type === 'instant' ? instantCondition(column, conditions) : textCondition(column, conditions);
}

interface Column {
  name: string;
  required: boolean;
}

const updatedAt: Column = { name: 'updatedAt', required: true };

/** SQL finds a condition on an empty value neither true nor false; here it is false. */
const ofValue = ({ name, required }: Column, condition: object): object =>
  required || isAlways(condition) ? condition : all([condition, not({ [name]: null })]);

const given = <T>(value: T | null | undefined): value is T => value !== null && value !== undefined;

function limited(values: unknown): string[] {
  const list = values as string[];
  if (list.length > 100) throw badUserInput('`in` takes at most 100 values: ask in several requests');
  return [...list];
}

function textCondition(column: Column, c: Conditions): object {
  const { name } = column;
  const mode = 'insensitive';
  const conditions = all([
    ...(given(c.eq) ? [{ [name]: { in: [storable(c.eq)], mode } }] : []),
    ...(given(c.in) ? [{ [name]: { in: limited(c.in).map(storable), mode } }] : []),
    ...(given(c.contains) ? [{ [name]: { contains: literally(c.contains), mode } }] : []),
    ...(given(c.startsWith) ? [{ [name]: { startsWith: literally(c.startsWith), mode } }] : []),
  ]);
  return ofValue(column, conditions);
}

/** Keys are compared as they are looked up: in lower case, which the index is made of. */
function keyCondition(c: Conditions): object {
  const lower = (text: unknown) => literally(String(text).toLowerCase());
  return all([
    ...(given(c.eq) ? [{ lookup: lookupKey(String(c.eq)) }] : []),
    ...(given(c.in) ? [{ lookup: { in: limited(c.in).map(lookupKey) } }] : []),
    ...(given(c.contains) ? [{ lookup: { contains: lower(c.contains) } }] : []),
    ...(given(c.startsWith) ? [{ lookup: { startsWith: lower(c.startsWith) } }] : []),
  ]);
}

function choiceCondition(column: Column, c: Conditions): object {
  const among = (values: unknown) => ofValue(column, { [column.name]: { in: values } });
  return all([
    ...(given(c.eq) ? [among([c.eq])] : []),
    ...(given(c.in) ? [among(c.in)] : []),
    ...(given(c.notIn) ? [not(among(c.notIn))] : []),
  ]);
}

function referenceCondition(name: string, c: Conditions, visible: object): object {
  const keyed = (lookup: unknown) => ({ [name]: all([{ lookup }, visible]) });
  const isSet = isAlways(visible) ? not({ [`${name}Id`]: null }) : { [name]: visible };
  return all([
    ...(given(c.eq) ? [keyed(lookupKey(String(c.eq)))] : []),
    ...(given(c.in) ? [keyed({ in: limited(c.in).map(lookupKey) })] : []),
    ...(given(c.isSet) ? [c.isSet ? isSet : not(isSet)] : []),
  ]);
}

function referencesCondition(name: string, c: Conditions, visible: object): object {
  return all([
    ...(given(c.includes)
      ? [{ [name]: { some: all([{ lookup: lookupKey(String(c.includes)) }, visible]) } }]
      : []),
    ...(given(c.isEmpty) ? [{ [name]: c.isEmpty ? { none: visible } : { some: visible } }] : []),
  ]);
}

function instantCondition(column: Column, c: Conditions): object {
  const { name, required } = column;
  const isSet = required ? always : not({ [name]: null });
  return all([
    ...(given(c.gte) ? [ofValue(column, { [name]: { gte: c.gte } })] : []),
    ...(given(c.lt) ? [ofValue(column, { [name]: { lt: c.lt } })] : []),
    ...(given(c.isSet) ? [c.isSet ? isSet : not(isSet)] : []),
  ]);
}
