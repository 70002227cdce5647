import { isDeepStrictEqual } from 'node:util';
import type { Field, PartKind } from '@steward/domain/record/field.ts';
import { lookupKey } from '@steward/domain/record/key.ts';
import { partIdentity } from '@steward/domain/record/kind.ts';
import { v7 as newId } from 'uuid';
import type { Transaction } from '../context.ts';
import { batchesOf } from './batches.ts';
import { delegate } from './delegate.ts';
import { columnValue, documentSelect, ownerRelation, type Row, valuesOf } from './mapping.ts';
import type { ReferenceIds } from './references.ts';
import type { Pending } from './save-rows.ts';

/**
 * Brings the rows of every changed part to what the documents say; rows that stay keep their id. Rows that are over go
 * before new ones come, so that what is unique may pass from one record to another.
 */
export async function writeParts(
  tx: Transaction,
  writes: readonly Pending[],
  ids: ReferenceIds,
): Promise<void> {
  const fresh = new Map<string, Row[]>();
  for (const write of writes)
    for (const [name, field] of Object.entries(write.command.kind.fields)) {
      if (field.type !== 'parts') continue;
      if (write.before && isDeepStrictEqual(write.before.document[name], write.document[name])) continue;
      const part = field.options.part!;
      const rows = await writePart(tx, write, name, part, ids);
      fresh.set(part.name, [...(fresh.get(part.name) ?? []), ...rows]);
    }
  for (const [part, rows] of fresh)
    for (const data of batchesOf(rows)) await delegate(tx, part).createMany({ data });
}

/** Changes and removes stored rows of one part of one record, and gives those that are new. */
async function writePart(
  tx: Transaction,
  write: Pending,
  name: string,
  part: PartKind,
  ids: ReferenceIds,
): Promise<Row[]> {
  const { kind, partColumns } = write.command;
  const table = delegate(tx, part.name);
  const owner = { [`${ownerRelation(kind, part.fields)}Id`]: write.id };
  const select = (documentSelect(kind)[name] as { select: object }).select;
  const stored = write.before ? await table.findMany({ where: owner, select }) : [];
  const old = new Map(stored.map((row) => [partIdentity(part.identity, valuesOf(part.fields, row)), row]));
  const fresh: Row[] = [];
  for (const [position, wanted] of (write.document[name] as Row[]).entries()) {
    const data = { position, ...rowColumns(part.fields, wanted, ids), ...partColumns?.(name, wanted) };
    const identity = partIdentity(part.identity, wanted);
    const was = old.get(identity);
    old.delete(identity);
    if (!was) fresh.push({ id: newId(), ...owner, ...data });
    else if (was.position !== position || !isDeepStrictEqual(valuesOf(part.fields, was), wanted))
      await table.updateMany({ where: { id: was.id }, data });
  }
  if (old.size > 0) await table.deleteMany({ where: { id: { in: [...old.values()].map((row) => row.id) } } });
  return fresh;
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
