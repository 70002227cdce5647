import { copyFileSync, existsSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startDatabase } from '@steward/server/test/platform/database/start-database.ts';
import {
  packTemplate,
  templateFile,
  unpackTemplate,
} from '@steward/server/test/platform/database/template.ts';
import type { Migration } from '@steward/server/test/platform/migrations/migration-files.ts';
import { readMigrations } from '@steward/server/test/platform/migrations/migration-files.ts';
import { describe, expect, it } from 'vitest';
import { release } from './support/notes.ts';
import { preparedDirectories } from './support/prepared.ts';
import { freshDirectory } from './support/temporary.ts';

const directoryWithNote = preparedDirectories();

/** The database of release one, with its note. */
function templateWithNote(): string {
  const file = `${freshDirectory()}.template`;
  packTemplate(join(directoryWithNote(), 'database'), release.one, file);
  return file;
}

/** A first start; what it applied, and the notes that stand in the new database. */
async function firstStart(migrations: Migration[], template: string) {
  const directory = freshDirectory();
  const options = { command: 'test', now: new Date(0), migrations, template };
  const started = await startDatabase({ kind: 'embedded', directory }, options);
  if (!started.ok) throw new Error(started.problem.message);
  const { database } = started;
  const notes = await database.connection.query('SELECT * FROM note');
  await database.close();
  expect(existsSync(join(directory, 'database.new'))).toBe(false);
  return { notes, applied: database.applied, firstStart: database.firstStart };
}

describe('a database that was made before', () => {
  it('is what a first start begins with, all its migrations applied', async () => {
    expect(await firstStart(release.one, templateWithNote())).toEqual({
      notes: [{ id: 1, text: 'kept' }],
      applied: release.one.map(({ name }) => name),
      firstStart: true,
    });
  });

  it('is left alone by a server with other migrations, which makes its own', async () => {
    expect(await firstStart(release.two, templateWithNote())).toMatchObject({
      notes: [],
      applied: release.two.map(({ name }) => name),
    });
  });

  it('does not count where one letter of a migration differs, nor absent, cut off or something else', async () => {
    const template = templateWithNote();
    const [only] = release.one;
    const edited = [{ name: only!.name, sql: `${only!.sql} ` }];
    const cut = `${template}.cut`;
    copyFileSync(template, cut);
    truncateSync(cut, 100_000);
    const other = `${template}.other`;
    writeFileSync(other, 'something else');
    const directory = freshDirectory();
    expect(await unpackTemplate(template, edited, directory)).toBe(false);
    for (const file of [`${template}.absent`, cut, other])
      expect(await unpackTemplate(file, release.one, directory)).toBe(false);
    expect(existsSync(directory)).toBe(false);
    expect(await unpackTemplate(template, release.one, directory)).toBe(true);
    expect(statSync(directory).mode & 0o777).toBe(0o700);
  });

  it('comes with the server, with every migration and without a row of anybody', async () => {
    const directory = freshDirectory();
    const began = { command: 'test', now: new Date(0), migrations: readMigrations() };
    expect(existsSync(templateFile())).toBe(true);
    const started = await startDatabase({ kind: 'embedded', directory }, began);
    if (!started.ok) throw new Error(started.problem.message);
    const { connection } = started.database;
    expect(started.database.applied).toEqual(readMigrations().map(({ name }) => name));
    expect(
      await connection.query('SELECT migration_name AS name FROM _prisma_migrations ORDER BY 1'),
    ).toEqual(readMigrations().map(({ name }) => ({ name })));
    expect(await connection.query('SELECT id FROM "Person" UNION ALL SELECT id FROM "Role"')).toEqual([]);
    await started.database.close();
  });
});
