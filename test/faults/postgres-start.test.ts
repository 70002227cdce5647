import { createServer, type Server } from 'node:net';
import { isRetryable } from '@steward/server/test/platform/database/driver-error.ts';
import { startDatabase } from '@steward/server/test/platform/database/start-database.ts';
import type { Migration } from '@steward/server/test/platform/migrations/migration-files.ts';
import { describe, expect, inject, it } from 'vitest';
import { onServer } from '../support/postgres-setup.ts';
import { startChild } from './support/child.ts';
import { emptyPostgres } from './support/databases.ts';
import { release } from './support/notes.ts';

type Target = Awaited<ReturnType<typeof emptyPostgres>>;

const start = (target: Target, migrations: Migration[]) =>
  startDatabase(target, { command: 'test', now: new Date(0), migrations });

async function startWell(target: Target, migrations: Migration[]) {
  const started = await start(target, migrations);
  if (!started.ok) throw new Error(started.problem.message);
  return started.database;
}

async function databaseWithNote(): Promise<Target> {
  const target = await emptyPostgres();
  const database = await startWell(target, release.one);
  await database.connection.query(`INSERT INTO note VALUES (1, 'kept')`);
  await database.close();
  return target;
}

describe('PostgreSQL at a start', () => {
  it('is migrated once when four servers start together', async () => {
    const target = await emptyPostgres();
    const slow = [
      ...release.two,
      { name: '0003_slow', sql: 'SELECT pg_sleep(1); ALTER TABLE note ADD COLUMN last int' },
    ];
    const servers = await Promise.all([1, 2, 3, 4].map(() => startWell(target, slow)));
    const applied = servers.map((server) => server.applied.length).sort();
    expect(applied).toEqual([0, 0, 0, 3]);
    await Promise.all(servers.map((server) => server.close()));
  });

  it('is as it was after a migration that failed, and runs on with the server before', async () => {
    const target = await databaseWithNote();
    expect(await start(target, release.broken)).toMatchObject({
      ok: false,
      problem: {
        code: 'MIGRATION_FAILED',
        message: expect.stringMatching(
          /^The migration 0002_broken .* failed: function no_such_function\(\) does not exist\.$/,
        ),
      },
    });
    const before = await startWell(target, release.one);
    expect(await before.connection.query('SELECT * FROM note')).toEqual([{ id: 1, text: 'kept' }]);
    await before.close();
  });

  it('of a newer server is refused by the name of what is not known', async () => {
    const target = await databaseWithNote();
    await (await startWell(target, release.two)).close();
    expect(await start(target, release.one)).toMatchObject({
      ok: false,
      problem: { code: 'DATABASE_NEWER', message: expect.stringContaining('it has 0002_stars, which') },
    });
  });

  it('stands in the old or the new state after kill -9 during a migration, and the next start goes on', async () => {
    const target = await databaseWithNote();
    const slow = [...release.two, { name: '0003_slow', sql: 'SELECT pg_sleep(0.7); DROP TABLE note;' }];
    let interrupted = 0;
    for (const moment of [300, 500, 700, 900, 1_100]) {
      const child = startChild({ target, migrations: slow });
      const timer = setTimeout(() => void child.kill(), moment);
      const report = await child.report;
      clearTimeout(timer);
      await child.kill();
      if (report) break;
      interrupted++;
    }
    expect(interrupted).toBeGreaterThan(0);
    const done = await startWell(target, slow);
    expect(await done.connection.query(`SELECT to_regclass('note') AS note, shout('a')`)).toEqual([
      { note: null, shout: 'A' },
    ]);
    await done.close();
  });

  it('that drops every connection costs the statement under way and none after it', async () => {
    const target = await emptyPostgres();
    const database = await startWell(target, release.one);
    const lost = database.prisma.$executeRaw`SELECT pg_sleep(30)`.catch((error: unknown) => error);
    const name = new URL(target.url).pathname.slice(1);
    await expect
      .poll(() =>
        onServer(inject('postgres').url, async (client) => {
          const sql = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND query LIKE '%pg_sleep(30)%'`;
          return (await client.query(sql, [name])).rowCount;
        }),
      )
      .toBe(1);
    expect(isRetryable(await lost)).toBe(true);
    expect(await database.prisma.$queryRaw`SELECT 1 AS one`).toEqual([{ one: 1 }]);
    await database.close();
  });

  it('ends a statement, a wait for a lock and a forgotten transaction, each sooner than Prisma would', async () => {
    const database = await startWell(await emptyPostgres(), release.one);
    const rows = await database.connection.query(
      `SELECT name, setting FROM pg_settings WHERE name LIKE '%timeout' AND source = 'client'`,
    );
    expect(rows).toEqual(
      expect.arrayContaining([
        { name: 'statement_timeout', setting: '10000' },
        { name: 'lock_timeout', setting: '3000' },
        { name: 'idle_in_transaction_session_timeout', setting: '8000' },
      ]),
    );
    await database.close();
  });
});

describe('a database that can not be used is one clear line, without its password', () => {
  const problemOf = async (url: string) => {
    const started = await startDatabase({ kind: 'postgres', url }, { command: 'test', now: new Date(0) });
    if (started.ok) throw new Error('it started');
    const { code, message, fix } = started.problem;
    expect(`${message}${fix}`).not.toMatch(/s3cret|\n/);
    return { code, message };
  };

  it('when nothing listens there', async () => {
    const { server, port } = await listen(() => {});
    await closed(server);
    expect(await problemOf(`postgres://u:s3cret@127.0.0.1:${port}/x`)).toEqual({
      code: 'DATABASE_UNREACHABLE',
      message: `The database at 127.0.0.1:${port}/x cannot be reached: connect ECONNREFUSED 127.0.0.1:${port}.`,
    });
  });

  it('when what listens there is not PostgreSQL', async () => {
    const greetings = ['HTTP/1.1 400 Bad Request\r\n\r\n', '\x4a\0\0\0\x0a8.0.36\0', ''];
    for (const greeting of greetings) {
      const { server, port } = await listen((socket) => socket.resume().end(greeting));
      const { code, message } = await problemOf(`postgres://u:s3cret@127.0.0.1:${port}/x`);
      expect([code, message]).toEqual([
        'DATABASE_OTHER_KIND',
        `The server at 127.0.0.1:${port}/x is not PostgreSQL (what answers there).`,
      ]);
      await closed(server);
    }
  });

  it('when the address is of another kind, or none', async () => {
    expect((await problemOf('mysql://u:s3cret@127.0.0.1/x')).message).toBe(
      'DATABASE_URL names a database of another kind (mysql).',
    );
    expect((await problemOf('s3cret')).message).toBe('DATABASE_URL is not an address.');
  });

  it('when the user or the database is not known', async () => {
    const url = new URL(inject('postgres').url);
    url.pathname = '/no_such_database';
    expect((await problemOf(url.href)).code).toBe('DATABASE_NOT_FOUND');
    url.password = 's3cret';
    expect((await problemOf(url.href)).code).toBe('DATABASE_ACCESS_DENIED');
  });
});

function listen(answer: Parameters<typeof createServer>[1]): Promise<{ server: Server; port: number }> {
  const server = createServer({}, answer);
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve({ server, port: typeof address === 'object' && address ? address.port : 0 });
    });
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
