// The records of seed.ts as rows, written in bulk: for tests that need many, or need them fast.
import { randomUUID } from 'node:crypto';
import type { Field } from '@steward/domain/record/field.ts';
import { lookupKey } from '@steward/domain/record/key.ts';
import { type Kind, parseDocument, type RecordDocument } from '@steward/domain/record/kind.ts';
import { kinds } from '@steward/domain/record/kinds.ts';
import { delegate } from '@steward/server/test/platform/record/delegate.ts';
import { columnValue, ownerRelation, type Row } from '@steward/server/test/platform/record/mapping.ts';
import type { TestDatabase } from './database.ts';
import { createInput, seedKey, seedOrder } from './seed.ts';

/** Ids by kind and looked-up key. */
export type SeededIds = Map<string, string>;

const at = new Date('2026-01-01T00:00:00Z');

/**
 * Writes numbers 1 to `count` of every kind, with their parts, sets and `revisions` revisions each; roles are held by
 * nobody. Every change is submitted. Answers with the ids, by `kind key`. A few statements for each kind, whatever the
 * count. Sequences go on after what is written.
 */
export async function seedRows(
  database: Pick<TestDatabase, 'prisma' | 'connection'>,
  count = 1,
  revisions = 1,
): Promise<SeededIds> {
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  const ids: SeededIds = new Map();
  for (const kind of kinds)
    for (const n of numbers) ids.set(idName(kind.name, seedKey(kind.name, n)), randomUUID());
  for (const kind of seedOrder) {
    const records = numbers.map((n) => recordOf(kind, n, ids));
    await delegate(database.prisma, kind.name).createMany({ data: records.map((r) => r.row) });
    await writeParts(database, kind, records, ids);
    await writeSets(database, kind, records, ids);
    await writeJournal(database, kind, records, revisions);
  }
  for (const register of ['change_number', 'proposal_number'])
    await database.connection.query(`SELECT setval($1::text::regclass, $2::bigint, false)`, [
      register,
      1001 + count,
    ]);
  return ids;
}

const idName = (kind: string, key: string): string => `${kind} ${lookupKey(key)}`;
export const seededId = (ids: SeededIds, kind: string, n = 1): string =>
  ids.get(idName(kind, seedKey(kind, n)))!;

interface Seeded {
  id: string;
  document: RecordDocument;
  row: Row;
}

function recordOf(kind: Kind, n: number, ids: SeededIds): Seeded {
  const lifecycle = kind.name === 'Change' ? { state: 'SUBMITTED', requester: seedKey('Person', n) } : {};
  const key = seedKey(kind.name, n);
  const parsed = parseDocument(kind, { ...createInput(kind.name, n), ...lifecycle, key });
  if (!parsed.ok)
    throw new Error(`the sample of ${kind.name} is not valid: ${JSON.stringify(parsed.issues)}`);
  const { document } = parsed;
  const id = ids.get(idName(kind.name, key))!;
  const row = {
    id,
    key,
    lookup: lookupKey(key),
    createdAt: at,
    updatedAt: at,
    ...columnsOf(kind.fields, document, ids),
  };
  return { id, document, row };
}

function columnsOf(fields: Readonly<Record<string, Field>>, values: Row, ids: SeededIds): Row {
  const columns: Row = {};
  for (const [name, field] of Object.entries(fields)) {
    const value = values[name];
    if (field.type === 'parts' || field.type === 'references' || field.type === 'value') continue;
    if (field.type === 'reference')
      columns[`${name}Id`] = value === null ? null : ids.get(idName(field.options.to!, String(value)));
    else columns[name] = columnValue(field, value);
  }
  return columns;
}

async function writeParts(
  { prisma }: Pick<TestDatabase, 'prisma'>,
  kind: Kind,
  records: readonly Seeded[],
  ids: SeededIds,
): Promise<void> {
  for (const [name, field] of Object.entries(kind.fields)) {
    const part = field.options.part;
    if (!part) continue;
    const owner = `${ownerRelation(kind, part.fields)}Id`;
    const rows = records.flatMap(({ id, document }) =>
      (document[name] as Row[]).map((row, position) => ({
        id: randomUUID(),
        position,
        [owner]: id,
        ...columnsOf(part.fields, row, ids),
      })),
    );
    if (rows.length > 0) await delegate(prisma, part.name).createMany({ data: rows });
  }
}

/** Sets between records stand in tables that Prisma names by both models, in alphabetical order. */
async function writeSets(
  { connection }: Pick<TestDatabase, 'connection'>,
  kind: Kind,
  records: readonly Seeded[],
  ids: SeededIds,
): Promise<void> {
  for (const [name, field] of Object.entries(kind.fields)) {
    if (field.type !== 'references') continue;
    const to = field.options.to!;
    const pairs = records.flatMap(({ id, document }) =>
      (document[name] as string[]).map((key) => [id, ids.get(idName(to, key))!] as const),
    );
    const [a, b] = kind.name < to ? [0, 1] : [1, 0];
    const table = [kind.name, to].sort().join('To');
    const values = pairs.map((pair) => `('${pair[a]}', '${pair[b]}')`);
    if (values.length > 0)
      await connection.query(`INSERT INTO "_${table}" ("A", "B") VALUES ${values.join(', ')}`);
  }
}

async function writeJournal(
  { prisma }: Pick<TestDatabase, 'prisma'>,
  kind: Kind,
  records: readonly Seeded[],
  revisions: number,
): Promise<void> {
  const who = { actorName: 'Seed', door: 'SYSTEM', at };
  const data = records.flatMap(({ id, document }) =>
    Array.from({ length: revisions }, (_, index) => ({
      kind: kind.name,
      recordId: id,
      key: document.key,
      revision: index + 1,
      operation: index === 0 ? 'CREATE' : 'UPDATE',
      changed: [kind.label],
      document: document as object,
      ...who,
    })),
  );
  await prisma.revision.createMany({ data });
  await prisma.searchEntry.createMany({
    data: records.map(({ id, document }) => ({
      id: randomUUID(),
      kind: kind.name,
      recordId: id,
      key: document.key,
      label: String(document[kind.label] ?? document.key),
      text: `${document.key}\n${String(document[kind.label] ?? '')}`.toLowerCase(),
    })),
  });
  if (revisions > 1)
    await delegate(prisma, kind.name).updateMany({
      where: { id: { in: records.map((r) => r.id) } },
      data: { revision: revisions },
    });
}
