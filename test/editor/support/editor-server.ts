import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { inject } from 'vitest';
import { temporaryFolder } from './temporary-folder.ts';

export type Settings = Record<string, unknown>;

export interface EditorServer {
  /** Address of the editor with a folder (or none) opened in it. */
  url(folder?: string): string;
  /** Replaces the settings; an open window takes them over by itself. */
  changeSettings(settings: Settings): Promise<void>;
  stop(): Promise<void>;
}

export interface EditorServerOptions {
  /** True: folders are asked about as on a desktop; false: all are trusted. */
  workspaceTrust?: boolean;
  env?: NodeJS.ProcessEnv;
}

/** What every window starts from: nothing in the way of what is looked at. */
const quiet: Settings = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'chat.disableAIFeatures': true,
  'git.openRepositoryInParentFolders': 'never',
  'extensions.ignoreRecommendations': true,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'editor.minimap.enabled': false,
  'files.autoSave': 'off',
};

/** A VS Code that serves itself on a free loopback port, with the packed extension installed. */
export async function startEditorServer(options: EditorServerOptions = {}): Promise<EditorServer> {
  const { node, entry } = inject('codeServer');
  const home = await temporaryFolder('editor');
  // The settings of this machine, not the user's: an open window follows only these when the file changes.
  const settingsFile = join(home.path, 'user', 'Machine', 'settings.json');
  const changeSettings = async (settings: Settings) => {
    await mkdir(dirname(settingsFile), { recursive: true });
    await writeFile(settingsFile, JSON.stringify({ ...quiet, ...settings }, null, 2));
  };
  await changeSettings({});
  const folders = [
    ...['--user-data-dir', join(home.path, 'user')],
    ...['--extensions-dir', join(home.path, 'extensions')],
    ...['--config', join(home.path, 'config.yaml')],
  ];
  await writeFile(join(home.path, 'config.yaml'), '');
  const env = { ...process.env, XDG_STATE_HOME: join(home.path, 'state'), ...options.env };
  await promisify(execFile)(node, [entry, ...folders, '--install-extension', inject('vsix')], { env });

  const port = await freePort();
  const quietFlags = ['--auth', 'none', '--disable-telemetry', '--disable-update-check'];
  if (!options.workspaceTrust) quietFlags.push('--disable-workspace-trust');
  const address = ['--bind-addr', `127.0.0.1:${port}`];
  const child = spawn(node, [entry, ...folders, ...quietFlags, ...address], {
    env,
    // A group of its own, so that its extension hosts end with it.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const origin = `http://127.0.0.1:${port}`;
  await listening(child);
  return {
    url: (folder) => (folder === undefined ? `${origin}/?ew=true` : `${origin}/?folder=${encodeURI(folder)}`),
    changeSettings,
    stop: async () => {
      await stop(child);
      await home.remove();
    },
  };
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
  const ended = once(child, 'exit');
  process.kill(-child.pid, 'SIGTERM');
  const timer = setTimeout(() => child.pid && process.kill(-child.pid, 'SIGKILL'), 5_000);
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
