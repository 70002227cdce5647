import type { Choice } from '@steward/domain/record/field.ts';
import { kindNamed } from '@steward/domain/record/kinds.ts';
import { together } from '../platform/batch.ts';
import type { Context } from '../platform/context.ts';
import { writeOptions } from '../platform/kind/inputs.ts';
import { enumOf, type SchemaKit } from '../platform/kind/kit.ts';
import type { RecordHooks } from '../platform/kind/mutations.ts';
import {
  findRecordDocuments,
  type RecordAsDocument,
  recordDocumentType,
} from '../platform/kind/record-document.ts';
import { recordKindChoice } from '../platform/kind/record-kind-choice.ts';
import { addResultMutation } from '../platform/kind/result-mutation.ts';
import {
  type RecordsWritten,
  type WriteRecordsInput,
  type WrittenRecord,
  writeRecords,
} from './write-commands.ts';

const action = {
  name: 'RecordWriteAction',
  description: 'What a write does with a record',
  values: {
    CREATE: 'Makes it of `fields`',
    UPDATE: 'Changes `fields` of it',
    ARCHIVE: 'Puts it away: it leaves the lists, keeps its history and can be restored',
    RESTORE: 'Brings back what was archived',
    ASSIGN_ROLE: 'Gives somebody the `role`',
    HAND_OVER_ROLE: 'Ends the open holding of the `role` and begins the next at that instant',
    END_ROLE: 'Ends a holding of the `role`; it is vacant from then on',
    ROLES_OF_REVISION: 'Puts the roles held on it back to what they were in `revision`',
    FIELDS_OF_REVISION: 'Writes the fields of `revision` anew, as `restoreRevision` does',
  },
} as const satisfies Choice;

/** `writeRecords`: the one mutation that does to records of any kind what those of their kinds do, several at once. */
export function addWriteRecords(kit: SchemaKit, hooks: Readonly<Record<string, RecordHooks>>): void {
  const { builder } = kit;
  const input = builder.inputType('WriteRecordsInput', {
    description: 'What the mutation writeRecords takes',
    fields: (t) => ({
      writes: t.field({
        type: [recordWrite(kit)] as never,
        required: true,
        description: 'The writes, 1 to 100, at most one for each record; all of them happen or none',
      }),
      ...writeOptions(t, {}),
    }),
  });
  const payload = builder.objectRef<RecordsWritten>('WriteRecordsPayload').implement({
    description: 'What the mutation writeRecords did',
    fields: (t) => ({
      records: t.field({
        type: [writtenRecord(kit)] as never,
        description: 'What became of each record, in the order of the writes',
        resolve: ({ records }) => records as never,
      }),
    }),
  });
  addResultMutation(kit, {
    ...{ name: 'writeRecords', input, payload },
    description:
      'Writes up to a hundred records of any kinds in one step, all or none: the same rules and the same history as the mutations of their kinds.',
    run: (context, given) => writeRecords(context, given as WriteRecordsInput, hooks),
  });
}

function recordWrite(kit: SchemaKit) {
  const { builder } = kit;
  return builder.inputType('RecordWriteInput', {
    description: 'One write of one record of any kind',
    fields: (t) => ({
      action: t.field({
        type: enumOf(kit, action),
        required: true,
        description: 'What is done with the record',
      }),
      kind: t.field({
        type: enumOf(kit, recordKindChoice),
        required: true,
        description: 'What the record is, such as a system or a team',
      }),
      key: t.string({
        description:
          'Key of the record, or one it had before; of a new one it is made of its name when left out',
      }),
      expectedRevision: t.int({
        description:
          'The revision that was read, counted from 1; refused when there is a newer one. Null writes without this check; of a new record it says nothing',
      }),
      fields: t.string({
        description:
          'JSON text of an object: fields by name, in the form of `RecordDocument.document`; for CREATE and UPDATE',
      }),
      role: t.field({ type: roleWish(kit) as never, description: 'The holding that a role action is about' }),
      revision: t.int({
        description:
          'Number of an earlier revision, as `history` gives it, for the actions that go back to one',
      }),
    }),
  });
}

function roleWish(kit: SchemaKit) {
  const { builder } = kit;
  const holder = builder.inputType('RoleHolderInput', {
    description: 'A person or a team, one of the two',
    fields: (t) => ({
      person: t.string({ description: 'Key of the person' }),
      team: t.string({ description: 'Key of the team' }),
    }),
  });
  return builder.inputType('RoleHoldingInput', {
    description: 'Who is to hold which role, and when',
    fields: (t) => ({
      role: t.string({
        required: true,
        description: 'Key of the role in the catalogue, such as system-owner',
      }),
      person: t.string({ description: 'Key of the person who holds it; give a person or a team' }),
      team: t.string({ description: 'Key of the team that holds it; give a person or a team' }),
      at: t.field({
        type: 'DateTime',
        description: 'The instant at which the holding begins or ends, UTC; now when left out',
      }),
      to: t.field({
        type: 'DateTime',
        description: 'First instant after a holding that begins, UTC; open when left out',
      }),
      deputy: t.boolean({ description: 'True when it is the holding of somebody who stands in' }),
      previous: t.field({
        type: holder,
        description: 'Whose holding a hand-over ends; needed where several hold the role',
      }),
    }),
  });
}

function writtenRecord(kit: SchemaKit) {
  return kit.builder.objectRef<WrittenRecord>('WrittenRecord').implement({
    description: 'What a write did to one record',
    fields: (t) => ({
      revision: t.exposeInt('revision', {
        description: 'The revision the record has now, counted from 1; 0 when only checked and new',
      }),
      changed: t.stringList({
        description: 'Paths of the record that were changed; none when it was so already',
        resolve: ({ changed }) => [...changed],
      }),
      record: t.field({
        type: recordDocumentType(kit) as never,
        nullable: true,
        description: 'The record after the write; empty when a new one was only checked',
        resolve: ({ kind, id }, _, context: Context) =>
          (id === null
            ? null
            : together(context, `written ${kind}`, id, (ids) => documentsOf(context, kind, ids))) as never,
      }),
    }),
  });
}

async function documentsOf(
  context: Context,
  kind: string,
  ids: readonly string[],
): Promise<Map<string, RecordAsDocument>> {
  const found = await findRecordDocuments(context, kindNamed(kind), { id: { in: [...ids] } });
  return new Map(found.map((one) => [one.id, one]));
}
