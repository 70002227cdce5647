// Once a run: a PostgreSQL server with one migrated template database, of which each worker takes its copy.
import { randomBytes } from 'node:crypto';
import { connect } from '@steward/server/test/platform/database/connection.ts';
import { applyMigrations } from '@steward/server/test/platform/migrations/migrate.ts';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startPostgres } from './postgres.ts';

export type PostgresForWorkers = { url: string; template: string; prefix: string; major: 15 | null };

declare module 'vitest' {
  interface ProvidedContext {
    postgres: PostgresForWorkers;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres({ durable: project.name === 'faults' });
  const prefix = `steward_test_${randomBytes(4).toString('hex')}`;
  const template = `${prefix}_template`;
  await onServer(server.url, (client) => client.query(`CREATE DATABASE ${template}`)).catch(
    (cause: Error) => {
      throw new Error(
        `No database for the tests: ${cause.message}. DATABASE_URL_TEST must name a PostgreSQL 15 or newer.`,
        { cause },
      );
    },
  );
  await migrate(server.urlOf(template));
  project.provide('postgres', { url: server.url, template, prefix, major: server.major });
  return async () => {
    if (server.major === null) await dropAll(server.url, prefix);
    await server.stop();
  };
}

async function migrate(url: string): Promise<void> {
  const connection = await connect({ kind: 'postgres', url });
  const outcome = await applyMigrations(connection);
  await connection.close();
  if (!outcome.ok) throw new Error(`Migration ${outcome.migration} fails on PostgreSQL: ${outcome.reason}`);
}

async function dropAll(url: string, prefix: string): Promise<void> {
  await onServer(url, async (client) => {
    const { rows } = await client.query('SELECT datname FROM pg_database WHERE starts_with(datname, $1)', [
      prefix,
    ]);
    for (const { datname } of rows) await client.query(`DROP DATABASE "${datname}" WITH (FORCE)`);
  });
}

export async function onServer<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
