import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { inject } from 'vitest';
import { runCodeServer } from '../../../scripts/run-code-server.ts';
import { temporaryFolder } from './temporary-folder.ts';

export type Settings = Record<string, unknown>;

export interface EditorServer {
  /** Address of the editor with a folder, a `.code-workspace` file, or nothing opened in it. */
  url(folder?: string): string;
  /** Replaces the settings; an open window takes them over by itself. */
  changeSettings(settings: Settings): Promise<void>;
  /** What the editor has put away of texts that are not saved, so that they outlive their window. */
  backups(): Promise<string[]>;
  /** Files that the editor keeps (settings, state of windows and extensions, logs) in which one of these texts stands. */
  filesWith(texts: readonly string[]): Promise<string[]>;
  /** Ends the process in which the extensions of its windows run, as a crash would. */
  killExtensionHost(): Promise<void>;
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

/** A VS Code that serves itself, with the packed extension installed and a user who has no other server. */
export async function startEditorServer({
  workspaceTrust = false,
  env,
}: EditorServerOptions = {}): Promise<EditorServer> {
  const home = await temporaryFolder('editor');
  // The settings of this machine, not the user's: an open window follows only these when the file changes.
  const settingsFile = join(home.path, 'user', 'Machine', 'settings.json');
  const changeSettings = async (settings: Settings) => {
    await mkdir(dirname(settingsFile), { recursive: true });
    await writeFile(settingsFile, JSON.stringify({ ...quiet, ...settings }, null, 2));
  };
  await changeSettings({});
  const { origin, stop } = await runCodeServer({
    codeServer: inject('codeServer'),
    home: home.path,
    vsix: inject('vsix'),
    workspaceTrust,
    env: { ...process.env, XDG_STATE_HOME: join(home.path, 'state'), ...env, [mark]: home.path },
  });
  return {
    url: (folder) => {
      if (folder === undefined) return `${origin}/?ew=true`;
      const kind = folder.endsWith('.code-workspace') ? 'workspace' : 'folder';
      return `${origin}/?${kind}=${encodeURI(folder)}`;
    },
    changeSettings,
    backups: async () => {
      const folder = join(home.path, 'user', 'User', 'Backups');
      const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
      const files = entries.filter((entry) => entry.isFile());
      return Promise.all(
        files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'utf8').catch(() => '')),
      );
    },
    filesWith: (texts) => filesWith(home.path, texts),
    killExtensionHost: async () => {
      const hosts = await extensionHosts(home.path);
      if (hosts.length === 0) throw new Error('no extension host runs');
      for (const host of hosts) process.kill(host, 'SIGKILL');
    },
    stop: async () => {
      await stop();
      await home.remove();
    },
  };
}

async function filesWith(folder: string, texts: readonly string[]): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  const found = await Promise.all(
    paths.map(async (path) => {
      const bytes = await readFile(path).catch(() => Buffer.alloc(0));
      return texts.some((text) => bytes.includes(text)) ? [relative(folder, path)] : [];
    }),
  );
  return found.flat();
}

/** Tells the processes of one editor from those of another. */
const mark = 'STEWARD_TEST_EDITOR';

/** Processes of the extension hosts of the editor with that home. */
async function extensionHosts(home: string): Promise<number[]> {
  const found: number[] = [];
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const read = (name: string) => readFile(join('/proc', entry, name), 'utf8').catch(() => '');
    const [command, environment] = await Promise.all([read('cmdline'), read('environ')]);
    if (command.includes('--type=extensionHost') && environment.includes(`${mark}=${home}`))
      found.push(Number(entry));
  }
  return found;
}
