import { isDeepStrictEqual } from 'node:util';
import type { Field, PartKind } from '@steward/domain/record/field.ts';
import { lookupKey } from '@steward/domain/record/key.ts';
import { type Kind, partIdentity } from '@steward/domain/record/kind.ts';
import { v7 as newId } from 'uuid';
import type { Transaction } from '../context.ts';
import { batchesOf } from './batches.ts';
import { insertRows } from './bulk-rows.ts';
import { delegate } from './delegate.ts';
import { columnValue, documentSelect, ownerRelation, type Row, valuesOf } from './mapping.ts';
import type { ReferenceIds } from './references.ts';
import type { Pending } from './save-rows.ts';

/**
 * Brings the rows of every changed part to what the documents say; rows that stay keep their id. Rows that are over go
 * before others change and new ones come, so that what is unique may pass from one record to another. The statements follow the parts
 * of the kinds and the rows that move, not the records.
 */
export async function writeParts(
  tx: Transaction,
  writes: readonly Pending[],
  ids: ReferenceIds,
): Promise<void> {
  const fresh = new Map<string, Row[]>();
  for (const [kind, group] of Map.groupBy(writes, ({ command }) => command.kind))
    for (const [name, field] of Object.entries(kind.fields)) {
      if (field.type !== 'parts') continue;
      const changed = group.filter(
        ({ before, document }) => !before || !isDeepStrictEqual(before.document[name], document[name]),
      );
      const part = field.options.part!;
      const stored = await storedRows(tx, kind, name, part, changed);
      const over: unknown[] = [];
      const rows = fresh.get(part.name) ?? [];
      fresh.set(part.name, rows);
      const edits: { id: unknown; data: Row }[] = [];
      for (const write of changed) {
        const left = writePart({
          write,
          name,
          part,
          ids,
          stored: stored.get(write.id) ?? [],
          ...{ rows, edits },
        });
        over.push(...left);
      }
      for (const batch of batchesOf(over, 5_000))
        await delegate(tx, part.name).deleteMany({ where: { id: { in: batch } } });
      for (const { id, data } of edits) await delegate(tx, part.name).updateMany({ where: { id }, data });
    }
  for (const [part, rows] of fresh)
    if (rows.length > 1) await insertRows(tx, part, rows);
    else for (const data of rows) await delegate(tx, part).createMany({ data });
}

/** The rows of one part of records that are there, by the id of the record. */
async function storedRows(
  tx: Transaction,
  kind: Kind,
  name: string,
  part: PartKind,
  writes: readonly Pending[],
): Promise<Map<string, Row[]>> {
  const owner = ownerColumn(kind, part);
  const { select } = documentSelect(kind)[name] as { select: object };
  const owners = writes.flatMap(({ id, before }) => (before ? [id] : []));
  const found: Row[] = [];
  for (const batch of batchesOf(owners))
    found.push(
      ...(await delegate(tx, part.name).findMany({
        where: { [owner]: { in: batch } },
        select: { ...select, [owner]: true },
      })),
    );
  return Map.groupBy(found, (row) => String(row[owner]));
}

const ownerColumn = (kind: Kind, part: PartKind): string => `${ownerRelation(kind, part.fields)}Id`;

/** Adds what becomes of one part of one record to `edits` and `rows`, and gives the ids of stored rows that are over. */
function writePart({
  write,
  name,
  part,
  ids,
  stored,
  rows,
  edits,
}: {
  write: Pending;
  name: string;
  part: PartKind;
  ids: ReferenceIds;
  stored: readonly Row[];
  rows: Row[];
  edits: { id: unknown; data: Row }[];
}): unknown[] {
  const { kind, partColumns } = write.command;
  const owner = { [ownerColumn(kind, part)]: write.id };
  const old = new Map(stored.map((row) => [partIdentity(part.identity, valuesOf(part.fields, row)), row]));
  for (const [position, wanted] of (write.document[name] as Row[]).entries()) {
    const data = { position, ...rowColumns(part.fields, wanted, ids), ...partColumns?.(name, wanted) };
    const identity = partIdentity(part.identity, wanted);
    const was = old.get(identity);
    old.delete(identity);
    if (!was) rows.push({ id: newId(), ...owner, ...data });
    else if (was.position !== position || !isDeepStrictEqual(valuesOf(part.fields, was), wanted))
      edits.push({ id: was.id, data });
  }
  return [...old.values()].map((row) => row.id);
}

function rowColumns(fields: Readonly<Record<string, Field>>, row: Row, ids: ReferenceIds): Row {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => {
      const value = row[name];
      if (field.type !== 'reference') return [name, columnValue(field, value)];
      return [
        `${name}Id`,
        typeof value === 'string' ? ids.get(field.options.to!)?.get(lookupKey(value)) : null,
      ];
    }),
  );
}
