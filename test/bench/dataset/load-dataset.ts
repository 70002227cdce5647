import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { connect } from '@steward/server/test/platform/database/connection.ts';
import { applyMigrations } from '@steward/server/test/platform/migrations/migrate.ts';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { codeRows } from './code-rows.ts';
import { peopleRows } from './people-rows.ts';
import type { DatasetSize } from './sizes.ts';
import { systemRows } from './system-rows.ts';
import { copyLine, type TableRows } from './table.ts';

export interface LoadedDataset {
  readonly rows: number;
  readonly seconds: number;
  /** Of the database on the disk. */
  readonly bytes: number;
}

/** Migrates the empty database and fills it by COPY, the same rows in every run. */
export async function loadDataset(url: string, size: DatasetSize): Promise<LoadedDataset> {
  await migrate(url);
  const started = performance.now();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  let rows = 0;
  let bytes = 0;
  try {
    await client.query('BEGIN');
    // Rows come table by table, and refer to each other in both directions.
    await client.query('SET LOCAL session_replication_role = replica');
    const people = peopleRows(size);
    const systems = systemRows(size);
    const code = codeRows(size);
    for (const table of [...people, ...systems, ...code]) rows += await copy(client, table);
    await client.query(
      `INSERT INTO "_AgreementToSystem" ("A", "B") SELECT DISTINCT "agreementId", "systemId" FROM "ServiceLevelTarget"`,
    );
    await client.query(`SELECT setval('change_number', $1, false)`, [1001 + size.changes]);
    await client.query('COMMIT');
    await client.query('VACUUM ANALYZE');
    const { rows: sizes } = await client.query('SELECT pg_database_size(current_database()) AS bytes');
    bytes = Number(sizes[0].bytes);
  } finally {
    await client.end();
  }
  return { rows, seconds: (performance.now() - started) / 1000, bytes };
}

async function migrate(url: string): Promise<void> {
  const connection = await connect({ kind: 'postgres', url });
  const outcome = await applyMigrations(connection);
  await connection.close();
  if (!outcome.ok) throw new Error(`migration ${outcome.migration} fails: ${outcome.reason}`);
}

async function copy(client: pg.Client, { table, columns, rows }: TableRows): Promise<number> {
  const names = columns.map((column) => `"${column}"`).join(', ');
  const stream = client.query(copyFrom(`COPY "${table}" (${names}) FROM STDIN`));
  let count = 0;
  const lines = function* () {
    let piece = '';
    for (const row of rows) {
      count++;
      piece += copyLine(row);
      if (piece.length < 65_536) continue;
      yield piece;
      piece = '';
    }
    yield piece;
  };
  await pipeline(Readable.from(lines()), stream);
  return count;
}
