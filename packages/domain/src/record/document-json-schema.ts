import * as z from 'zod';
import type { Field } from './field.ts';
import { type Kind, nounOf } from './kind.ts';

type Json = Record<string, unknown>;

/**
 * JSON Schema (2020-12) of the document of a kind, for completion and checks in an editor, and for forms of one field.
 * Beside the standard: `enumDescriptions` and `patternErrorMessage` as VS Code reads them, and `refersTo`, the kind of
 * record whose keys the field takes. What people do not write is `readOnly`.
 */
export function documentJsonSchema(kind: Kind): Json {
  const shape = Object.fromEntries(Object.entries(kind.fields).map(([name, f]) => [name, f.schema]));
  const schema = z.toJSONSchema(z.strictObject({ key: z.string(), ...shape }), {
    io: 'input',
    unrepresentable: 'any',
  }) as Json & { properties: Record<string, Json> };
  const properties = annotatedAll(schema.properties, kind.fields);
  properties.key =
    kind.key.form === 'register'
      ? { type: 'string', description: `What people call the ${nounOf(kind.name)} by`, readOnly: true }
      : {
          title: 'Key',
          type: 'string',
          description: `What people call the ${nounOf(kind.name)} by; another key renames it, and the old one still finds it`,
        };
  return { ...schema, title: nounOf(kind.name), description: kind.description, properties };
}

const annotatedAll = (
  properties: Readonly<Record<string, Json>>,
  fields: Readonly<Record<string, Field>>,
): Record<string, Json> =>
  Object.fromEntries(
    Object.entries(properties).map(([name, json]) => {
      const field = fields[name];
      return [name, field ? { title: titleOf(name), ...annotated(json, field) } : json];
    }),
  );

/** A field as people read it: `fiscalYearStart` is "Fiscal year start". */
const titleOf = (name: string): string =>
  name.charAt(0).toUpperCase() + name.slice(1).replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

function annotated(json: Json, field: Field): Json {
  const { choice, to, part, written } = field.options;
  const own: Json = { ...json };
  if (written) own.readOnly = true;
  if (to) {
    own.refersTo = to;
    own.description = `${field.description}; the key of a ${nounOf(to)}`;
  }
  if (part && isJson(own.items) && isJson(own.items.properties))
    own.items = {
      ...own.items,
      properties: annotatedAll(own.items.properties as Record<string, Json>, part.fields),
    };
  return withLeaf(own, (leaf) => ({
    ...leaf,
    ...(choice && Array.isArray(leaf.enum)
      ? { enumDescriptions: leaf.enum.map((value) => choice.values[String(value)]) }
      : {}),
    ...(leaf.pattern !== undefined && hints[field.type] ? { patternErrorMessage: hints[field.type] } : {}),
  }));
}

const hints: Partial<Record<Field['type'], string>> = {
  date: 'must be a day such as 2026-01-31',
  instant: 'must be an instant such as 2026-01-31T09:00:00Z',
};

/** What a field that may be empty says of its value stands inside a choice between that and null. */
function withLeaf(json: Json, change: (leaf: Json) => Json): Json {
  if (!Array.isArray(json.anyOf)) return change(json);
  return { ...json, anyOf: json.anyOf.map((one: unknown) => (isJson(one) ? change(one) : one)) };
}

const isJson = (value: unknown): value is Json =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
