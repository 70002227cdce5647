import type { Field } from '@steward/domain/record/field.ts';
import type { Kind } from '@steward/domain/record/kind.ts';
import { kindNamed, kinds } from '@steward/domain/record/kinds.ts';
import type { Transaction } from '../platform/context.ts';
import { delegate } from '../platform/record/delegate.ts';
import { ownerRelation } from '../platform/record/mapping.ts';

const ofDemonstration = { origin: 'DEMO' };

export interface RecordName {
  readonly kind: string;
  readonly id: string;
  readonly key: string;
  readonly revision: number;
}

/** Every record of the demonstration. */
export async function demonstrationRecords(tx: Transaction): Promise<RecordName[]> {
  const found: RecordName[] = [];
  for (const { name } of kinds)
    for (const row of await delegate(tx, name).findMany({
      where: ofDemonstration,
      select: { id: true, key: true, revision: true },
      orderBy: { lookup: 'asc' },
    }))
      found.push({
        kind: name,
        id: String(row.id),
        key: String(row.key),
        revision: Number(row.revision),
      });
  return found;
}

/** Records of people that refer to the demonstration, or that files of its repositories declare, by kind and key. */
export async function recordsThatHangOnIt(tx: Transaction): Promise<{ kind: string; key: string }[]> {
  const found: { kind: string; key: string }[] = [];
  const declared = await tx.catalogEntity.findMany({
    where: { repository: ofDemonstration },
    select: { recordKind: true, recordId: true },
  });
  for (const kind of kinds) {
    const ids = declared.filter(({ recordKind }) => recordKind === kind.name).map((row) => row.recordId);
    const rows = await delegate(tx, kind.name).findMany({
      where: { NOT: ofDemonstration, OR: [{ id: { in: ids } }, ...mentions(kind.fields)] },
      select: { key: true },
      orderBy: { lookup: 'asc' },
    });
    found.push(...rows.map(({ key }) => ({ kind: kind.name, key: String(key) })));
  }
  return found;
}

/** Conditions of which one holds when any field refers to the demonstration. */
function mentions(fields: Readonly<Record<string, Field>>): object[] {
  return Object.entries(fields).flatMap(([name, { type, options }]): object[] => {
    if (type === 'reference') return [{ [name]: ofDemonstration }];
    if (type === 'references') return [{ [name]: { some: ofDemonstration } }];
    const inPart = options.part ? mentions(options.part.fields) : [];
    return inPart.length > 0 ? [{ [name]: { some: { OR: inPart } } }] : [];
  });
}

/** Deletes the records with all that hangs on them. Their audit events stay, and one more is written for each. */
export async function deleteDemonstration(tx: Transaction, records: readonly RecordName[]): Promise<void> {
  const here = kinds.filter(({ name }) => records.some(({ kind }) => kind === name));
  for (const kind of here) await looseRows(tx, kind);
  for (const { name } of [...here].reverse()) {
    const ids = records.filter(({ kind }) => kind === name).map(({ id }) => id);
    await delegate(tx, name).deleteMany({ where: { id: { in: ids } } });
    const recordId = { in: ids };
    await tx.revision.deleteMany({ where: { kind: name, recordId } });
    await tx.searchEntry.deleteMany({ where: { kind: name, recordId } });
    await tx.keyAlias.deleteMany({ where: { kind: name, recordId } });
  }
}

/** Takes away what would hold one record of the demonstration to another. */
async function looseRows(tx: Transaction, kind: Kind): Promise<void> {
  const links: Record<string, null> = {};
  for (const [name, { type, options }] of Object.entries(kind.fields)) {
    if (options.part)
      await delegate(tx, options.part.name).deleteMany({
        where: { [ownerRelation(kind, options.part.fields)]: ofDemonstration },
      });
    if (type === 'reference' && kindNamed(options.to ?? '').name === kind.name) links[`${name}Id`] = null;
  }
  if (Object.keys(links).length > 0)
    await delegate(tx, kind.name).updateMany({ where: ofDemonstration, data: links });
}
