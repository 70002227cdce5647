import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { lockDirectory } from '@steward/server/test/platform/database/directory-lock.ts';
import { describe, expect, it } from 'vitest';
import { startChild } from './support/child.ts';
import { release } from './support/notes.ts';
import { preparedDirectories } from './support/prepared.ts';
import { freshDirectory } from './support/temporary.ts';

const ROUNDS = 30;

const directoryWithNote = preparedDirectories();

describe('the lock on a data directory', () => {
  it(`lets exactly one of two processes in, ${ROUNDS} times in parallel`, async () => {
    const directory = freshDirectory();
    mkdirSync(directory);
    const command = { target: { kind: 'embedded', directory }, lockOnly: true } as const;
    for (let round = 0; round < ROUNDS; round++) {
      const children = [startChild(command), startChild(command)];
      const reports = await Promise.all(children.map(({ report }) => report));
      expect(reports.map((report) => report?.ok).sort()).toEqual([false, true]);
      const holder = children[reports.findIndex((report) => report?.ok)];
      const refused = reports.find((report) => report?.ok === false);
      expect(refused).toMatchObject({
        code: 'DIRECTORY_IN_USE',
        line: expect.stringContaining(`is in use by process ${holder?.pid} (the first server, since `),
      });
      await Promise.all(children.map((child) => child.end()));
    }
  });

  it('is taken by one of two that came at the same moment and hindered each other', async () => {
    const directory = freshDirectory();
    mkdirSync(directory);
    // As far as another process gets that is hindered itself: it reads the file of the lock, and has no name yet.
    const other = new DatabaseSync(join(directory, 'lock.db'));
    other.exec('CREATE TABLE hindrance (id); BEGIN; SELECT * FROM hindrance');
    const gone = setTimeout(() => other.close(), 100);
    const taken = await lockDirectory(directory, 'test', new Date(0));
    clearTimeout(gone);
    expect(taken).toMatchObject({ ok: true });
    if (taken.ok) taken.value.release();
  });

  it('refuses a second server within three seconds, names the holder and how to end it, and leaves the first alone', async () => {
    const target = { kind: 'embedded', directory: directoryWithNote() } as const;
    const first = startChild({ target, migrations: release.one });
    expect(await first.report).toMatchObject({ ok: true, applied: [] });
    const second = startChild({ target, migrations: release.one });
    const refused = await second.report;
    expect(await second.exit).toBe(1);
    expect(refused?.ms).toBeLessThan(3_000);
    expect(refused).toMatchObject({ line: expect.stringContaining(`\`kill ${first.pid}\``) });
    expect(await first.end()).toBe(0);
  });

  it('is free at once after kill -9, and the name of the dead holder is replaced', async () => {
    const target = { kind: 'embedded', directory: directoryWithNote() } as const;
    const first = startChild({ target, migrations: release.one });
    await first.report;
    await first.kill();
    const nameFile = join(target.directory, 'holder.json');
    expect(JSON.parse(readFileSync(nameFile, 'utf8'))).toMatchObject({ process: first.pid });
    const second = startChild({ target, migrations: release.one });
    expect(await second.report).toMatchObject({ ok: true, applied: [] });
    expect(JSON.parse(readFileSync(nameFile, 'utf8'))).toMatchObject({ process: second.pid });
    await second.end();
    expect(existsSync(nameFile)).toBe(false);
  });

  it('holds against a process of another pid namespace', async (context) => {
    const under = ['unshare', '--pid', '--fork', '--kill-child'];
    const [program = '', ...args] = [...under, 'true'];
    context.skip(spawnSync(program, args).status !== 0, 'this machine gives no second pid namespace');
    const command = { target: { kind: 'embedded', directory: freshDirectory() }, lockOnly: true } as const;
    mkdirSync(command.target.directory);
    const first = startChild(command);
    await first.report;
    const second = startChild(command, under);
    expect(await second.report).toMatchObject({
      code: 'DIRECTORY_IN_USE',
      line: expect.stringContaining(`process ${first.pid} `),
    });
    await second.exit;
    await first.end();

    const inside = startChild(command, under);
    expect(await inside.report).toMatchObject({ ok: true });
    const outside = startChild(command);
    expect(await outside.report).toMatchObject({ code: 'DIRECTORY_IN_USE' });
    await inside.end();
  });

  it('closes the directory to other users, also one that stood open before', async () => {
    const target = { kind: 'embedded', directory: directoryWithNote() } as const;
    chmodSync(target.directory, 0o755);
    const child = startChild({ target, migrations: release.one });
    await child.report;
    expect(statSync(target.directory).mode & 0o777).toBe(0o700);
    await child.end();
  });
});
