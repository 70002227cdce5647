import type { Field } from './field.ts';
import type { Kind, RecordDocument } from './kind.ts';

type Values = Readonly<Record<string, unknown>>;

/**
 * The document with its names in the order in which the kind declares them, rows of parts too: a database that keeps JSON
 * has an order of its own. Names that the kind does not know stand at the end.
 */
export function orderedDocument(kind: Kind, document: RecordDocument): RecordDocument {
  const { key, ...values } = document;
  return { key, ...ordered(kind.fields, values) };
}

function ordered(fields: Readonly<Record<string, Field>>, values: Values): Record<string, unknown> {
  const names = new Set([...Object.keys(fields).filter((name) => name in values), ...Object.keys(values)]);
  return Object.fromEntries(
    [...names].map((name) => {
      const [part, value] = [fields[name]?.options.part, values[name]];
      const isRows = part && Array.isArray(value);
      return [name, isRows ? value.map((row: Values) => ordered(part.fields, row)) : value];
    }),
  );
}
