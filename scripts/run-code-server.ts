import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { CodeServer } from './code-server.ts';

export interface RunCodeServerOptions {
  codeServer: CodeServer;
  /** Folder for its settings and extensions, in `user` and `extensions`. */
  home: string;
  /** The extension to install. */
  vsix: string;
  /** False: every folder is trusted without asking. */
  workspaceTrust?: boolean;
  env?: NodeJS.ProcessEnv;
}

export interface RunningCodeServer {
  origin: string;
  stop(): Promise<void>;
}

/** Installs the extension into a VS Code that serves itself on a free loopback port. */
export async function runCodeServer({
  codeServer: { node, entry },
  home,
  vsix,
  workspaceTrust = false,
  env = process.env,
}: RunCodeServerOptions): Promise<RunningCodeServer> {
  await mkdir(home, { recursive: true });
  // Without a file of its own it would read and write one in the user's home.
  await writeFile(join(home, 'config.yaml'), '');
  const folders = [
    ...['--user-data-dir', join(home, 'user')],
    ...['--extensions-dir', join(home, 'extensions')],
    ...['--config', join(home, 'config.yaml')],
  ];
  await promisify(execFile)(node, [entry, ...folders, '--install-extension', vsix, '--force'], { env });

  const port = await freePort();
  const flags = ['--auth', 'none', '--disable-telemetry', '--disable-update-check'];
  if (!workspaceTrust) flags.push('--disable-workspace-trust');
  const child = spawn(node, [entry, ...folders, ...flags, '--bind-addr', `127.0.0.1:${port}`], {
    env,
    // A group of its own, so that its extension hosts end with it.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  await listening(child);
  return { origin: `http://127.0.0.1:${port}`, stop: () => stop(child) };
}

async function listening(child: ChildProcess): Promise<void> {
  let output = '';
  await new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      if (/HTTP server listening on/.test(output)) resolve();
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`code-server ended with ${code}:\n${output}`)));
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return;
  const group = -child.pid;
  const ended = once(child, 'exit');
  process.kill(group, 'SIGTERM');
  const timer = setTimeout(() => process.kill(group, 'SIGKILL'), 5_000);
  await ended;
  clearTimeout(timer);
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No free loopback port was found');
  return address.port;
}
