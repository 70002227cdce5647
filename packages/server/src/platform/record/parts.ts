import { isDeepStrictEqual } from 'node:util';
import type { Field, PartKind } from '@steward/domain/record/field.ts';
import { lookupKey } from '@steward/domain/record/key.ts';
import { type Kind, partIdentity, type RecordDocument } from '@steward/domain/record/kind.ts';
import { v7 as newId } from 'uuid';
import type { Transaction } from '../context.ts';
import { delegate } from './delegate.ts';
import { columnValue, documentSelect, ownerRelation, type Row, valuesOf } from './mapping.ts';
import type { ReferenceIds } from './references.ts';

/** Brings the rows of every changed part to what the document says; rows that stay keep their id. */
export async function writeParts(
  tx: Transaction,
  write: {
    kind: Kind;
    id: string;
    before: RecordDocument | null;
    document: RecordDocument;
    ids: ReferenceIds;
    columns: ((field: string, row: Row) => Row) | undefined;
  },
): Promise<void> {
  for (const [name, field] of Object.entries(write.kind.fields)) {
    if (field.type !== 'parts') continue;
    if (write.before && isDeepStrictEqual(write.before[name], write.document[name])) continue;
    await writePart(tx, write, name, field.options.part!);
  }
}

async function writePart(
  tx: Transaction,
  write: Parameters<typeof writeParts>[1],
  name: string,
  part: PartKind,
): Promise<void> {
  const table = delegate(tx, part.name);
  const owner = { [`${ownerRelation(write.kind, part.fields)}Id`]: write.id };
  const select = (documentSelect(write.kind)[name] as { select: object }).select;
  const stored = write.before ? await table.findMany({ where: owner, select }) : [];
  const old = new Map(stored.map((row) => [partIdentity(part.identity, valuesOf(part.fields, row)), row]));
  const fresh: Row[] = [];
  for (const [position, wanted] of (write.document[name] as Row[]).entries()) {
    const data = {
      position,
      ...rowColumns(part.fields, wanted, write.ids),
      ...write.columns?.(name, wanted),
    };
    const identity = partIdentity(part.identity, wanted);
    const was = old.get(identity);
    old.delete(identity);
    if (!was) fresh.push({ id: newId(), ...owner, ...data });
    else if (was.position !== position || !isDeepStrictEqual(valuesOf(part.fields, was), wanted))
      await table.updateMany({ where: { id: was.id }, data });
  }
  if (old.size > 0) await table.deleteMany({ where: { id: { in: [...old.values()].map((row) => row.id) } } });
  if (fresh.length > 0) await table.createMany({ data: fresh });
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
