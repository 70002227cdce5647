import { queryFromInfo } from '@pothos/plugin-prisma';
import { type FieldIssue, isPlainText } from '@steward/domain/record/field.ts';
import { slugOf } from '@steward/domain/record/key.ts';
import { inputFields, type Kind, nounOf, type RecordDocument } from '@steward/domain/record/kind.ts';
import type { GraphQLResolveInfo } from 'graphql';
import type { Context, Transaction } from '../context.ts';
import { decodeGlobalId } from '../global-id.ts';
import { visibleRows } from '../policy.ts';
import { delegate } from '../record/delegate.ts';
import { runWrite } from '../record/run-write.ts';
import type { Before, Decision, Operation, Target, WriteCommand, Written } from '../record/write.ts';
import { stateError, type UserError, validationError } from '../user-error.ts';
import { documentInputFields, targetFields, writeOptions } from './inputs.ts';
import { lowerFirst, type SchemaKit } from './kit.ts';
import { addResultMutation } from './result-mutation.ts';

export type MutationInput = Record<string, unknown> & {
  id?: string | null;
  key?: string | null;
  expectedRevision?: number | null;
  reason?: string | null;
  editReason?: string | null;
  validateOnly?: boolean | null;
  idempotencyKey?: string | null;
};

export interface MutationOptions {
  name: string;
  kind: Kind;
  description: string;
  inputFields: (t: unknown) => Record<string, never>;
  write: (context: Context, input: MutationInput) => Promise<Written | UserError> | Written | UserError;
}

/** A mutation on a record: `input` in, a union of the payload and the typed errors out. */
export function addMutation(kit: SchemaKit, options: MutationOptions): void {
  const { builder } = kit;
  const { name, kind } = options;
  const typeName = name.charAt(0).toUpperCase() + name.slice(1);
  const noun = nounOf(kind.name);
  const input = builder.inputType(`${typeName}Input`, {
    description: `What the mutation ${name} takes`,
    fields: (t) => {
      const own = options.inputFields(t);
      return { ...own, ...writeOptions(t, own) } as never;
    },
  });
  const payload = builder.objectRef<Written>(`${typeName}Payload`).implement({
    description: `What the mutation ${name} did`,
    fields: (t) => ({
      revision: t.exposeInt('revision', {
        description: 'The revision the record has now, counted from 1; 0 when only checked and new',
      }),
      changed: t.stringList({
        description: 'Paths of the record that were changed; none when it was so already',
        resolve: (w) => [...w.changed],
      }),
      [lowerFirst(kind.name)]: t.field({
        type: kit.nodes.get(kind.name)! as never,
        nullable: true,
        description: `The ${noun} after the write; empty when a new one was only checked`,
        resolve: ((written: Written, _: unknown, context: Context, info: GraphQLResolveInfo) =>
          written.id === null
            ? null
            : (delegate(context.database.prisma, kind.name).findFirst({
                ...queryFromInfo({ context, info, typeName: kind.name, select: { id: true } }),
                where: { AND: [{ id: written.id }, visibleRows(context, kind.name)] },
              }) as never)) as never,
      }),
    }),
  });
  addResultMutation(kit, {
    ...{ name, description: options.description, input, payload },
    run: (context, given) => options.write(context, given as MutationInput),
  });
}

/** Which record the input names, or what is wrong with the naming. */
export function targetOf(
  kind: Kind,
  input: MutationInput,
): { target: NonNullable<Target> } | { error: UserError } {
  const refuse = (path: string, message: string) => ({ error: validationError([{ path: [path], message }]) });
  if ((input.id == null) === (input.key == null))
    return refuse('key', `name the ${nounOf(kind.name)} by its key or its id, one of the two`);
  if (input.key != null) return { target: { key: input.key } };
  const { typename, id } = decodeGlobalId(input.id!);
  return typename === kind.name
    ? { target: { id } }
    : refuse('id', `is the id of a ${nounOf(typename)}, not of a ${nounOf(kind.name)}`);
}

/** True for the mutations whose input `reason` is a field of the record. */
const writesOwnReason = ({ kind, operation }: Pick<WriteCommand, 'kind' | 'operation'>): boolean =>
  'reason' in kind.fields && (operation === 'CREATE' || operation === 'UPDATE');

/** Runs a command with the options that every mutation takes. */
export function writeWith(
  context: Context,
  mutation: string,
  input: MutationInput,
  command: Omit<WriteCommand, 'reason' | 'validateOnly' | 'expectedRevision'>,
): Promise<Written | UserError> | UserError {
  const { idempotencyKey, validateOnly } = input;
  const name = writesOwnReason(command) ? 'editReason' : 'reason';
  const reason = input[name];
  const issues = optionIssues({ idempotencyKey, [name]: reason });
  if (issues.length > 0) return validationError(issues);
  return runWrite(
    context,
    {
      ...command,
      expectedRevision: input.expectedRevision,
      reason: reason ?? null,
      validateOnly: validateOnly ?? false,
    },
    idempotencyKey != null ? { key: idempotencyKey, input: { mutation, input } } : null,
  );
}

/** What is wrong with the options that every mutation takes. */
export const optionIssues = ({
  idempotencyKey,
  reason,
  editReason,
}: Pick<MutationInput, 'idempotencyKey' | 'reason' | 'editReason'>): FieldIssue[] => [
  ...textIssues('idempotencyKey', idempotencyKey, 200),
  ...textIssues('reason', reason, 2000),
  ...textIssues('editReason', editReason, 2000),
];

function textIssues(name: string, text: string | null | undefined, most: number): FieldIssue[] {
  if (text == null) return [];
  if (text.length < 1 || text.length > most)
    return [{ path: [name], message: `must have 1 to ${most} characters` }];
  return isPlainText(text) ? [] : [{ path: [name], message: 'must not hold control characters' }];
}

/** The fields of the record that the input mentions; `null` empties a field. */
export function mentioned(kind: Kind, input: MutationInput): Record<string, unknown> {
  return Object.fromEntries(
    inputFields(kind)
      .filter(([name]) => input[name] !== undefined)
      .map(([name, field]) => [
        name,
        input[name] === null && field.type !== 'text' ? emptyOf(field) : input[name],
      ]),
  );
}

const emptyOf = (field: { schema: { safeParse: (value: undefined) => { data?: unknown } } }): unknown =>
  field.schema.safeParse(undefined).data ?? null;

/** What an edit of fields, and perhaps of the key, makes of a record. */
export function edited(
  before: RecordDocument,
  changes: Readonly<Record<string, unknown>>,
  newKey: string | null | undefined,
  hooks: RecordHooks,
): Decision {
  const document = { ...before, ...changes };
  if (newKey != null) document.key = String(newKey);
  return hooks.onUpdate?.(before, document) ?? { document };
}

/** `create`, `update`, `archive` and `restore` of a kind. */
export function addRecordMutations(kit: SchemaKit, kind: Kind, hooks: RecordHooks = {}): void {
  const noun = nounOf(kind.name);
  const register = kind.key.form === 'register';
  const keyDescription = `Key of the new ${noun}${kind.key.form === 'slug' ? '; made of its name when left out' : ', host and path'}`;
  addMutation(kit, {
    name: `create${kind.name}`,
    kind,
    description: `Makes a new ${noun}.`,
    inputFields: (t) => ({
      ...(register
        ? ({} as Record<string, never>)
        : {
            key: (t as { string: (o: object) => never }).string({
              required: kind.key.form === 'repository',
              description: keyDescription,
            }),
          }),
      ...documentInputFields(kit, t, kind, true),
    }),
    write: (context, input) =>
      writeWith(context, `create${kind.name}`, input, {
        kind,
        operation: 'CREATE',
        target: null,
        decide: (_, tx) => made(context, tx, kind, input, hooks),
      }),
  });
  addMutation(kit, {
    name: `update${kind.name}`,
    kind,
    description: `Changes the fields of a ${noun} that the input mentions; the others stay as they are.`,
    inputFields: (t) => ({
      ...targetFields(t, kind),
      ...(register
        ? ({} as Record<string, never>)
        : {
            newKey: (t as { string: (o: object) => never }).string({
              required: false,
              description: 'A new key for it; the old one still finds it and no other record may take it',
            }),
          }),
      ...documentInputFields(kit, t, kind, false),
    }),
    write: (context, input) => {
      const named = targetOf(kind, input);
      if ('error' in named) return named.error;
      return writeWith(context, `update${kind.name}`, input, {
        kind,
        operation: 'UPDATE',
        target: named.target,
        decide: (before) =>
          edited(before!.document, mentioned(kind, input), input.newKey as string | null | undefined, hooks),
      });
    },
  });
  addArchiveMutation(
    kit,
    kind,
    'ARCHIVE',
    `Puts a ${noun} away: it leaves the lists, keeps its history and can be restored.`,
  );
  addArchiveMutation(kit, kind, 'RESTORE', `Brings an archived ${noun} back.`);
}

/** What a new record begins with. */
export const made = async (
  context: Context,
  tx: Transaction,
  kind: Kind,
  input: MutationInput,
  hooks: RecordHooks,
): Promise<Decision> => ({
  document: {
    key: kind.key.form === 'register' ? '' : (input.key ?? slugOf(String(input[kind.label] ?? ''))),
    ...mentioned(kind, input),
    ...(await hooks.onCreate?.(context, tx)),
  },
});

export interface RecordHooks {
  /** Fields that a lifecycle sets at the beginning. */
  onCreate?: (context: Context, tx: Transaction) => Promise<Record<string, unknown>>;
  /** What a lifecycle makes of an edit, or why it does not allow it. */
  onUpdate?: (before: RecordDocument, after: RecordDocument) => Decision;
}

function addArchiveMutation(
  kit: SchemaKit,
  kind: Kind,
  operation: Operation & ('ARCHIVE' | 'RESTORE'),
  description: string,
): void {
  const verb = operation === 'ARCHIVE' ? 'archive' : 'restore';
  addMutation(kit, {
    name: `${verb}${kind.name}`,
    kind,
    description,
    inputFields: (t) => targetFields(t, kind),
    write: (context, input) => {
      const named = targetOf(kind, input);
      if ('error' in named) return named.error;
      return writeWith(context, `${verb}${kind.name}`, input, {
        kind,
        operation,
        target: named.target,
        decide: (before) => putAway(kind, before!, operation === 'ARCHIVE'),
      });
    },
  });
}

/** Puts a record away or brings it back. */
export function putAway(kind: Kind, before: Before, archived: boolean): Decision {
  if ((before.archivedAt !== null) !== archived) return { document: before.document, archived };
  const message = `this ${nounOf(kind.name)} is ${archived ? 'archived already' : 'not archived'}`;
  return { error: stateError(message, [archived ? 'restore' : 'archive']) };
}
