import { isDeepStrictEqual } from 'node:util';
import type { FieldIssue } from '@steward/domain/record/field.ts';
import { inputFields, type Kind, nounOf, type RecordDocument } from '@steward/domain/record/kind.ts';
import type { Context } from '../context.ts';
import type { Written } from '../record/write.ts';
import { type UserError, validationError } from '../user-error.ts';
import { writeOptions } from './inputs.ts';
import { enumOf, type SchemaKit } from './kit.ts';
import { edited, type MutationInput, mentioned, type RecordHooks, writeWith } from './mutations.ts';
import { findRecordDocument, recordDocumentType } from './record-document.ts';
import { recordKindChoice } from './record-kind-choice.ts';

type Values = Readonly<Record<string, unknown>>;

interface UpdateRecordInput extends MutationInput {
  kind: string;
  key: string;
  fields: string;
}

/** `updateRecord`: the update of any kind, for whoever edits records without knowing their kinds. */
export function addUpdateRecord(
  kit: SchemaKit,
  kinds: readonly Kind[],
  hooks: Readonly<Record<string, RecordHooks>>,
): void {
  const { builder } = kit;
  const input = builder.inputType('UpdateRecordInput', {
    description: 'What the mutation updateRecord takes',
    fields: (t) => ({
      kind: t.field({
        type: enumOf(kit, recordKindChoice),
        required: true,
        description: 'What the record is, such as a system or a team',
      }),
      key: t.string({ required: true, description: 'Key of the record, or one it had before' }),
      fields: t.string({
        required: true,
        description:
          'JSON text of an object: the fields to change by name, in the form of `RecordDocument.document`; null empties a field, what is left out stays as it is, and another `key` renames the record',
      }),
      expectedRevision: t.int({
        description:
          'The revision that was read, counted from 1; the write is refused when there is a newer one. Null writes without this check',
      }),
      ...writeOptions(t, {}),
    }),
  });
  const payload = builder.objectRef<Written & { kind: Kind }>('UpdateRecordPayload').implement({
    description: 'What the mutation updateRecord did',
    fields: (t) => ({
      revision: t.exposeInt('revision', { description: 'The revision the record has now, counted from 1' }),
      changed: t.stringList({
        description: 'Paths of the record that were changed; none when it was so already',
        resolve: ({ changed }) => [...changed],
      }),
      record: t.field({
        type: recordDocumentType(kit) as never,
        nullable: true,
        description: 'The record after the write; empty when the writer may not see it any more',
        resolve: ({ id, kind }, _, context) => findRecordDocument(context, kind, { id }) as never,
      }),
    }),
  });
  const result = builder.unionType('UpdateRecordResult', {
    description: 'What the mutation updateRecord answers: its payload, or why nothing was written',
    types: [payload, ...kit.errors] as never,
    resolveType: (value) => {
      const { type } = value as unknown as Written | UserError;
      return type === 'Written' ? 'UpdateRecordPayload' : type;
    },
  });
  builder.mutationField('updateRecord', (t) =>
    t.field({
      type: result,
      description:
        'Changes fields of a record of any kind, as the update of its kind does: the same rules, the same history.',
      args: {
        input: t.arg({
          type: input,
          required: true,
          description: 'What to write and how; see UpdateRecordInput',
        }),
      },
      resolve: async (_root, args, context) => {
        const asked = args.input as unknown as UpdateRecordInput;
        const kind = kinds.find(({ name }) => name === asked.kind)!;
        const written = await updateRecord(context, kind, asked, hooks[kind.name] ?? {});
        return { ...written, kind } as never;
      },
    }),
  );
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
  // A field `reason` of the record is among the fields here, so the reason of the write needs no other name.
  return writeWith(
    context,
    'updateRecord',
    { ...input, editReason: input.reason },
    {
      kind,
      operation: 'UPDATE',
      target: { key: input.key },
      decide: (before) => {
        const { document } = before!;
        const issues = unwritable(kind, document, fields);
        if (issues.length > 0) return { error: validationError(issues) };
        return edited(document, mentioned(kind, fields), fields.key as string | undefined, hooks);
      },
    },
  );
}

function valuesOf(text: string): Values | null {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Values) : null;
  } catch {
    return null;
  }
}

/** What nobody writes here may be sent as it is, so that a whole document can be. */
function unwritable(kind: Kind, before: RecordDocument, fields: Values): FieldIssue[] {
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
