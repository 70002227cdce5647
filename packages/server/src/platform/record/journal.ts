import type { Kind, RecordDocument } from '@steward/domain/record/kind.ts';
import { v7 as newId } from 'uuid';
import type { Context, Transaction } from '../context.ts';
import { batchesOf } from './batches.ts';
import type { Pending } from './save-rows.ts';

/**
 * What stands beside every write: its revision, its audit event, its outbox event, and the text that search reads. Each
 * batch goes in as one JSON value: Prisma works through a list row by row and column by column, which a large import
 * feels.
 */
export async function journal(tx: Transaction, context: Context, writes: readonly Pending[]): Promise<void> {
  const { actor, door } = context;
  for (const batch of batchesOf(writes)) {
    const entries = JSON.stringify(
      batch.map(({ command, id, document, revision, changed, at }) => ({
        ...{ kind: command.kind.name, record: id, key: document.key, revision, at },
        ...{ operation: command.operation, reason: command.reason ?? null, changed, document },
      })),
    );
    await tx.$executeRaw`
      INSERT INTO "Revision" (kind, "recordId", key, revision, operation, at, reason, changed, document, "actorId", "actorName", door)
      SELECT kind, record, key, revision, operation, at, reason, ARRAY(SELECT jsonb_array_elements_text(changed)), document,
        ${actor.personId}::uuid, ${actor.name}, ${door}
      FROM jsonb_to_recordset(${entries}::jsonb) AS entry(kind text, record uuid, key text, revision int, operation text,
        at timestamptz, reason text, changed jsonb, document jsonb)`;
    await tx.$executeRaw`
      INSERT INTO "AuditEvent" (kind, "recordId", key, revision, operation, at, reason, "actorId", "actorName", door)
      SELECT kind, record, key, revision, operation, at, reason, ${actor.personId}::uuid, ${actor.name}, ${door}
      FROM jsonb_to_recordset(${entries}::jsonb) AS entry(kind text, record uuid, key text, revision int, operation text,
        at timestamptz, reason text)`;
    await tx.$executeRaw`
      INSERT INTO "OutboxEvent" (kind, "recordId", key, revision, operation, at)
      SELECT kind, record, key, revision, operation, at
      FROM jsonb_to_recordset(${entries}::jsonb) AS entry(kind text, record uuid, key text, revision int, operation text,
        at timestamptz)`;
    await saveSearchEntries(tx, batch);
  }
}

async function saveSearchEntries(tx: Transaction, writes: readonly Pending[]): Promise<void> {
  const entries = writes.map(({ command: { kind }, id, document }) => ({
    ...{ id: newId(), kind: kind.name, record: id, key: document.key },
    label: String(document[kind.label] ?? document.key),
    text: searchText(kind, document),
  }));
  await tx.$executeRaw`
    INSERT INTO "SearchEntry" (id, kind, "recordId", key, label, text)
    SELECT id, kind, record, key, label, text
    FROM jsonb_to_recordset(${JSON.stringify(entries)}::jsonb)
      AS entry(id uuid, kind text, record uuid, key text, label text, text text)
    ON CONFLICT (kind, "recordId")
      DO UPDATE SET key = EXCLUDED.key, label = EXCLUDED.label, text = EXCLUDED.text`;
}

/** Lower-case text of everything a person might type: the key, one-line fields and lists of words. */
function searchText(kind: Kind, document: RecordDocument): string {
  const words = Object.entries(kind.fields).flatMap(([name, field]) => {
    const value = document[name];
    if (field.type === 'text' && typeof value === 'string' && name !== 'email') return [value];
    return field.type === 'texts' ? (value as string[]) : [];
  });
  return [document.key, ...words].join('\n').toLowerCase();
}
