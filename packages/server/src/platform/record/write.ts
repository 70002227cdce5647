import { lookupKey } from '@steward/domain/record/key.ts';
import type { Kind, RecordDocument } from '@steward/domain/record/kind.ts';
import { documentIssues, nounOf, parseFields } from '@steward/domain/record/kind.ts';
import { v7 as newId } from 'uuid';
import type { Context, Transaction } from '../context.ts';
import { visibleRows } from '../policy.ts';
import { forbidden, notFound, Refusal, type UserError, validationError } from '../user-error.ts';
import { chainIssues } from './chain.ts';
import { changedPaths } from './changed-paths.ts';
import { conflictSince } from './conflict.ts';
import { delegate } from './delegate.ts';
import { journal } from './journal.ts';
import { keepOldKey, keyIssues, nextRegisterKey } from './keys.ts';
import { columnValue, documentOf, documentSelect, type Row } from './mapping.ts';
import { writeParts } from './parts.ts';
import { type Provenance, provenanceAfter } from './provenance.ts';
import { idByAlias, type ReferenceIds, resolveReferences } from './references.ts';

export type Operation =
  | 'CREATE'
  | 'UPDATE'
  | 'ARCHIVE'
  | 'RESTORE'
  | 'TRANSITION'
  | 'ASSIGN_ROLE'
  | 'HAND_OVER_ROLE'
  | 'END_ROLE';
export type Origin = 'MANUAL' | 'CATALOG_INFO' | 'CODEOWNERS' | 'DEMO' | 'SYSTEM';

/** The record a command is about: by id, by key (aliases count), or none yet. */
export type Target = { id: string } | { key: string } | null;

export interface Before {
  id: string;
  revision: number;
  archivedAt: Date | null;
  origin: Origin;
  provenance: Provenance;
  document: RecordDocument;
}

/** What a command wants the record to be afterwards, or why not. `archived` changes the archive mark. */
export type Decision = { document: Record<string, unknown>; archived?: boolean } | { error: UserError };

export interface WriteCommand {
  kind: Kind;
  operation: Operation;
  target: Target;
  /** Undefined: the caller did not say. Null: the caller wants no check. */
  expectedRevision?: number | null;
  decide: (before: Before | null, tx: Transaction) => Decision | Promise<Decision>;
  origin?: Origin;
  reason?: string | null;
  /** The transaction is rolled back afterwards; the answer then tells of the record as it is now. */
  validateOnly?: boolean;
  /** Columns of part rows that no document holds. */
  partColumns?: (field: string, row: Row) => Row;
  /** Where the fields the command changes came from; with `fields`, those alone came from there. */
  source?: { location: string; fields?: readonly string[] } | undefined;
  /** What the command changes of the record that no document holds; it makes a revision even when the rest stays. */
  alsoChanged?: readonly string[];
  id?: string;
}

export interface Written {
  type: 'Written';
  id: string | null;
  key: string;
  revision: number;
  changed: readonly string[];
}

/** Somebody else was faster and the caller wants no check of the revision: the write may be tried again. */
export class LostRace extends Refusal {}

/**
 * The one way a record is written: row, parts, revision, audit event and outbox event in the caller's transaction.
 * Refuses by throwing a `Refusal`, so that the transaction is rolled back. A write that changes nothing writes nothing.
 * Everything is written with `validateOnly` too: whoever opened the transaction rolls it back.
 */
export async function writeInTransaction(
  tx: Transaction,
  context: Context,
  command: WriteCommand,
): Promise<Written> {
  const { kind } = command;
  const before = command.target ? await load(tx, context, kind, command.target) : null;
  const reason = context.policies[kind.name]!.mayWrite(context, command.operation);
  if (reason) throw new Refusal(forbidden(reason));
  if (before) await checkRevision(tx, command, before);
  const decision = await command.decide(before, tx);
  if ('error' in decision) throw new Refusal(decision.error);

  const { document, ids } = await check(tx, context, command, before, decision.document);
  const archived = decision.archived ?? before?.archivedAt != null;
  const changed = changedPaths(kind, before?.document ?? null, document);
  if (before && archived !== (before.archivedAt !== null)) changed.push('archivedAt');
  changed.push(...(command.alsoChanged ?? []));
  if (before && changed.length === 0)
    return { type: 'Written', id: before.id, key: before.document.key, revision: before.revision, changed };

  const at = context.now();
  const id = before?.id ?? command.id ?? newId();
  const revision = (before?.revision ?? 0) + 1;
  if (!before && kind.key.form === 'register')
    document.key = command.validateOnly ? id : await nextRegisterKey(tx, kind.key.prefix);
  await saveRow(tx, { command, before, document, ids, id, revision, at, archived, changed });
  if (before) await keepOldKey(tx, kind, document.key, before);
  await writeParts(tx, {
    kind,
    id,
    before: before?.document ?? null,
    document,
    ids,
    columns: command.partColumns,
  });
  await journal(tx, context, {
    kind,
    id,
    document,
    revision,
    operation: command.operation,
    changed,
    at,
    reason: command.reason ?? null,
  });
  const now = { id, key: document.key, revision };
  const still = { id: before?.id ?? null, key: document.key, revision: before?.revision ?? 0 };
  return { type: 'Written', ...(command.validateOnly ? still : now), changed };
}

async function load(
  tx: Transaction,
  context: Context,
  kind: Kind,
  target: NonNullable<Target>,
): Promise<Before> {
  const visible = visibleRows(context, kind.name);
  const find = (where: object) =>
    delegate(tx, kind.name).findFirst({ where: { AND: [where, visible] }, select: documentSelect(kind) });
  let row = await find('id' in target ? { id: target.id } : { lookup: lookupKey(target.key) });
  if (!row && 'key' in target) {
    const id = await idByAlias(tx, kind.name, target.key);
    if (id) row = await find({ id });
  }
  if (!row) throw new Refusal(notFound(nounOf(kind.name), 'id' in target ? target.id : target.key));
  return {
    id: String(row.id),
    revision: Number(row.revision),
    archivedAt: row.archivedAt as Date | null,
    origin: row.origin as Origin,
    provenance: row.provenance as Provenance,
    document: documentOf(kind, row),
  };
}

async function checkRevision(tx: Transaction, command: WriteCommand, before: Before): Promise<void> {
  if (command.expectedRevision === undefined)
    throw new Refusal(
      validationError([
        {
          path: ['expectedRevision'],
          message: `is required: give the revision you read (now ${before.revision}), or null to write without a check`,
        },
      ]),
    );
  if (command.expectedRevision !== null && command.expectedRevision !== before.revision)
    throw new Refusal(
      await conflictSince(tx, command.kind, before.id, command.expectedRevision, before.revision),
    );
}

async function check(
  tx: Transaction,
  context: Context,
  command: WriteCommand,
  before: Before | null,
  wanted: Record<string, unknown>,
): Promise<{ document: RecordDocument; ids: ReferenceIds }> {
  const { kind } = command;
  const { key: wantedKey, ...fields } = wanted;
  const { values, issues } = parseFields(kind, fields);
  const resolved = await resolveReferences({
    tx,
    kind,
    before: before?.document ?? null,
    values,
    visible: (name) => visibleRows(context, name),
  });
  const { key, issues: aboutKey } = await keyIssues(tx, kind, String(wantedKey ?? ''), before);
  const document = { key, ...resolved.values };
  const all = [
    ...aboutKey,
    ...issues,
    ...resolved.issues,
    ...documentIssues(kind, resolved.values),
    ...(await chainIssues(tx, kind, document, before, resolved.ids)),
  ];
  if (all.length > 0) throw new Refusal(validationError(all));
  return { document, ids: resolved.ids };
}

async function saveRow(
  tx: Transaction,
  write: {
    command: WriteCommand;
    before: Before | null;
    document: RecordDocument;
    ids: ReferenceIds;
    id: string;
    revision: number;
    at: Date;
    archived: boolean;
    changed: readonly string[];
  },
): Promise<void> {
  const { command, before, document, id, revision, at, changed } = write;
  const { kind } = command;
  const origin = command.origin ?? 'MANUAL';
  const data: Row = {
    key: document.key,
    lookup: lookupKey(document.key),
    revision,
    updatedAt: at,
    archivedAt: write.archived ? (before?.archivedAt ?? at) : null,
    ...columns(kind, document, write.ids, before === null),
  };
  const provenance = provenanceAfter({ kind, before, changed, origin, at, source: command.source });
  if (provenance) data.provenance = provenance;
  if (!before) {
    await delegate(tx, kind.name).create({
      data: { id, origin, createdAt: at, ...data },
      select: { id: true },
    });
    return;
  }
  const { count } = await guardedUpdate(tx, kind, before, data);
  if (count > 0) return;
  const conflict = await conflictSince(tx, kind, id, before.revision, null);
  throw command.expectedRevision === null ? new LostRace(conflict) : new Refusal(conflict);
}

/** Many-to-many sets go through `update`; the revision in the condition makes the write a compare-and-swap. */
async function guardedUpdate(
  tx: Transaction,
  kind: Kind,
  before: Before,
  data: Row,
): Promise<{ count: number }> {
  const sets = Object.entries(kind.fields)
    .filter(([, f]) => f.type === 'references')
    .map(([name]) => name);
  const scalars = Object.fromEntries(Object.entries(data).filter(([name]) => !sets.includes(name)));
  const result = await delegate(tx, kind.name).updateMany({
    where: { id: before.id, revision: before.revision },
    data: scalars,
  });
  if (result.count > 0 && sets.length > 0)
    await delegate(tx, kind.name).update({
      where: { id: before.id },
      data: Object.fromEntries(sets.map((name) => [name, data[name]])),
      select: { id: true },
    });
  return result;
}

function columns(kind: Kind, document: RecordDocument, ids: ReferenceIds, creating: boolean): Row {
  const data: Row = {};
  for (const [name, field] of Object.entries(kind.fields)) {
    const value = document[name];
    const idOf = (key: string) => ids.get(field.options.to!)?.get(lookupKey(key));
    if (field.type === 'parts') continue;
    if (field.type === 'reference') data[`${name}Id`] = typeof value === 'string' ? idOf(value) : null;
    else if (field.type === 'references') {
      const members = (value as string[]).map((key) => ({ id: idOf(key) }));
      data[name] = creating ? { connect: members } : { set: members };
    } else data[name] = columnValue(field, value);
  }
  return data;
}
