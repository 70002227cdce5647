import { spawn } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ChildServer } from '../support/child-server.ts';

const steward = fileURLToPath(new URL('../../../packages/cli/src/main.ts', import.meta.url));

/** Seconds of the whole command. */
export async function importOnce(folder: string, server: ChildServer): Promise<number> {
  const started = performance.now();
  const child = spawn(
    process.execPath,
    [
      ...[
        steward,
        'import',
        folder,
        '--repository',
        'github.com/acme/generated',
        '--commit',
        'c0ffee0',
        '--tsv',
      ],
      ...['--server', server.url.replace(/\/graphql$/, '')],
    ],
    {
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        XDG_CACHE_HOME: process.env.XDG_CACHE_HOME || join(homedir(), '.cache'),
        STEWARD_TOKEN: server.headers.authorization!.replace('Bearer ', ''),
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let problems = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    problems += text;
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`the import ended with ${code}: ${problems.slice(-2_000)}`);
  return (performance.now() - started) / 1000;
}
