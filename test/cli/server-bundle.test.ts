import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, readdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildServer, type ServerBundle, serverEntry } from '../../packages/server/build/server-bundle.ts';
import { buildVsix } from '../../packages/vscode/build/vsix.ts';
import { cleanEnvironment, temporaryFolder } from '../support/steward.ts';

const home = temporaryFolder();
const folder = join(home.path, 'server');
const started: ChildProcess[] = [];
let bundle: ServerBundle | undefined;
const environment = cleanEnvironment({
  XDG_STATE_HOME: join(home.path, 'state'),
  XDG_DATA_HOME: join(home.path, 'data'),
});

/** The published command as a stranger runs it: nothing of the workspace around it. */
function published(...args: string[]): { child: ChildProcess; output: () => string; errors: () => string } {
  const child = spawn(process.execPath, [join(folder, serverEntry), ...args], {
    cwd: home.path,
    env: environment,
  });
  started.push(child);
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  return { child, output: () => output, errors: () => errors };
}

async function outputOf(...args: string[]): Promise<string> {
  const { child, output, errors } = published(...args);
  const [code] = await once(child, 'close');
  expect({ code, errors: errors() }).toEqual({ code: 0, errors: '' });
  return output();
}

describe('the server bundle, copied to a folder with nothing installed', () => {
  beforeAll(async () => {
    const { file } = await buildVsix();
    bundle = await buildServer(file);
    await cp(bundle.folder, folder, { recursive: true });
  }, 120_000);
  afterAll(() => {
    for (const child of started) child.kill('SIGKILL');
    home.remove();
  });

  it('brings what it reads at run time, and is no larger than 40 MB', async () => {
    expect(await readdir(folder)).toEqual(
      expect.arrayContaining([
        ...['pglite.data', 'pglite.wasm', 'initdb.wasm', 'pg_trgm.tar.gz', 'schema_engine_bg.wasm'],
        ...['migrations', 'demo', 'demo-files', 'steward.mjs', 'steward.vsix'],
      ]),
    );
    expect(bundle?.bytes).toBeLessThanOrEqual(40 * 1024 * 1024);
  });

  it('starts with plain Node, answers, shows its explorer, offers the extension and stops', async () => {
    const port = await freePort();
    const address = `http://127.0.0.1:${port}`;
    const data = join(home.path, 'here');
    const { child, output, errors } = published('start', '--port', String(port), '--data', data);
    const ended = once(child, 'close');
    await expect.poll(output, { timeout: 60_000 }).toContain('code --install-extension');
    expect(output()).toContain(`code --install-extension ${join(folder, 'steward.vsix')}`);
    expect((await fetch(`${address}/ready`)).status).toBe(200);

    const token = (await outputOf('token', '--server', address)).trim();
    const answer = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        query: `{ fileContext(repository: "demo/steward", paths: ["packages/cli/src/main.ts"]) { codeowners { rule { file } } } }`,
      }),
    });
    // From the demonstration, with the files that this repository says about itself.
    expect(await answer.json()).toMatchObject({
      data: { fileContext: [{ codeowners: [{ rule: { file: '.github/CODEOWNERS' } }] }] },
    });
    const explorer = await fetch(`${address}/explorer/graphiql.js`);
    expect((await explorer.text()).length).toBeGreaterThan(1_000_000);

    child.kill('SIGTERM');
    await ended;
    expect(child.exitCode).toBe(0);
    expect(errors()).not.toMatch(/Error|Warning|"level":"(error|warn)"/);
  });

  it('is the whole command line', async () => {
    const help = await outputOf('--help');
    for (const command of ['start', 'serve', 'migrate', 'who-owns', 'import', 'token', 'doctor'])
      expect(help).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free loopback port was found');
  return address.port;
}
