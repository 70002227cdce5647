import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { startPostgres } from '../../support/postgres.ts';

export interface BenchDatabase {
  readonly url: string;
  /** What PostgreSQL says it is. */
  readonly version: string;
  /** Another empty database on the same server, which goes with this one. */
  another(): Promise<string>;
  stop(): Promise<void>;
}

/** An empty database on the PostgreSQL of the tests: its own from npm, or the one that DATABASE_URL_TEST names. */
export async function benchDatabase(): Promise<BenchDatabase> {
  const server = await startPostgres({ durable: true });
  const names: string[] = [];
  const create = async () => {
    const name = `steward_bench_${randomBytes(4).toString('hex')}`;
    await query(server.url, `CREATE DATABASE ${name}`);
    names.push(name);
    return server.urlOf(name);
  };
  try {
    const url = await create();
    const [row] = await query<{ server_version: string }>(server.url, 'SHOW server_version');
    return {
      url,
      another: create,
      version: row!.server_version,
      stop: async () => {
        for (const name of names) await query(server.url, `DROP DATABASE ${name} WITH (FORCE)`);
        await server.stop();
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

export async function query<Row>(url: string, sql: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql, values)).rows as Row[];
  } finally {
    await client.end();
  }
}
