import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ChildServer, startChild } from './child-server.ts';

const source = fileURLToPath(new URL('../../../packages/cli/src/main.ts', import.meta.url));

/** `steward serve` over a database, from source, or from the built file that is named. */
export async function startSteward(options: {
  databaseUrl: string | null;
  entry?: string;
  nodeOptions?: readonly string[];
  env?: Readonly<Record<string, string>>;
  /** Where its embedded database lies and stays; else in a folder that ends with it. */
  data?: string;
}): Promise<ChildServer> {
  const folder = mkdtempSync(join(tmpdir(), 'steward-bench-'));
  const state = join(folder, 'state');
  const child = await startChild({
    args: [
      ...(options.nodeOptions ?? []),
      ...[options.entry ?? source, 'serve', '--port', '0', '--no-demo', '--log-level', 'warn'],
      ...['--data', options.data ?? join(folder, 'data')],
    ],
    env: {
      ...options.env,
      XDG_STATE_HOME: state,
      ...(options.databaseUrl === null ? {} : { DATABASE_URL: options.databaseUrl }),
    },
    ready: /^Steward answers at (\S+)$/m,
    urlOf: (address) => `${address}/graphql`,
    headersOf: (pid) => ({
      authorization: `Bearer ${tokenOf(join(state, 'steward', 'servers', `${pid}.json`))}`,
    }),
  });
  return {
    ...child,
    end: async () => {
      await child.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const tokenOf = (file: string): string => (JSON.parse(readFileSync(file, 'utf8')) as { token: string }).token;
