import type { Transaction } from '../context.ts';
import { batchesOf } from './batches.ts';
import type { Row } from './mapping.ts';

/** Rows in one statement: a value of some megabytes. */
const mostRows = 2_000;

/**
 * New rows of a model, each batch as one JSON value: Prisma works through a list row by row and column by column, which
 * a large import feels. Columns that a row does not name keep the defaults of the database.
 */
export async function insertRows(tx: Transaction, model: string, rows: readonly Row[]): Promise<void> {
  for (const batch of alike(rows))
    await tx.$executeRaw`SELECT "insert_rows"(${tableOf(model)}::regclass, ${JSON.stringify(batch)}::jsonb)`;
}

/** Records at their next revision. Answers with the ids of those that still stood at the revision before. */
export async function updateRecords(
  tx: Transaction,
  model: string,
  rows: readonly Row[],
): Promise<Set<string>> {
  const written = new Set<string>();
  for (const batch of alike(rows)) {
    const found = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM "update_records"(${tableOf(model)}::regclass, ${JSON.stringify(batch)}::jsonb) AS written(id)`;
    for (const { id } of found) written.add(id);
  }
  return written;
}

/** The name of the table as PostgreSQL reads it where it looks one up: tables are called like their models. */
const tableOf = (model: string): string => `"${model.replaceAll('"', '""')}"`;

/** Rows that name the same columns, in batches: the first one of each decides which columns are written. */
const alike = (rows: readonly Row[]): Row[][] =>
  [...Map.groupBy(rows, (row) => Object.keys(row).sort().join(' ')).values()].flatMap((group) =>
    batchesOf(group, mostRows),
  );
