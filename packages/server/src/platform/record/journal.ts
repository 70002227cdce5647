import type { Kind, RecordDocument } from '@steward/domain/record/kind.ts';
import { v7 as newId } from 'uuid';
import type { Context, Transaction } from '../context.ts';
import { batchesOf } from './batches.ts';
import type { Pending } from './save-rows.ts';

/** What stands beside every write: its revision, its audit event, its outbox event, and the text that search reads. */
export async function journal(tx: Transaction, context: Context, writes: readonly Pending[]): Promise<void> {
  const who = { actorId: context.actor.personId, actorName: context.actor.name, door: context.door };
  for (const batch of batchesOf(writes)) {
    const entries = batch.map(({ command, id, document, revision, changed, at }) => ({
      what: {
        ...{ kind: command.kind.name, recordId: id, key: document.key },
        ...{ revision, operation: command.operation, at },
      },
      reason: command.reason ?? null,
      more: { changed: [...changed], document: document as object },
    }));
    await tx.revision.createMany({
      data: entries.map(({ what, reason, more }) => ({ ...what, ...who, reason, ...more })),
    });
    await tx.auditEvent.createMany({
      data: entries.map(({ what, reason }) => ({ ...what, ...who, reason })),
    });
    await tx.outboxEvent.createMany({ data: entries.map(({ what }) => what) });
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
