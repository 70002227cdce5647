import { isDeepStrictEqual } from 'node:util';
import type { FieldIssue } from '@steward/domain/record/field.ts';
import { inputFields, type Kind, nounOf, type RecordDocument } from '@steward/domain/record/kind.ts';
import type { Context, Transaction } from '../context.ts';
import { visibleDocument } from '../record/revisions.ts';
import type { Before, Decision, Written } from '../record/write.ts';
import { type UserError, validationError } from '../user-error.ts';
import { type AnyKindInput, addAnyKindMutation } from './any-kind-mutation.ts';
import type { SchemaKit } from './kit.ts';
import { edited, mentioned, type RecordHooks, writeWith } from './mutations.ts';

interface RestoreRevisionInput extends AnyKindInput {
  revision: number;
}

/** `restoreRevision`: a new edit of a record of any kind with what an earlier revision said. */
export function addRestoreRevision(
  kit: SchemaKit,
  kinds: readonly Kind[],
  hooks: Readonly<Record<string, RecordHooks>>,
): void {
  addAnyKindMutation<RestoreRevisionInput>(kit, kinds, {
    name: 'restoreRevision',
    description:
      'Writes the fields of an earlier revision anew, as an update does: the same rules, a revision of its own. The key, the roles held, and what else people do not write as fields stay as they are.',
    fields: (t) => ({
      revision: t.int({
        required: true,
        description: 'Number of the revision to go back to, as `history` gives it',
      }),
    }),
    write: (context, kind, input) => restoreRevision(context, kind, input, hooks[kind.name] ?? {}),
  });
}

function restoreRevision(
  context: Context,
  kind: Kind,
  input: RestoreRevisionInput,
  hooks: RecordHooks,
): Promise<Written | UserError> | UserError {
  const why = input.reason ?? `back to revision ${input.revision}`;
  return writeWith(
    context,
    'restoreRevision',
    { ...input, reason: why, editReason: why },
    {
      kind,
      operation: 'UPDATE',
      target: { key: input.key },
      decide: (before, tx) => revisionDecision(context, tx, kind, before!, input.revision, hooks),
    },
  );
}

/** What writing the fields of an earlier revision anew makes of a record. */
export async function revisionDecision(
  context: Context,
  tx: Transaction,
  kind: Kind,
  before: Before,
  revision: number,
  hooks: RecordHooks,
): Promise<Decision> {
  const old = await documentAt(tx, kind, before.id, revision);
  if (!old) return { error: validationError([noSuchRevision(kind, revision, before.revision)]) };
  const fields = await readableFields(context, tx, kind, old, before.id);
  return edited(before.document, mentioned(kind, fields), null, hooks);
}

export const noSuchRevision = (kind: Kind, revision: number, last: number): FieldIssue => ({
  path: ['revision'],
  message: `this ${nounOf(kind.name)} has no revision ${revision}: its history has 1 to ${last}`,
});

/** The whole document as a revision of it stored it; null when there is no such revision. */
export async function documentAt(
  tx: Transaction,
  kind: Kind,
  recordId: string,
  revision: number,
): Promise<RecordDocument | null> {
  const row = await tx.revision.findUnique({
    where: { kind_recordId_revision: { kind: kind.name, recordId, revision } },
    select: { document: true },
  });
  return (row?.document as RecordDocument | undefined) ?? null;
}

/**
 * What people write of a document. A field that named what the writer may not see stays as it is: it would be emptied, or
 * the refusal would tell the name.
 */
async function readableFields(
  context: Context,
  tx: Transaction,
  kind: Kind,
  document: RecordDocument,
  id: string,
): Promise<Record<string, unknown>> {
  const visible = await visibleDocument({ ...context, database: { prisma: tx } }, kind, document, id);
  return Object.fromEntries(
    inputFields(kind)
      .map(([name]) => name)
      .filter((name) => name in document && isDeepStrictEqual(visible[name], document[name]))
      .map((name) => [name, document[name]]),
  );
}
