import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { steward, stewardInside } from '../support/steward.ts';
import { runServer, serverPlace } from '../support/steward-server.ts';

const place = serverPlace();
afterAll(place.remove);

describe('steward start and serve', () => {
  it('keeps its data over a second start, ends cleanly on Ctrl-C, and names itself to a second server', async () => {
    const first = await runServer(place, ['serve', '--port', '0']);
    expect(first.output().stdout).toContain('filled with the demonstration');
    const args = ['impact', 'sign-in', '--json'];
    const answer = await stewardInside(args, { cwd: place.path, environment: place.environment });
    const second = await steward(['serve', '--port', '0', '--data', place.data], {
      cwd: place.path,
      environment: place.environment,
    });
    expect(second).toMatchObject({ code: 1, stdout: '' });
    expect(second.stderr).toContain(`is in use by process ${first.process.pid} (steward serve, since `);
    expect(await first.end('SIGINT')).toBe(0);
    const { stderr: progress } = first.output();
    expect(progress).toContain(`Making the embedded database in ${place.data} ...\n`);
    expect(progress).toContain('Filling it with the demonstration ...\n');
    const gone = await stewardInside(args, { cwd: place.path, environment: place.environment });
    expect(gone.code).toBe(3);

    const again = await runServer(place, ['start', '--port', '0']);
    expect(again.output().stdout).not.toContain('demonstration');
    const same = await stewardInside(args, { cwd: place.path, environment: place.environment });
    expect(same.stdout).toBe(answer.stdout);
    await expect
      .poll(() => again.output().stdout, { timeout: 60_000, interval: 200 })
      .toMatch(/^ {2}extension {2}code --install-extension \S+steward\.vsix$/m);
    expect(await again.end('SIGTERM')).toBe(0);
    expect(again.output().stderr).not.toMatch(/Making|Filling/);
  }, 120_000);

  it('migrate says that nothing is left to do, for a path taken from where the user stands', async () => {
    const migrated = await steward(['migrate', '--data', 'data'], {
      cwd: place.path,
      environment: place.environment,
    });
    expect(migrated).toMatchObject({ code: 0, stdout: `${place.data}: nothing to do\n` });
  });

  it('a port in use: one line, exit 1, and no database made for it at a first start', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const { port } = taken.address() as { port: number };
    const run = await steward(['serve', '--port', String(port), '--data', place.data], {
      cwd: place.path,
      environment: { ...place.environment, STEWARD_LOG_LEVEL: 'silent' },
    });
    expect(run).toMatchObject({ code: 1, stdout: '' });
    expect(run.stderr).toMatch(new RegExp(`^steward: .*${port}.*\\n$`, 'm'));
    const fresh = join(place.path, 'fresh');
    const first = await steward(['serve', '--port', String(port), '--data', fresh], {
      cwd: place.path,
      environment: { ...place.environment, STEWARD_LOG_LEVEL: 'silent' },
    });
    taken.close();
    expect(first).toMatchObject({ code: 1, stdout: '', stderr: run.stderr });
    expect(existsSync(fresh)).toBe(false);
  });

  it('a data directory that is a file: one line, exit 1', async () => {
    const file = join(place.path, 'a-file');
    writeFileSync(file, '');
    const run = await steward(['serve', '--port', '0', '--data', file], {
      cwd: place.path,
      environment: { ...place.environment, STEWARD_LOG_LEVEL: 'silent' },
    });
    expect(run).toMatchObject({ code: 1, stdout: '' });
    expect(run.stderr).toContain(file);
  });

  it('doctor names a database that does not answer at DATABASE_URL, exit 1, and shows no password', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => closed.once('listening', resolve));
    const { port } = closed.address() as { port: number };
    await new Promise((resolve) => closed.close(resolve));
    const url = `postgresql://u:hidden-word@127.0.0.1:${port}/steward`;
    const run = await steward(['doctor'], {
      cwd: place.path,
      environment: { ...place.environment, DATABASE_URL: url },
    });
    expect(run.stdout).toContain(
      `problem  data: The database at 127.0.0.1:${port}/steward cannot be reached`,
    );
    expect(run.stdout + run.stderr).not.toContain('hidden-word');
    expect(run.code).toBe(1);
  });

  it('a steward.config.json that cannot be read is not passed over: exit 2', async () => {
    const folder = join(place.path, 'folder');
    mkdirSync(join(folder, 'steward.config.json'), { recursive: true });
    const run = await steward(['doctor'], { cwd: folder, environment: place.environment });
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toBe(
      `steward: ${join(folder, 'steward.config.json')} cannot be read: make it a file that you may read, or take it away\n`,
    );
  });

  const refused: [why: string, args: string[], environment: Record<string, string>, message: string][] = [
    [
      'a port out of range',
      ['--port', '70000'],
      {},
      '--port is "70000": give a port from 1 to 65535, or 0 to let the system choose one',
    ],
    [
      'an address that is not of this machine',
      ['--host', '0.0.0.0'],
      {},
      '--host is "0.0.0.0": without sign-in Steward listens on this machine alone; use 127.0.0.1, ::1 or localhost, or set oidc.issuer',
    ],
    [
      'a level nobody knows',
      [],
      { STEWARD_LOG_LEVEL: 'loud' },
      'STEWARD_LOG_LEVEL is "loud": choose one of trace, debug, info, warn, error, fatal, silent',
    ],
    [
      'a database of another kind',
      [],
      { DATABASE_URL: 'mysql://u:secret@h/d' },
      'DATABASE_URL is an address of another kind (mysql): give a PostgreSQL address such as postgresql://user:password@host:5432/steward',
    ],
    [
      'a variable nobody knows',
      [],
      { STEWARD_PROT: '1' },
      'STEWARD_PROT is not a setting: did you mean STEWARD_PORT?',
    ],
    ['a flag nobody knows', ['--prot', '1'], {}, "unknown option '--prot'"],
  ];
  it.each(refused)('%s: exit 2, named, with the fix', async (_why, args, environment, message) => {
    const run = await stewardInside(['serve', ...args], {
      cwd: place.path,
      environment: { ...place.environment, ...environment },
    });
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain(`steward: ${message}\n`);
    expect(run.stderr).not.toContain('secret');
  });

  it('a configuration file that is not JSON: exit 2', async () => {
    const cwd = join(place.path, 'configured');
    mkdirSync(cwd);
    writeFileSync(join(cwd, 'steward.config.json'), '{ port: 4000 }');
    const run = await stewardInside(['serve'], { cwd, environment: place.environment });
    expect(run).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'steward: steward.config.json is not JSON: check for a missing quote or comma, or a comma too many\n',
    });
  });
});
