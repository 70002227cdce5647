import { allOf, always, beyond, type Draft, parameter } from './draft.ts';
import { farSide, type Place, related } from './place.ts';
import type { Column, Relation, Table } from './tables.ts';

export type Conditions = Readonly<Record<string, unknown>>;

/** A Prisma `where` as SQL over the rows of a place. */
export function conditionOf(draft: Draft, place: Place, where: Conditions): string {
  const inner = (condition: unknown) => conditionOf(draft, place, condition as Conditions);
  return allOf(
    Object.entries(where).flatMap(([name, value]) => {
      if (value === undefined) return [];
      if (name === 'AND') return listOf(value).map(inner);
      if (name === 'OR') return [anyOf(draft, place, listOf(value))];
      if (name === 'NOT') return [notThat(draft, value, inner)];
      const column = place.table.columns.get(name);
      if (column) return columnConditions(draft, column, place.column(name), value);
      const relation = place.table.relations.get(name);
      return [relation ? relationCondition(draft, relation, place, value) : beyond(draft, name)];
    }),
  );
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

function notThat(draft: Draft, value: unknown, inner: (condition: unknown) => string): string {
  const condition = Array.isArray(value) ? always : inner(value);
  // Prisma has rules of its own for lists and for what is empty.
  return condition === always ? beyond(draft, 'NOT of nothing') : `NOT ${condition}`;
}

/** Where every branch names rows by what leads to them, they are looked up from there, and not each row asked. */
function anyOf(draft: Draft, place: Place, branches: readonly unknown[]): string {
  const leads = branches.map((branch) => leadOf(place.table, branch as Conditions));
  const leading = leads.flatMap((lead) => lead ?? []);
  if (leading.length > 1 && leading.length === branches.length)
    return `${place.column('id')} IN (${leading.map((lead) => idsLedTo(draft, lead)).join(' UNION ALL ')})`;
  const conditions = branches.map((branch) => conditionOf(draft, place, branch as Conditions));
  if (conditions.includes(always)) return beyond(draft, 'OR with nothing');
  return conditions.length > 0 ? `(${conditions.join(' OR ')})` : 'false';
}

interface Lead {
  readonly relation: Relation;
  readonly where: Conditions;
}

/** `{ parts: { some: ... } }` and nothing else. */
function leadOf(table: Table, branch: Conditions): Lead | null {
  const [[name, value] = [], ...others] = Object.entries(branch);
  const relation = name === undefined ? undefined : table.relations.get(name);
  if (!relation?.isList || others.length > 0) return null;
  const { some, ...rest } = value as { some?: Conditions };
  return some && Object.keys(rest).length === 0 ? { relation, where: some } : null;
}

/** The ids of the rows that have such a related row, from the related rows' side. */
function idsLedTo(draft: Draft, { relation, where }: Lead): string {
  const { place, near } = farSide(draft, relation);
  if (near === null) return beyond(draft, 'a list by an own column');
  const condition = conditionOf(draft, place, where);
  return `SELECT ${near} FROM ${place.from()} WHERE ${allOf([`${near} IS NOT NULL`, condition])}`;
}

function relationCondition(draft: Draft, relation: Relation, place: Place, value: unknown): string {
  const { link } = relation;
  if (value === null)
    return link.by === 'own column'
      ? `${place.column(link.column)} IS NULL`
      : beyond(draft, 'no related row');
  if (!relation.isList) {
    const { is, isNot } = value as Conditions;
    const empty = Object.keys(value as object).length === 0;
    if (is !== undefined || isNot !== undefined || empty) return beyond(draft, 'is');
    return exists(draft, relation, place, value as Conditions);
  }
  return allOf(
    Object.entries(value as Conditions).map(([quantifier, condition]) => {
      if (quantifier === 'some') return exists(draft, relation, place, condition as Conditions);
      if (quantifier === 'none') return `NOT ${exists(draft, relation, place, condition as Conditions)}`;
      return beyond(draft, quantifier);
    }),
  );
}

function exists(draft: Draft, relation: Relation, from: Place, where: Conditions): string {
  const place = related(draft, from, relation);
  const condition = conditionOf(draft, place, where);
  return `EXISTS (SELECT FROM ${place.from()} WHERE ${allOf([place.on, condition])})`;
}

const comparisons: Readonly<Record<string, string>> = { equals: '=', lt: '<', lte: '<=', gt: '>', gte: '>=' };
const comparable = new Set(['String', 'Int', 'Boolean', 'DateTime']);

function columnConditions(draft: Draft, column: Column, name: string, value: unknown): string[] {
  if (value === null) return [`${name} IS NULL`];
  if (column.isList || !comparable.has(column.type)) return [beyond(draft, column.name)];
  if (typeof value !== 'object' || value instanceof Date) return [`${name} = ${parameter(draft, value)}`];
  const { mode, ...operators } = value as Conditions;
  const anyCase = mode === 'insensitive';
  return Object.entries(operators).flatMap(([operator, operand]) => {
    if (operand === undefined) return [];
    if (operand === null) return [nullCondition(draft, operator, name)];
    if (operator === 'in') return [amongCondition(draft, column, name, operand, anyCase)];
    if (operator === 'contains' || operator === 'startsWith') {
      const pattern = `${operator === 'contains' ? '%' : ''}${String(operand)}%`;
      return [`${name} ${anyCase ? 'ILIKE' : 'LIKE'} ${parameter(draft, pattern)}`];
    }
    const comparison = comparisons[operator];
    if (!comparison) return [beyond(draft, operator)];
    const given = parameter(draft, operand);
    return [anyCase ? `lower(${name}) ${comparison} lower(${given})` : `${name} ${comparison} ${given}`];
  });
}

function nullCondition(draft: Draft, operator: string, name: string): string {
  if (operator === 'equals') return `${name} IS NULL`;
  return operator === 'not' ? `${name} IS NOT NULL` : beyond(draft, `${operator} null`);
}

/** Of more, PostgreSQL makes a table to look them up in, and does not hold each row against each value. */
const fewValues = 100;

function amongCondition(
  draft: Draft,
  column: Column,
  name: string,
  values: unknown,
  anyCase: boolean,
): string {
  if (!Array.isArray(values)) return beyond(draft, 'in');
  const given = parameter(draft, values);
  if (anyCase)
    return `lower(${name}) = ANY(ARRAY(SELECT lower(value) FROM unnest(${given}::text[]) AS value))`;
  const type = typeOf(column);
  if (values.length > fewValues && type !== null) return `${name} IN (SELECT unnest(${given}::${type}[]))`;
  return draft.plan === 'ONCE' && type !== null
    ? `${name} = ANY((SELECT ${given}::${type}[])::${type}[])`
    : `${name} = ANY(${given})`;
}

/** Null where the Prisma schema does not tell it: an id may stand in a column that refers to no one table. */
function typeOf({ name, type, isId }: Column): string | null {
  if (isId) return 'uuid';
  return type === 'String' && !name.endsWith('Id') ? 'text' : null;
}
