import type { PGlite } from '@electric-sql/pglite';
import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import type { Pool } from 'pg';
import { type EmbeddedOptions, openEmbedded } from './embedded.ts';
import { embeddedAdapter } from './embedded-adapter.ts';
import { openPool, postgresAdapter } from './postgres.ts';
import { statementNames } from './statement-names.ts';
import type { DatabaseTarget } from './target.ts';

/** An open database below Prisma: what the migrations run on and what a Prisma client is made of. */
export type Connection = {
  adapter: SqlMigrationAwareDriverAdapterFactory;
  /** Rows of one statement as plain objects. Values stand in as parameters `$1`, `$2`. */
  query<Row>(sql: string, parameters?: unknown[]): Promise<Row[]>;
  /** As `query`, for a statement that comes again with the same text: its plan is kept. */
  prepared<Row>(sql: string, parameters: unknown[]): Promise<Row[]>;
  /** Closing twice is closing once. */
  close(): Promise<void>;
} & ({ engine: 'embedded'; pglite: PGlite } | { engine: 'postgres'; pool: Pool; url: string });

/** Opens the database; rejects when it cannot. `start-database.ts` turns that into a problem a user can act on. */
export async function connect(target: DatabaseTarget): Promise<Connection> {
  if (target.kind === 'postgres') return connectPostgres(target.url, target.role);
  return connectEmbedded(
    target.kind === 'embedded' ? { directory: target.directory } : { load: target.load },
  );
}

async function connectEmbedded(options: EmbeddedOptions): Promise<Connection> {
  const pglite = await openEmbedded(options);
  const query = async <Row>(sql: string, parameters: unknown[] = []) =>
    (await pglite.query<Row>(sql, parameters)).rows;
  return {
    engine: 'embedded',
    pglite,
    adapter: embeddedAdapter(pglite),
    query,
    // PGlite keeps no plans.
    prepared: query,
    close: async () => {
      if (!pglite.closed) await pglite.close();
    },
  };
}

async function connectPostgres(url: string, role?: string): Promise<Connection> {
  const pool = openPool(url, role);
  try {
    await pool.query('SELECT 1');
  } catch (error) {
    await pool.end();
    throw error;
  }
  const nameOf = statementNames();
  return {
    engine: 'postgres',
    pool,
    url,
    adapter: postgresAdapter(pool),
    query: async <Row>(sql: string, parameters: unknown[] = []) =>
      (await pool.query(sql, parameters)).rows as Row[],
    prepared: async <Row>(text: string, values: unknown[]) => {
      const name = nameOf(text);
      return (await pool.query({ text, values, ...(name === undefined ? {} : { name }) })).rows as Row[];
    },
    close: async () => {
      if (!pool.ended) await pool.end();
    },
  };
}
