import { isDeepStrictEqual } from 'node:util';
import type { FieldIssue } from '@steward/domain/record/field.ts';
import { inputFields, type Kind, nounOf, type RecordDocument } from '@steward/domain/record/kind.ts';
import type { Context } from '../context.ts';
import type { Decision, Written } from '../record/write.ts';
import { type UserError, validationError } from '../user-error.ts';
import { type AnyKindInput, addAnyKindMutation } from './any-kind-mutation.ts';
import type { SchemaKit } from './kit.ts';
import { edited, mentioned, type RecordHooks, writeWith } from './mutations.ts';

type Values = Readonly<Record<string, unknown>>;

interface UpdateRecordInput extends AnyKindInput {
  fields: string;
}

/** `updateRecord`: the update of any kind, for whoever edits records without knowing their kinds. */
export function addUpdateRecord(
  kit: SchemaKit,
  kinds: readonly Kind[],
  hooks: Readonly<Record<string, RecordHooks>>,
): void {
  addAnyKindMutation<UpdateRecordInput>(kit, kinds, {
    name: 'updateRecord',
    description:
      'Changes fields of a record of any kind, as the update of its kind does: the same rules, the same history.',
    fields: (t) => ({
      fields: t.string({
        required: true,
        description:
          'JSON text of an object: the fields to change by name, in the form of `RecordDocument.document`; null empties a field, what is left out stays as it is, and another `key` renames the record',
      }),
    }),
    write: (context, kind, input) => updateRecord(context, kind, input, hooks[kind.name] ?? {}),
  });
}

function updateRecord(
  context: Context,
  kind: Kind,
  input: UpdateRecordInput,
  hooks: RecordHooks,
): Promise<Written | UserError> | UserError {
  const fields = valuesOf(input.fields);
  if (!fields)
    return validationError([{ path: ['fields'], message: 'must be JSON text of an object of fields' }]);
  return writeWith(context, 'updateRecord', input, {
    kind,
    operation: 'UPDATE',
    target: { key: input.key },
    decide: (before) => editedByDocument(kind, before!.document, fields, hooks),
  });
}

/** What an edit makes of a record that names fields as its document does. */
export function editedByDocument(
  kind: Kind,
  before: RecordDocument,
  fields: Values,
  hooks: RecordHooks,
): Decision {
  const issues = unwritable(kind, before, fields);
  if (issues.length > 0) return { error: validationError(issues) };
  return edited(before, mentioned(kind, fields), fields.key as string | undefined, hooks);
}

/** The fields that JSON text of an object gives; null for any other text. */
export function valuesOf(text: string): Values | null {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Values) : null;
  } catch {
    return null;
  }
}

/** What a new record can not be made with. */
export const unknownFields = (kind: Kind, fields: Values): FieldIssue[] => {
  const writable = new Set(inputFields(kind).map(([name]) => name));
  return Object.keys(fields).flatMap((name): FieldIssue[] => {
    if (writable.has(name) || (name === 'key' && kind.key.form !== 'register')) return [];
    const known = Object.hasOwn(kind.fields, name);
    const message = known
      ? 'is not written by people: leave it out'
      : `is not a field of a ${nounOf(kind.name)}: remove it`;
    return [{ path: [name], message }];
  });
};

/** What nobody writes here may be sent as it is, so that a whole document can be. */
export function unwritable(kind: Kind, before: RecordDocument, fields: Values): FieldIssue[] {
  const writable = new Set(inputFields(kind).map(([name]) => name));
  return Object.entries(fields).flatMap(([name, value]): FieldIssue[] => {
    if (writable.has(name) || isDeepStrictEqual(value, before[name])) return [];
    if (name === 'key' && kind.key.form !== 'register')
      return typeof value === 'string' ? [] : [{ path: [name], message: 'must be text' }];
    const message =
      name === 'key' || Object.hasOwn(kind.fields, name)
        ? `is not written by people: leave it at ${JSON.stringify(before[name])}`
        : `is not a field of a ${nounOf(kind.name)}: remove it`;
    return [{ path: [name], message }];
  });
}
