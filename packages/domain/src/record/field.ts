import * as z from 'zod';

/**
 * A field of a record kind, declared once. From it come the GraphQL input and output, the JSON Schema of the
 * record as a document, the database mapping, import, export and the history view.
 */
export interface Field<T = unknown> {
  readonly type: FieldType;
  readonly description: string;
  /** True when a record can not be without a value. */
  readonly required: boolean;
  /** Accepts the field's value as it stands in a document. */
  readonly schema: z.ZodType<T>;
  readonly options: FieldOptions;
}

export type FieldType =
  | 'text'
  | 'integer'
  | 'decimal'
  | 'boolean'
  | 'choice'
  | 'date'
  | 'instant'
  | 'texts'
  | 'reference'
  | 'references'
  | 'parts'
  | 'value';

export interface FieldOptions {
  /** Kinds by name, for a reference. */
  readonly to?: string;
  /** The part kind, for parts. */
  readonly part?: PartKind;
  /** Named choice, for a choice. */
  readonly choice?: Choice;
  /** Nobody but an importer or a lifecycle writes it: it is part of no input. */
  readonly written?: 'importer' | 'lifecycle' | 'role';
  /** Lists of the kind can be filtered by it. */
  readonly filter?: boolean;
  /** A reference that may begin with a record that is archived. */
  readonly archived?: boolean;
  /** Of a value that holds fields by name: which those are, by the document that it stands in. */
  readonly embeds?: (document: Readonly<Record<string, unknown>>) => Embedded;
  /**
   * Seen by administrators alone, and by whom the policy of the kind names: it stands in no other answer, is found by no
   * search, and nothing can be filtered or sorted by it.
   */
  readonly restricted?: boolean;
}

/** The fields of a kind, by its name, or these. */
export type Embedded = { readonly kind: string } | { readonly fields: Fields };

/** A closed list of words with a description each; one GraphQL enum. */
export interface Choice<V extends string = string> {
  readonly name: string;
  readonly description: string;
  readonly values: Readonly<Record<V, string>>;
}

/** What hangs on a record and has no revision of its own; `identity` names the fields that tell two rows apart. */
export interface PartKind<F extends Fields = Fields> {
  readonly name: string;
  readonly description: string;
  readonly fields: F;
  readonly identity: readonly (keyof F & string)[];
  readonly check?: (part: Readonly<Record<string, unknown>>) => readonly FieldIssue[];
}

export type Fields = Readonly<Record<string, Field>>;
export type ValuesOf<F extends Fields> = { [N in keyof F]: F[N] extends Field<infer T> ? T : never };

/** One thing wrong with one value: `path` leads to it inside the document. */
export interface FieldIssue {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

type Common = {
  description: string;
  filter?: boolean;
  restricted?: boolean;
  written?: 'importer' | 'lifecycle' | 'role';
};

const optional = <T>(schema: z.ZodType<T>): z.ZodType<T | null> => schema.nullable().default(null);

function field<T>(
  type: FieldType,
  required: boolean,
  schema: z.ZodType<T>,
  common: Common,
  more: FieldOptions = {},
): Field<T> {
  const { description, filter, restricted, written } = common;
  if (restricted && filter) throw new Error('what not everybody sees can not be a filter: it would tell');
  return {
    type,
    required,
    description,
    schema: schema.describe(description),
    options: { ...more, filter, restricted, written },
  };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused here
const controlCharacters = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/;

/** False for text that holds what no database column and no screen takes: control characters and half characters. */
export const isPlainText = (text: string): boolean => !controlCharacters.test(text) && text.isWellFormed();

const plain = (schema: z.ZodString) => schema.refine(isPlainText, 'must not hold control characters');

const tooLong = (max: number) => `must have at most ${max} characters`;
const tooMany = (most: number) => `must have at most ${most} entries`;

const line = (max: number) => plain(z.string().trim().min(1, 'must not be empty').max(max, tooLong(max)));

const paragraphs = (max: number) => plain(z.string().max(max, tooLong(max)));

/** One line, required, at most `max` characters (default 200). */
export const text = (o: Common & { max?: number }): Field<string> =>
  field('text', true, line(o.max ?? 200), o);

/** One line or none. */
export const optionalText = (
  o: Common & { max?: number; pattern?: RegExp; hint?: string },
): Field<string | null> =>
  field(
    'text',
    false,
    optional(o.pattern ? line(o.max ?? 200).regex(o.pattern, o.hint) : line(o.max ?? 200)),
    o,
  );

/** Several lines or none, at most `max` characters (default 10,000). */
export const longText = (o: Common & { max?: number }): Field<string | null> =>
  field('text', false, optional(paragraphs(o.max ?? 10_000)), o);

export const integer = (o: Common & { min: number; max: number }): Field<number | null> => {
  const range = `must be from ${o.min} to ${o.max}`;
  return field('integer', false, optional(z.int().min(o.min, range).max(o.max, range)), o);
};

/** The same number is the same text: zeros that say nothing go. */
const decimalSchema = (o: { pattern: RegExp; hint: string }) =>
  z
    .string()
    .regex(o.pattern, o.hint)
    .transform((s) => (s.includes('.') ? s.replace(/\.?0+$/, '') : s));

/** A decimal number as text, so that no digit is lost; `pattern` bounds it. */
export const decimal = (o: Common & { pattern: RegExp; hint: string }): Field<string> =>
  field('decimal', true, decimalSchema(o), o);

export const optionalDecimal = (o: Common & { pattern: RegExp; hint: string }): Field<string | null> =>
  field('decimal', false, optional(decimalSchema(o)), o);

export const boolean = (o: Common): Field<boolean> => field('boolean', true, z.boolean().default(false), o);

/** True for ISO 8601 text of the years 1 to 9999, which is what the database and the text form both hold. */
export const isStorableYear = (iso: string): boolean => /^(?!0000)\d{4}-/.test(iso);

const yearHint = 'must lie in the years 1 to 9999';

/** A calendar day, `YYYY-MM-DD`. */
export const date = (o: Common): Field<string | null> =>
  field(
    'date',
    false,
    optional(z.iso.date('must be a day such as 2026-01-31').refine(isStorableYear, yearHint)),
    o,
  );

const instantSchema = z.iso
  .datetime({ offset: true, message: 'must be an instant such as 2026-01-31T09:00:00Z' })
  .transform((s) => new Date(s).toISOString())
  .refine(isStorableYear, yearHint);

/** An instant in UTC, ISO 8601; offsets are converted. */
export const instant = (o: Common): Field<string | null> =>
  field('instant', false, optional(instantSchema), o);
export const requiredInstant = (o: Common): Field<string> => field('instant', true, instantSchema, o);

export const choice = <V extends string>(c: Choice<V>, o: Common & { default: V }): Field<V> =>
  field(
    'choice',
    true,
    z.enum(Object.keys(c.values) as [V, ...V[]]).default(o.default as never) as never,
    o,
    { choice: c },
  );

export const optionalChoice = <V extends string>(c: Choice<V>, o: Common): Field<V | null> =>
  field('choice', false, optional(z.enum(Object.keys(c.values) as [V, ...V[]])) as never, o, { choice: c });

/** A list of lines, in the order given. */
export const texts = (o: Common & { max?: number; most?: number }): Field<string[]> =>
  field(
    'texts',
    true,
    z
      .array(line(o.max ?? 500))
      .max(o.most ?? 100, tooMany(o.most ?? 100))
      .default([]),
    o,
  );

const keySchema = plain(z.string().trim().min(1, 'must name a record by its key').max(300, tooLong(300)));

/** The key of one record of another kind, or none. */
export const reference = (to: string, o: Common & { archived?: boolean }): Field<string | null> =>
  field('reference', false, optional(keySchema), o, { to, archived: o.archived ?? false });

/** The key of one record of another kind, which there must be. */
export const requiredReference = (to: string, o: Common): Field<string> =>
  field('reference', true, keySchema, o, { to });

/** The keys of records of another kind; each once, order of no meaning. */
export const references = (to: string, o: Common & { most?: number }): Field<string[]> =>
  field(
    'references',
    true,
    z
      .array(keySchema)
      .max(o.most ?? 500, tooMany(o.most ?? 500))
      .default([])
      .transform((keys) => [...new Set(keys)].sort()),
    o,
    { to },
  );

/** Rows that belong to the record. */
export const parts = <F extends Fields>(
  part: PartKind<F>,
  o: Common & { most?: number },
): Field<ValuesOf<F>[]> =>
  field(
    'parts',
    true,
    z
      .array(valuesSchema(part.fields))
      .max(o.most ?? 500, tooMany(o.most ?? 500))
      .default([]) as never,
    o,
    {
      part: part as unknown as PartKind,
    },
  );

/** A JSON value with a schema of its own, kept whole; it has no row of its own. */
export const value = <T>(schema: z.ZodType<T>, o: Common & Pick<FieldOptions, 'embeds'>): Field<T | null> =>
  field('value', false, optional(schema), o, o.embeds ? { embeds: o.embeds } : {});

/** The strict object that holds exactly these fields; unknown names are refused. */
export function valuesSchema<F extends Fields>(fields: F): z.ZodType<ValuesOf<F>> {
  const shape = Object.fromEntries(Object.entries(fields).map(([name, f]) => [name, f.schema]));
  return z.strictObject(shape) as never;
}
