import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * The packages that Steward is measured against, by exact version. They live outside of the workspace, in the user's
 * cache folder, and come from npm when a bench first wants them. Answers with the folder whose `node_modules` has them.
 */
export async function installPeers(packages: Readonly<Record<string, string>>): Promise<string> {
  const wanted = Object.entries(packages)
    .map(([name, version]) => `${name}@${version}`)
    .sort();
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  const hash = createHash('sha256').update(wanted.join('\n')).digest('hex').slice(0, 16);
  const folder = join(cache, 'steward', 'bench', hash);
  const there = await access(join(folder, 'installed')).then(
    () => true,
    () => false,
  );
  if (there) return folder;
  const staging = `${folder}.${process.pid}`;
  await rm(staging, { recursive: true, force: true });
  await mkdir(staging, { recursive: true });
  await writeFile(join(staging, 'package.json'), '{ "private": true }\n');
  await npmInstall(staging, wanted);
  await writeFile(join(staging, 'installed'), `${wanted.join('\n')}\n`);
  await rm(folder, { recursive: true, force: true });
  await rename(staging, folder);
  return folder;
}

function npmInstall(folder: string, wanted: readonly string[]): Promise<void> {
  const options = [
    'install',
    '--no-audit',
    '--no-fund',
    '--ignore-scripts',
    '--loglevel=error',
    '--save-exact',
  ];
  const child = spawn('npm', [...options, ...wanted], {
    cwd: folder,
    env: npmEnvironment(),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let problems = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    problems += text;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`npm could not install ${wanted.join(' ')}: ${problems}`)),
    );
  });
}

/** What pnpm tells its scripts about itself would be taken by npm for its own settings. */
const npmEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(npm|pnpm)_/i.test(name) || /^npm_config_(registry|cafile)$/i.test(name),
    ),
  );
