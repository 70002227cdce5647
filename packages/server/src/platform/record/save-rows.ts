import { lookupKey } from '@steward/domain/record/key.ts';
import type { Kind } from '@steward/domain/record/kind.ts';
import type { Transaction } from '../context.ts';
import { Refusal } from '../user-error.ts';
import { insertRows, updateRecords } from './bulk-rows.ts';
import type { Checked, Wanted } from './check-documents.ts';
import { conflictSince } from './conflict.ts';
import { delegate } from './delegate.ts';
import { columnValue, type Row } from './mapping.ts';
import { provenanceAfter } from './provenance.ts';
import type { ReferenceIds } from './references.ts';
import type { Before } from './write.ts';

/** A write that is right and changes something. */
export interface Pending extends Wanted {
  readonly document: Checked['documents'][number];
  readonly revision: number;
  readonly changed: readonly string[];
  readonly at: Date;
}

/** Somebody else was faster and the caller wants no check of the revision: the write may be tried again. */
export class LostRace extends Refusal {}

/**
 * Saves the rows of records themselves: one statement for the new ones of a kind and one for the changed ones. Kinds
 * with sets of references take one or two for each record.
 */
export async function saveRows(
  tx: Transaction,
  writes: readonly Pending[],
  ids: ReferenceIds,
): Promise<void> {
  const changed = writes.filter(isChanged);
  const alone = new Set(changed.filter((write) => !goesTogether(write)));
  for (const write of alone) await updateRow(tx, write, ids);
  for (const [kind, group] of byKind(changed.filter((write) => !alone.has(write))))
    if (group.length === 1) await updateRow(tx, group[0]!, ids);
    else await updateTogether(tx, kind, group, ids);
  for (const [kind, group] of byKind(writes.filter(({ before }) => before === null))) {
    const rows = group.map((write) => newRow(write, ids));
    // Sets of references live in tables of their own, which only a single create fills.
    if (setsOf(kind).length > 0 || rows.length === 1)
      for (const data of rows) await delegate(tx, kind.name).create({ data, select: { id: true } });
    else await insertRows(tx, kind.name, rows);
  }
}

type Change = Pending & { readonly before: Before };

const isChanged = (write: Pending): write is Change => write.before !== null;

/** A key may pass from one record to another in one write; that depends on their order. */
const goesTogether = ({ command, before, document }: Change): boolean =>
  setsOf(command.kind).length === 0 && lookupKey(before.document.key) === lookupKey(document.key);

const byKind = <Write extends Pending>(writes: readonly Write[]): Map<Kind, Write[]> =>
  Map.groupBy(writes, ({ command }) => command.kind);

function newRow(write: Pending, ids: ReferenceIds): Row {
  const { id, at, command } = write;
  return { id, origin: command.origin ?? 'MANUAL', createdAt: at, ...rowOf(write, ids) };
}

function rowOf(
  { command, before, document, revision, at, archived, changed }: Pending,
  ids: ReferenceIds,
): Row {
  const { kind, origin = 'MANUAL', source, restored } = command;
  const provenance = restored
    ? { ...before?.provenance, ...restored.provenance }
    : provenanceAfter({ kind, before, changed, origin, at, source });
  return {
    key: document.key,
    lookup: lookupKey(document.key),
    revision,
    updatedAt: at,
    archivedAt: archived ? (before?.archivedAt ?? restored?.archivedAt ?? at) : null,
    ...columns(kind, document, ids, before === null),
    ...(provenance ? { provenance } : {}),
  };
}

async function updateRow(tx: Transaction, write: Change, ids: ReferenceIds): Promise<void> {
  const { count } = await guardedUpdate(tx, write.command.kind, write.before, rowOf(write, ids));
  if (count === 0) await refuseLate(tx, write);
}

async function updateTogether(
  tx: Transaction,
  kind: Kind,
  writes: readonly Change[],
  ids: ReferenceIds,
): Promise<void> {
  const rows = writes.map((write) => ({ id: write.id, ...rowOf(write, ids) }));
  const written = await updateRecords(tx, kind.name, rows);
  const late = writes.find(({ id }) => !written.has(id));
  if (late) await refuseLate(tx, late);
}

/** Somebody else wrote the record since it was loaded. */
async function refuseLate(tx: Transaction, { command, before }: Change): Promise<never> {
  const conflict = await conflictSince(tx, command.kind, before, before.revision, null);
  throw command.expectedRevision === null ? new LostRace(conflict) : new Refusal(conflict);
}

const setsOf = (kind: Kind): string[] =>
  Object.entries(kind.fields)
    .filter(([, f]) => f.type === 'references')
    .map(([name]) => name);

/** Many-to-many sets go through `update`; the revision in the condition makes the write a compare-and-swap. */
async function guardedUpdate(
  tx: Transaction,
  kind: Kind,
  before: Before,
  data: Row,
): Promise<{ count: number }> {
  const sets = setsOf(kind);
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

function columns(kind: Kind, document: Pending['document'], ids: ReferenceIds, creating: boolean): Row {
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
