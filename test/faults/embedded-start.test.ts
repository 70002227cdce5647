import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from '@steward/server/test/platform/database/connection.ts';
import { startDatabase } from '@steward/server/test/platform/database/start-database.ts';
import type { Migration } from '@steward/server/test/platform/migrations/migration-files.ts';
import { describe, expect, it } from 'vitest';
import { startChild } from './support/child.ts';
import { release } from './support/notes.ts';
import { preparedDirectories } from './support/prepared.ts';
import { freshDirectory } from './support/temporary.ts';

const start = (directory: string, migrations: Migration[]) =>
  startDatabase({ kind: 'embedded', directory }, { command: 'test', now: new Date(0), migrations });

async function startWell(directory: string, migrations: Migration[]) {
  const started = await start(directory, migrations);
  if (!started.ok) throw new Error(started.problem.message);
  return started.database;
}

const directoryWithNote = preparedDirectories();

describe('the embedded database at a start', () => {
  it('is copied before a migration; the copy is the state before and goes when the next start has succeeded', async () => {
    const directory = directoryWithNote();
    const upgraded = await startWell(directory, release.two);
    upgraded.announce('http://127.0.0.1:4000');
    expect(upgraded.applied).toEqual(['0002_stars']);
    expect(await upgraded.connection.query('SELECT *, shout(text) FROM note')).toEqual([
      { id: 1, text: 'kept', stars: 3, shout: 'KEPT' },
    ]);
    await upgraded.close();

    const copy = join(directory, 'database.before-0002_stars');
    const before = await connect({ kind: 'embedded', directory: copy });
    expect(await before.query('SELECT * FROM note')).toEqual([{ id: 1, text: 'kept' }]);
    await before.close();

    const next = await startWell(directory, release.two);
    expect(existsSync(copy)).toBe(true);
    next.announce('http://127.0.0.1:4000');
    expect(readdirSync(directory).sort()).toEqual(['database', 'holder.json', 'lock.db']);
    await next.close();
  });

  it('is as it was after a migration that failed, is told which, and runs on with the server before', async () => {
    const directory = directoryWithNote();
    const refused = await start(directory, release.broken);
    expect(refused).toMatchObject({
      ok: false,
      problem: {
        code: 'MIGRATION_FAILED',
        message: `The migration 0002_broken of the database in ${directory} failed: function no_such_function() does not exist.`,
        fix: expect.stringContaining(join(directory, 'database.before-0002_broken')),
      },
    });
    const before = await startWell(directory, release.one);
    expect(await before.connection.query('SELECT * FROM note')).toEqual([{ id: 1, text: 'kept' }]);
    await before.close();
  });

  it('of a newer server is refused by the name of what is not known, and not changed', async () => {
    const directory = directoryWithNote();
    await (await startWell(directory, release.two)).close();
    expect(await start(directory, release.one)).toMatchObject({
      ok: false,
      problem: { code: 'DATABASE_NEWER', message: expect.stringContaining('it has 0002_stars, which') },
    });
    const again = await startWell(directory, release.two);
    expect(again.applied).toEqual([]);
    await again.close();
  });

  it('comes up whole after kill -9 at any moment of its first initialisation', async () => {
    const directory = freshDirectory();
    const target = { kind: 'embedded', directory } as const;
    let interrupted = 0;
    for (const moment of [150, 400, 700, 1_000, 1_300, 1_700, 2_200]) {
      const child = startChild({ target, migrations: release.two });
      const timer = setTimeout(() => void child.kill(), moment);
      if ((await child.report) === null) interrupted++;
      await child.kill();
      clearTimeout(timer);
    }
    expect(interrupted).toBeGreaterThan(0);
    const database = await startWell(directory, release.two);
    expect(await database.connection.query('SELECT * FROM note')).toEqual([]);
    expect(existsSync(join(directory, 'database.new'))).toBe(false);
    await database.close();
  });

  it('stands in the old or the new state after kill -9 during a migration, never between', async () => {
    const directory = directoryWithNote();
    const slow = [...release.two, { name: '0003_slow', sql: 'SELECT pg_sleep(0.5); DROP TABLE note;' }];
    const target = { kind: 'embedded', directory } as const;
    let interrupted = 0;
    for (const moment of [400, 700, 900, 1_100, 1_300, 1_500]) {
      const child = startChild({ target, migrations: slow });
      const timer = setTimeout(() => void child.kill(), moment);
      const report = await child.report;
      clearTimeout(timer);
      await child.kill();
      if (report) break;
      interrupted++;
      const old = await start(directory, release.one);
      if (!old.ok) {
        // The kill came after the commit: then all of it stands.
        expect(old.problem.message).toContain('0002_stars, 0003_slow');
        break;
      }
      expect(await old.database.connection.query('SELECT * FROM note')).toEqual([{ id: 1, text: 'kept' }]);
      await old.database.close();
    }
    expect(interrupted).toBeGreaterThan(0);
    const done = await startWell(directory, slow);
    expect(await done.connection.query(`SELECT to_regclass('note') AS note, shout('a')`)).toEqual([
      { note: null, shout: 'A' },
    ]);
    await done.close();
  });

  it('that another version wrote, or that lost its heart, is refused with the way back', async () => {
    const directory = directoryWithNote();
    writeFileSync(join(directory, 'database/PG_VERSION'), '19\n');
    expect(await start(directory, release.one)).toMatchObject({
      ok: false,
      problem: {
        code: 'DATABASE_DAMAGED',
        message: `The embedded database in ${directory} was written by PostgreSQL 19, and this server reads 18.`,
        fix: 'Restore a backup with `steward restore`.',
      },
    });
    writeFileSync(join(directory, 'database/PG_VERSION'), '18\n');
    rmSync(join(directory, 'database/global/pg_control'));
    mkdirSync(join(directory, 'database.before-0002_stars'));
    expect(await start(directory, release.one)).toMatchObject({
      ok: false,
      problem: {
        code: 'DATABASE_DAMAGED',
        message: `The embedded database in ${directory} cannot be opened: could not open file "global/pg_control": No such file or directory.`,
        fix: expect.stringContaining(join(directory, 'database.before-0002_stars')),
      },
    });
  });

  it('has a directory that can be used, or the start says which one can not and why', async () => {
    const file = join(directoryWithNote(), 'a-file');
    writeFileSync(file, '');
    for (const directory of [file, join(file, 'below'), '/proc/steward']) {
      expect(await start(directory, release.one)).toMatchObject({
        ok: false,
        problem: {
          code: 'DIRECTORY_NOT_WRITABLE',
          message: expect.stringContaining(`The data directory ${directory} cannot be used: `),
        },
      });
    }
    expect(readFileSync(file, 'utf8')).toBe('');
  });
});
