import * as z from 'zod';
import { type Field, type FieldIssue, type Fields, type ValuesOf, valuesSchema } from './field.ts';
import type { KeyForm } from './key.ts';

/** A record kind: what has a key, a revision and a history. */
export interface Kind<N extends string = string, F extends Fields = Fields> {
  readonly name: N;
  /** The list's name in the API, the folder of its documents. */
  readonly plural: string;
  readonly area: string;
  readonly description: string;
  readonly key: KeyForm;
  /** The field that people read first. */
  readonly label: keyof F & string;
  readonly fields: F;
  /** True when roles can be held on it. */
  readonly scope: boolean;
  /** What the fields cannot say one by one. */
  readonly check: (document: ValuesOf<F>) => readonly FieldIssue[];
}

export type DocumentOf<K extends Kind> = { key: string } & ValuesOf<K['fields']>;

/** A record as plain JSON: fields by name, references as keys, parts as arrays. */
export type RecordDocument = { key: string } & Record<string, unknown>;

export function defineKind<N extends string, F extends Fields>(
  kind: Omit<Kind<N, F>, 'check' | 'scope'> & Partial<Pick<Kind<N, F>, 'check' | 'scope'>>,
): Kind<N, F> {
  return { check: () => [], scope: false, ...kind };
}

/** Fields that people may write; the others are written by an importer, a lifecycle or a role command. */
export const inputFields = (kind: Pick<Kind, 'fields'>): [string, Field][] =>
  Object.entries(kind.fields).filter(([, f]) => f.options.written === undefined);

export type DocumentResult =
  | { ok: true; document: RecordDocument }
  | { ok: false; issues: readonly FieldIssue[] };

/**
 * Checks a whole document: every field, every part, then the rules between them. All issues come at once.
 * Missing optional fields come out as null, missing lists as empty.
 */
export function parseDocument(kind: Kind, input: Readonly<Record<string, unknown>>): DocumentResult {
  const { key, ...rest } = input;
  const parsed = valuesSchema(kind.fields).safeParse(rest);
  if (!parsed.success) return { ok: false, issues: parsed.error.issues.map(toIssue) };
  const issues = [...partIssues(kind, parsed.data), ...kind.check(parsed.data as never)];
  if (issues.length > 0) return { ok: false, issues };
  return { ok: true, document: { key: String(key ?? ''), ...parsed.data } };
}

function partIssues(kind: Kind, values: Readonly<Record<string, unknown>>): FieldIssue[] {
  const issues: FieldIssue[] = [];
  for (const [name, f] of Object.entries(kind.fields)) {
    const part = f.options.part;
    if (!part) continue;
    const seen = new Map<string, number>();
    (values[name] as Record<string, unknown>[]).forEach((row, index) => {
      const id = partIdentity(part.identity, row);
      const first = seen.get(id);
      if (first !== undefined)
        issues.push({
          path: [name, index],
          message: `says the same as entry ${first + 1}: keep one of them`,
        });
      seen.set(id, index);
      for (const issue of part.check?.(row) ?? [])
        issues.push({ ...issue, path: [name, index, ...issue.path] });
    });
  }
  return issues;
}

/** What tells one row of a part from another. */
export const partIdentity = (identity: readonly string[], row: Readonly<Record<string, unknown>>): string =>
  JSON.stringify(identity.map((name) => row[name] ?? null));

/** An unknown field is reported under its own name, so that the message stands where the mistake is. */
function toIssue(issue: z.core.$ZodIssue): FieldIssue {
  const path = issue.path.map((p) => (typeof p === 'number' ? p : String(p)));
  if (issue.code === 'unrecognized_keys')
    return { path: [...path, issue.keys[0] ?? ''], message: 'is not a field of this kind: remove it' };
  if (issue.code === 'invalid_type' && issue.input === undefined) return { path, message: 'is required' };
  return { path, message: issue.message };
}

/** JSON Schema (2020-12) of the document, for completion and checks in an editor. */
export function documentJsonSchema(kind: Kind): Record<string, unknown> {
  const shape = Object.fromEntries(Object.entries(kind.fields).map(([name, f]) => [name, f.schema]));
  const schema = z.toJSONSchema(z.strictObject({ key: z.string(), ...shape }), {
    io: 'input',
    unrepresentable: 'any',
  });
  return { ...schema, title: kind.name, description: kind.description };
}

/** What people call a record of the kind in a sentence: `ExternalParty` is an "external party". */
export const nounOf = (kindName: string): string =>
  kindName.replace(/[A-Z]/g, (letter, at: number) => (at === 0 ? '' : ' ') + letter.toLowerCase());
