// The database of the worker that asks: made once, shared by its test files, emptied whenever it is asked for.

import { readFileSync } from 'node:fs';
import { asAppRole } from '@steward/server/test/platform/database/app-role.ts';
import { type Connection, connect } from '@steward/server/test/platform/database/connection.ts';
import { isRetryable } from '@steward/server/test/platform/database/driver-error.ts';
import { type Database, databaseOver } from '@steward/server/test/platform/database/open-database.ts';
import { inject } from 'vitest';
import { onServer } from './postgres-setup.ts';

export type TestDatabase = Database & {
  /** The database as whoever owns it sees it, past the role that the server works as. */
  owner: Pick<Connection, 'query'>;
  /** Empties every table and starts every sequence again, in one statement, the audit log's head included. */
  reset(): Promise<void>;
  /** Runs `work` and answers with its result and the statements it sent, transaction control left out. */
  recordStatements<T>(work: () => Promise<T>): Promise<{ result: T; statements: string[] }>;
};

type Choice = 'embedded' | 'postgres';

const shared = globalThis as { stewardTestDatabases?: Map<Choice, Promise<TestDatabase>> };

/**
 * Which database the tests of this run stand on: STEWARD_TEST_DATABASE, embedded unless it says postgres.
 * Never close it: it lives as long as the worker.
 */
export async function testDatabase(): Promise<TestDatabase> {
  shared.stewardTestDatabases ??= new Map();
  const choice = chosen();
  let opening = shared.stewardTestDatabases.get(choice);
  if (!opening) {
    opening = open(choice);
    shared.stewardTestDatabases.set(choice, opening);
  }
  const database = await opening;
  await database.reset();
  return database;
}

function chosen(): Choice {
  const name = process.env.STEWARD_TEST_DATABASE ?? 'embedded';
  if (name === 'embedded' || name === 'postgres') return name;
  throw new Error(`STEWARD_TEST_DATABASE is ${name}; it may be embedded or postgres`);
}

async function open(choice: Choice): Promise<TestDatabase> {
  const listeners = new Set<(sql: string) => void>();
  const onQuery = (sql: string) => {
    for (const listener of listeners) listener(sql);
  };
  const { connection, owner } = choice === 'postgres' ? await openPostgres() : await openEmbedded();
  const kind = choice === 'postgres' ? 'postgres' : 'embedded-memory';
  const database = databaseOver(connection, kind, { onQuery });
  await assertVersion(database);
  const statement = await resetStatement(database);
  return {
    ...database,
    owner,
    reset: () => resetOf(() => owner.query(statement)),
    recordStatements: async (work) => {
      const statements: string[] = [];
      const listener = (sql: string) => statements.push(sql);
      listeners.add(listener);
      try {
        return { result: await work(), statements };
      } finally {
        listeners.delete(listener);
      }
    },
  };
}

/** As a server does: it works as the role of the application. The tests themselves need more than that. */
async function openPostgres() {
  const url = await ownDatabase();
  const { connection } = await asAppRole(await connect({ kind: 'postgres', url }));
  return { connection, owner: await connect({ kind: 'postgres', url }) };
}

async function openEmbedded() {
  const load = readFileSync(inject('embeddedTemplate'));
  const { connection } = await asAppRole(await connect({ kind: 'embedded-memory', load }));
  if (connection.engine !== 'embedded') throw new Error('an embedded database was asked for');
  const { pglite } = connection;
  const query = <Row>(sql: string, parameters: unknown[] = []) =>
    pglite.transaction(async (transaction) => {
      await transaction.exec('SET LOCAL ROLE NONE');
      return (await transaction.query<Row>(sql, parameters)).rows;
    });
  return { connection, owner: { query } };
}

/** What a question of the test before still looks at in the background may stand in the way: tried again. */
async function resetOf(reset: () => Promise<unknown>): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await reset();
      return;
    } catch (error) {
      if (tries === 5 || !isRetryable(error)) throw error;
    }
  }
}

/** The worker's own copy of the template. */
async function ownDatabase(): Promise<string> {
  const { url, template, prefix } = inject('postgres');
  const name = `${prefix}_${process.env.VITEST_POOL_ID ?? '0'}_${process.pid}`;
  await onServer(url, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
  const own = new URL(url);
  own.pathname = `/${name}`;
  return own.href;
}

/** A run that silently stood on another database would prove nothing about this one. */
async function assertVersion(database: Database): Promise<void> {
  const [row] = await database.connection.query<{ major: number }>(
    `SELECT current_setting('server_version_num')::int / 10000 AS major`,
  );
  const major = row?.major ?? 0;
  const wanted = database.kind === 'postgres' ? inject('postgres').major : 18;
  const right = wanted === null ? major >= 15 : major === wanted;
  if (!right) throw new Error(`The tests want PostgreSQL ${wanted ?? '15 or newer'} and found ${major}`);
}

async function resetStatement(database: Database): Promise<string> {
  const tables = await database.connection.query<{ name: string }>(
    `SELECT format('%I', tablename) AS name FROM pg_tables
     WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' ORDER BY 1`,
  );
  const sequences = await database.connection.query<{ name: string; start: string }>(
    `SELECT format('%I', sequencename) AS name, start_value::text AS start FROM pg_sequences WHERE schemaname = 'public'`,
  );
  const restart = sequences.map(({ name, start }) => `PERFORM setval('${name}', ${start}, false);`).join(' ');
  const truncate = tables.length ? `TRUNCATE ${tables.map(({ name }) => name).join(', ')};` : '';
  // The audit log lets itself be emptied by a superuser who says so.
  return `DO $$ BEGIN PERFORM set_config('session_replication_role', 'replica', true); ${truncate} ${restart}
    INSERT INTO "AuditHead" (number, hash) VALUES (0, decode(repeat('00', 32), 'hex')); END $$`;
}
