import type { Kind, RecordDocument } from '@steward/domain/record/kind.ts';
import { v7 as newId } from 'uuid';
import { actorIdOf, type Context, type Transaction } from '../context.ts';
import { batchesOf } from './batches.ts';
import type { Pending } from './save-rows.ts';

/** Writes in one statement: a value of some megabytes. */
const mostWrites = 2_000;

/**
 * What stands beside every write: its revision, its audit event, its outbox event, and the text that search reads, all
 * four in one statement. Each batch goes in as one JSON value: Prisma works through a list row by row and column by
 * column, which a large import feels.
 */
export async function journal(tx: Transaction, context: Context, writes: readonly Pending[]): Promise<void> {
  const { actor, door } = context;
  for (const batch of batchesOf(writes, mostWrites)) {
    const entries = JSON.stringify(
      batch.map(({ command, id, document, revision, changed, at }) => ({
        ...{ kind: command.kind.name, record: id, key: document.key, revision, at },
        ...{ operation: command.operation, reason: command.reason ?? null, changed, document },
        ...{ search: newId(), label: String(document[command.kind.label] ?? document.key) },
        text: searchText(command.kind, document),
      })),
    );
    await tx.$executeRaw`
      WITH entry AS MATERIALIZED (
        SELECT * FROM jsonb_to_recordset(${entries}::jsonb) AS entry(kind text, record uuid, key text, revision int,
          operation text, at timestamptz, reason text, changed jsonb, document jsonb, search uuid, label text, text text)
      ), revised AS (
        INSERT INTO "Revision" (kind, "recordId", key, revision, operation, at, reason, changed, document, "actorId", "actorName", door)
        SELECT kind, record, key, revision, operation, at, reason, ARRAY(SELECT jsonb_array_elements_text(changed)), document,
          ${actorIdOf(actor)}::uuid, ${actor.name}, ${door}
        FROM entry
      ), audited AS (
        INSERT INTO "AuditEvent" (kind, "recordId", key, revision, operation, at, reason, "actorId", "actorName", door, digest)
        SELECT kind, record, key, revision, operation, at, reason, ${actorIdOf(actor)}::uuid, ${actor.name}, ${door},
          "revision_digest"(document, ARRAY(SELECT jsonb_array_elements_text(changed)))
        FROM entry
      ), told AS (
        INSERT INTO "OutboxEvent" (kind, "recordId", key, revision, operation, at)
        SELECT kind, record, key, revision, operation, at FROM entry
      )
      INSERT INTO "SearchEntry" (id, kind, "recordId", key, label, text)
      SELECT search, kind, record, key, label, text FROM entry
      ON CONFLICT (kind, "recordId")
        DO UPDATE SET key = EXCLUDED.key, label = EXCLUDED.label, text = EXCLUDED.text`;
  }
}

/** Lower-case text of everything a person might type: the key, one-line fields and lists of words. */
function searchText(kind: Kind, document: RecordDocument): string {
  const words = Object.entries(kind.fields).flatMap(([name, field]) => {
    if (field.options.restricted) return [];
    const value = document[name];
    if (field.type === 'text' && typeof value === 'string') return [value];
    return field.type === 'texts' ? (value as string[]) : [];
  });
  return [document.key, ...words].join('\n').toLowerCase();
}
