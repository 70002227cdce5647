import { Prisma } from '../database/generated/prisma/client.ts';
import type { Row } from '../record/mapping.ts';
import { type Conditions, conditionOf } from './conditions.ts';
import { allOf, always, beyond, type Draft, quoted } from './draft.ts';
import { type Place, related } from './place.ts';
import type { Column, Relation } from './tables.ts';

/** What of Prisma's arguments a reader knows; any other key makes the question Prisma's. */
export interface Question {
  readonly select?: Readonly<Record<string, unknown>> | undefined;
  readonly where?: Conditions | undefined;
  readonly orderBy?: unknown;
  readonly take?: number | undefined;
}

const known = new Set(['select', 'where', 'orderBy', 'take']);

/** A value as JSON has it, made what Prisma gives; for a whole row in its place. */
type Reading = (row: Row) => void;

/** A SELECT of the rows of a place. */
export function rowsOf(draft: Draft, place: Place, question: Question): { text: string; read: Reading } {
  for (const [key, value] of Object.entries(question))
    if (value !== undefined && !known.has(key)) beyond(draft, key);
  const { columns, read } = columnsOf(draft, place, question.select);
  const condition = allOf([place.on, conditionOf(draft, place, question.where ?? {})]);
  const order = orderOf(draft, place, question.orderBy);
  const text = [
    `SELECT ${columns.join(', ')} FROM ${place.from()}`,
    ...(condition === always ? [] : [`WHERE ${condition}`]),
    ...order,
    ...limitOf(draft, question.take),
  ].join(' ');
  return { text, read };
}

function columnsOf(
  draft: Draft,
  place: Place,
  select: Question['select'],
): { columns: string[]; read: Reading } {
  const columns: string[] = [];
  const readings: Reading[] = [];
  const chosen = Object.entries(select ?? {}).filter(([, value]) => value !== undefined && value !== false);
  if (chosen.length === 0) beyond(draft, 'no selection');
  for (const [name, value] of chosen) {
    const column = place.table.columns.get(name);
    const relation = place.table.relations.get(name);
    if (column && value === true) {
      columns.push(columnText(draft, place, column));
      const reading = columnReading(column);
      if (reading) readings.push(reading);
    } else if (relation) {
      const nested = relationText(draft, place, relation, value === true ? {} : (value as Question));
      columns.push(`${nested.text} AS ${quoted(name)}`);
      readings.push(nested.read);
    } else if (name === '_count') columns.push(countsText(draft, place, value));
    else beyond(draft, name);
  }
  return {
    columns,
    read: (row) => {
      for (const reading of readings) reading(row);
    },
  };
}

function columnText(draft: Draft, place: Place, { name, type, isList }: Column): string {
  const column = place.column(name);
  // A number of JSON would lose digits.
  if (type === 'Decimal' && !isList) return `${column}::text AS ${quoted(name)}`;
  const plain = ['String', 'Int', 'Boolean', 'Json'].includes(type) || (type === 'DateTime' && !isList);
  return plain ? `${column} AS ${quoted(name)}` : beyond(draft, type);
}

function columnReading({ name, type }: Column): Reading | null {
  const converted =
    (make: (text: string) => unknown): Reading =>
    (row) => {
      const text = row[name];
      if (typeof text === 'string') row[name] = make(text);
    };
  if (type === 'DateTime') return converted((text) => new Date(text));
  return type === 'Decimal' ? converted((text) => new Prisma.Decimal(text)) : null;
}

/** The related rows of each row of a place as one JSON value. */
function relationText(
  draft: Draft,
  place: Place,
  relation: Relation,
  question: Question,
): { text: string; read: Reading } {
  const { name, isList } = relation;
  if (isList && question.take === 0) return { text: `'[]'::json`, read: () => {} };
  const { text, read } = rowsOf(draft, related(draft, place, relation), question);
  if (!isList)
    return {
      text: `(SELECT to_json(r) FROM (${text}) r)`,
      read: (row) => {
        if (row[name] !== null) read(row[name] as Row);
      },
    };
  return {
    text: `(SELECT coalesce(json_agg(r), '[]') FROM (${text}) r)`,
    read: (row) => {
      for (const each of row[name] as Row[]) read(each);
    },
  };
}

function countsText(draft: Draft, place: Place, value: unknown): string {
  const { select = {} } = value as { select?: Readonly<Record<string, { where?: Conditions } | true>> };
  const counts = Object.entries(select).map(([name, of]) => {
    const relation = place.table.relations.get(name);
    if (!relation) return beyond(draft, `_count of ${name}`);
    const other = related(draft, place, relation);
    const condition = conditionOf(draft, other, of === true ? {} : (of.where ?? {}));
    return `(SELECT count(*) FROM ${other.from()} WHERE ${allOf([other.on, condition])}) AS ${quoted(name)}`;
  });
  if (counts.length === 0) return beyond(draft, '_count');
  return `(SELECT to_json(r) FROM (SELECT ${counts.join(', ')}) r) AS "_count"`;
}

function orderOf(draft: Draft, place: Place, orderBy: unknown): string[] {
  const orders = orderBy === undefined ? [] : Array.isArray(orderBy) ? orderBy : [orderBy];
  const texts = orders.flatMap((order) =>
    Object.entries(order as object).map(([name, direction]) => {
      if (!place.table.columns.has(name) || (direction !== 'asc' && direction !== 'desc'))
        return beyond(draft, `order by ${name}`);
      return `${place.column(name)} ${direction.toUpperCase()}`;
    }),
  );
  return texts.length > 0 ? [`ORDER BY ${texts.join(', ')}`] : [];
}

/** Written into the text: a plan made for any number of rows reads the whole table first. */
function limitOf(draft: Draft, take: number | undefined): string[] {
  if (take === undefined) return [];
  if (!Number.isSafeInteger(take) || take < 0) return [beyond(draft, 'take from the end')];
  return [`LIMIT ${take}`];
}
