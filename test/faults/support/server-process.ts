// The real server as a user runs it: `steward serve` in a process of its own, with user folders of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** Where a server and its successors live. */
export interface ServerHome {
  /** The data directory; it does not exist yet. */
  readonly data: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly flags: readonly string[];
}

export interface Ready {
  /** Such as http://127.0.0.1:4000. */
  readonly address: string;
  readonly token: string;
  /** Milliseconds from the start of the process. */
  readonly ms: number;
}

export interface ServerProcess {
  readonly pid: number;
  /** Null when it ended before it was ready. */
  readonly ready: Promise<Ready | null>;
  /** `code` is null when a signal ended it; `ms` from the start of the process. */
  readonly exit: Promise<{ code: number | null; ms: number }>;
  /** What it has written to standard error so far: log lines and, when it refuses, the reason. */
  errors(): string;
  /** SIGKILL; waits until the process is gone. */
  kill(): Promise<void>;
  /** SIGTERM; its exit code. */
  end(): Promise<number | null>;
}

const main = fileURLToPath(new URL('../../../packages/cli/src/main.ts', import.meta.url));

let compiled: string | undefined;

/** Servers of one test file share what Node has compiled, once one of them has ended by itself: a third less work. */
function compileCache(): string {
  if (compiled) return compiled;
  const folder = mkdtempSync(join(tmpdir(), 'steward-compiled-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  compiled = folder;
  return folder;
}

/** A home that is gone when the test is over. `port` 0 gives each server another one. */
export function serverHome({
  port = 0,
  databaseUrl,
}: {
  port?: number;
  databaseUrl?: string;
} = {}): ServerHome {
  const folder = mkdtempSync(join(tmpdir(), 'steward-kills-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const data = join(folder, 'data');
  const { PATH = '' } = process.env;
  return {
    data,
    environment: {
      ...{ PATH, HOME: folder, XDG_STATE_HOME: join(folder, 'state'), XDG_DATA_HOME: join(folder, 'share') },
      ...{ GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', NODE_COMPILE_CACHE: compileCache() },
      ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
    },
    flags: ['--no-demo', '--port', String(port), ...(databaseUrl ? [] : ['--data', data])],
  };
}

/** `under`: a program that runs it, with its arguments, for example `unshare --pid --fork`. */
export function startServer(home: ServerHome, under: readonly string[] = []): ServerProcess {
  const began = performance.now();
  const since = () => Math.round(performance.now() - began);
  const [program = '', ...args] = [...under, process.execPath, main, 'serve', ...home.flags];
  const child = spawn(program, args, { env: home.environment, stdio: ['ignore', 'pipe', 'pipe'] });
  let errors = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const exit = new Promise<{ code: number | null; ms: number }>((resolve) =>
    child.once('close', (code) => resolve({ code, ms: since() })),
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  return {
    pid: child.pid ?? 0,
    ready: readyOf(child, since),
    exit,
    errors: () => errors,
    kill: async () => {
      child.kill('SIGKILL');
      await exit;
    },
    end: async () => {
      child.kill('SIGTERM');
      return (await exit).code;
    },
  };
}

/** Waits until it answers; throws with its own words when it does not come up. */
export async function untilReady(server: ServerProcess): Promise<Ready> {
  const ready = await server.ready;
  if (!ready) throw new Error(`the server did not start: ${server.errors()}`);
  const answer = await fetch(`${ready.address}/ready`);
  if (answer.status !== 200) throw new Error(`/ready answers ${answer.status}: ${await answer.text()}`);
  return ready;
}

function readyOf(child: ChildProcess, since: () => number): Promise<Ready | null> {
  return new Promise((resolve) => {
    let text = '';
    child.stdout?.setEncoding('utf8').on('data', (piece: string) => {
      text += piece;
      const [, address, token] = /answers at (\S+).*#token=(\S+).*Ctrl-C/s.exec(text) ?? [];
      if (address && token) resolve({ address, token, ms: since() });
    });
    child.once('close', () => resolve(null));
  });
}

/**
 * A port that nothing listens on, below those that systems give away by themselves, so that it is free again for the
 * next server of the same home.
 */
export async function steadyPort(upTo: (most: number) => number): Promise<number> {
  for (let tries = 0; tries < 50; tries++) {
    const port = 20_000 + upTo(11_999);
    const probe = createServer();
    const free = await new Promise<boolean>((resolve) => {
      probe.once('error', () => resolve(false));
      probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
    });
    if (free) return port;
  }
  throw new Error('no free port from 20000 to 31999');
}
