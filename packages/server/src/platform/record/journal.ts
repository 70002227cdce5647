import type { Kind, RecordDocument } from '@steward/domain/record/kind.ts';
import { v7 as newId } from 'uuid';
import type { Context, Transaction } from '../context.ts';
import type { Operation } from './write.ts';

export interface JournalEntry {
  kind: Kind;
  id: string;
  document: RecordDocument;
  revision: number;
  operation: Operation;
  changed: readonly string[];
  at: Date;
  reason: string | null;
}

/** What stands beside every write: its revision, its audit event, its outbox event, and the text that search reads. */
export async function journal(tx: Transaction, context: Context, entry: JournalEntry): Promise<void> {
  const { kind, id, document, revision, operation, at, reason } = entry;
  const who = { actorId: context.actor.personId, actorName: context.actor.name, door: context.door };
  const what = { kind: kind.name, recordId: id, key: document.key, revision, operation, at };
  await tx.revision.create({
    data: { ...what, ...who, reason, changed: [...entry.changed], document: document as object },
    select: { id: true },
  });
  await tx.auditEvent.create({ data: { ...what, ...who, reason }, select: { id: true } });
  await tx.outboxEvent.create({ data: what, select: { id: true } });
  const found = {
    key: document.key,
    label: String(document[kind.label] ?? document.key),
    text: searchText(kind, document),
  };
  await tx.searchEntry.upsert({
    where: { kind_recordId: { kind: kind.name, recordId: id } },
    create: { id: newId(), kind: kind.name, recordId: id, ...found },
    update: found,
    select: { id: true },
  });
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
