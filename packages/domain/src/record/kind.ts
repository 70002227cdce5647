import type * as z from 'zod';
import type { Field, FieldIssue, Fields, ValuesOf } from './field.ts';
import type { KeyForm } from './key.ts';
import { unsetValue } from './unset-value.ts';

/**
 * A record whose `mark` is set is seen by the person whom `of` names, by whoever holds a role on what `touching` leads to,
 * and by administrators; for everybody else there is no such record.
 */
export interface Confidential<Name extends string = string> {
  /** A boolean field. */
  readonly mark: Name;
  /** A reference to a person. */
  readonly of: Name;
  /** Ways to records on which roles are held: a field, or a field and the kind's own relation behind it. */
  readonly touching: readonly (Name | `${Name}.${string}`)[];
}

/** A record kind: what has a key, a revision and a history. */
export interface Kind<N extends string = string, F extends Fields = Fields> {
  readonly name: N;
  /** The list's name in the API, the folder of its documents. */
  readonly plural: string;
  readonly area: string;
  readonly description: string;
  readonly key: KeyForm;
  /** The field that people read first. */
  readonly label: string;
  readonly fields: F;
  /** True when roles can be held on it. */
  readonly scope: boolean;
  /** True when it is written by mutations of its own alone, and by none of those that every kind has. */
  readonly byOwnMutations: boolean;
  /** Records that are marked are seen by fewer. */
  readonly confidential?: Confidential<keyof F & string>;
  /** What the fields cannot say one by one. */
  check(document: ValuesOf<F>): readonly FieldIssue[];
}

export type DocumentOf<K extends Kind> = { key: string } & ValuesOf<K['fields']>;

/** A record as plain JSON: fields by name, references as keys, parts as arrays. */
export type RecordDocument = { key: string } & Record<string, unknown>;

export function defineKind<N extends string, F extends Fields>(
  kind: Omit<Kind<N, F>, 'check' | 'scope' | 'byOwnMutations' | 'label'> &
    Partial<Pick<Kind<N, F>, 'check' | 'scope' | 'byOwnMutations' | 'confidential'>> & {
      label: keyof F & string;
    },
): Kind<N, F> {
  return { check: () => [], scope: false, byOwnMutations: false, ...kind };
}

/** Fields that people may write; the others are written by an importer, a lifecycle or a role command. */
export const inputFields = (kind: Pick<Kind, 'fields'>): [string, Field][] =>
  Object.entries(kind.fields).filter(([, f]) => f.options.written === undefined);

/** Fields that not everybody sees. */
export const restrictedFields = (kind: Pick<Kind, 'fields'>): string[] =>
  Object.entries(kind.fields).flatMap(([name, { options }]) => (options.restricted ? [name] : []));

export type DocumentResult =
  | { ok: true; document: RecordDocument }
  | { ok: false; issues: readonly FieldIssue[] };

/**
 * Checks a whole document: every field, every part, then the rules between them. All issues come at once; rules
 * between fields are asked when every field is right by itself. Missing optional fields come out as null, missing
 * lists as empty.
 */
export function parseDocument(kind: Kind, input: Readonly<Record<string, unknown>>): DocumentResult {
  const { values, issues } = parseFields(kind, input);
  const all = [...issues, ...documentIssues(kind, values)];
  return all.length > 0
    ? { ok: false, issues: all }
    : { ok: true, document: { key: String(input.key ?? ''), ...values } };
}

/** The values of the fields that are right by themselves, in the form they are stored in, and what is wrong with the others. */
export function parseFields(
  kind: Pick<Kind, 'fields'>,
  input: Readonly<Record<string, unknown>>,
): { values: Record<string, unknown>; issues: FieldIssue[] } {
  const values: Record<string, unknown> = {};
  const issues: FieldIssue[] = [];
  for (const [name, field] of Object.entries(kind.fields)) {
    const parsed = field.schema.safeParse(input[name]);
    if (parsed.success) values[name] = parsed.data;
    else issues.push(...parsed.error.issues.map((issue) => toIssue(issue, name)));
  }
  for (const name of Object.keys(input))
    if (name !== 'key' && !Object.hasOwn(kind.fields, name))
      issues.push({ path: [name], message: notAField });
  return { values, issues };
}

/** The whole document of values that are right one by one, in the form they are stored in; what is missing is unset. */
export function wholeDocument(kind: Kind, values: Readonly<Record<string, unknown>>): DocumentResult {
  const missing = Object.entries(kind.fields).filter(([name]) => !(name in values));
  const required = missing.filter(([, field]) => unsetValue(field) === undefined).map(([name]) => name);
  if (required.length > 0) return parseDocument(kind, values);
  const unset = Object.fromEntries(missing.map(([name, field]) => [name, unsetValue(field)]));
  const document = Object.fromEntries(
    Object.keys(kind.fields).map((name) => [name, name in values ? values[name] : unset[name]]),
  );
  const issues = documentIssues(kind, document);
  return issues.length > 0 ? { ok: false, issues } : { ok: true, document: { key: '', ...document } };
}

/**
 * What is wrong with values that are right one by one: rows that say the same, rows and fields that contradict each
 * other. Fields that are missing from `values` are left out; with one missing, rules between fields are not asked.
 */
export function documentIssues(kind: Kind, values: Readonly<Record<string, unknown>>): FieldIssue[] {
  const whole = Object.keys(kind.fields).every((name) => name in values);
  return [...partIssues(kind, values), ...(whole ? kind.check(values as never) : [])];
}

function partIssues(kind: Kind, values: Readonly<Record<string, unknown>>): FieldIssue[] {
  const issues: FieldIssue[] = [];
  for (const [name, f] of Object.entries(kind.fields)) {
    const part = f.options.part;
    if (!part || !(name in values)) continue;
    const seen = new Map<string, number>();
    (values[name] as Record<string, unknown>[]).forEach((row, index) => {
      const id = partIdentity(part.identity, row);
      const first = seen.get(id);
      if (first === undefined) seen.set(id, index);
      else
        issues.push({
          path: [name, index],
          message: `says the same as entry ${first + 1}: keep one of them`,
        });
      for (const issue of part.check?.(row) ?? [])
        issues.push({ ...issue, path: [name, index, ...issue.path] });
    });
  }
  return issues;
}

/** What tells one row of a part from another. */
export const partIdentity = (identity: readonly string[], row: Readonly<Record<string, unknown>>): string =>
  JSON.stringify(identity.map((name) => row[name] ?? null));

const notAField = 'is not a field of this kind: remove it';

/** An unknown field is reported under its own name, so that the message stands where the mistake is. */
function toIssue(issue: z.core.$ZodIssue, field: string): FieldIssue {
  const path = [field, ...issue.path.map((p) => (typeof p === 'number' ? p : String(p)))];
  if (issue.code === 'unrecognized_keys') return { path: [...path, issue.keys[0] ?? ''], message: notAField };
  if (issue.code === 'invalid_type' && (issue.input === undefined || issue.input === null))
    return { path, message: 'is required' };
  return { path, message: issue.message };
}

/** What people call a record of the kind in a sentence: `ExternalParty` is an "external party". */
export const nounOf = (kindName: string): string =>
  kindName.replace(/[A-Z]/g, (letter, at: number) => (at === 0 ? '' : ' ') + letter.toLowerCase());
