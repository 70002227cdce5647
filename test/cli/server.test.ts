import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askServer } from '../support/ask-server.ts';
import { stewardInside } from '../support/steward.ts';
import { type RunningSteward, runServer, serverPlace } from '../support/steward-server.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const place = serverPlace();
let server: RunningSteward;

beforeAll(async () => {
  server = await runServer(place, ['serve', '--port', '0']);
});
afterAll(async () => {
  await server?.end();
  place.remove();
});

const run = (args: string[], more: { cwd?: string; environment?: Record<string, string> } = {}) =>
  stewardInside(args, {
    cwd: more.cwd ?? root,
    environment: { ...place.environment, ...more.environment },
  });

describe('the programs beside a server with the demonstration', () => {
  it('prints where it answers, the explorer with the token in the fragment, and where the data lies', async () => {
    const { stdout } = server.output();
    const { stdout: token } = await run(['token']);
    expect(stdout).toContain(`explorer   ${server.address}/explorer#token=${token}`);
    expect(stdout).toContain(`data       ${place.data}\n`);
    expect(stdout).toContain(`process    ${server.process.pid}; Ctrl-C ends it`);
  });

  it('who-owns answers from record, catalog and CODEOWNERS, the strongest first', async () => {
    const paths = [
      'packages/domain/src/code/who-owns.ts',
      'packages/cli/src/main.ts',
      'README.md',
      'pnpm-lock.yaml',
    ];
    const answer = await run(['who-owns', ...paths]);
    expect(answer).toEqual({
      code: 0,
      stderr: '',
      stdout:
        'packages/domain/src/code/who-owns.ts\tAda Example (on record)\n' +
        'packages/cli/src/main.ts\tEditor team (demo) group:default/editor-team (catalog-info)\n' +
        'README.md\tQuality team (demo) @demo/quality-team (CODEOWNERS)\n' +
        'pnpm-lock.yaml\tno owner (cleared)\n',
    });
  });

  it('who-owns explains every source with its line', async () => {
    const { stdout } = await run(['who-owns', '--explain', 'main.ts'], { cwd: `${root}/packages/cli/src` });
    expect(stdout).toBe(
      'packages/cli/src/main.ts\n  component: Command line\n  system: Steward command line (demo)\n' +
        '  owner: Editor team (demo) group:default/editor-team (catalog-info), packages/cli/catalog-info.yaml:10\n' +
        '  also named: Editor team (demo) @demo/editor-team (CODEOWNERS), .github/CODEOWNERS:10\n' +
        '  @demo/editor-team\n    decided by .github/CODEOWNERS:10  /packages/cli/ @demo/editor-team\n' +
        '    GitHub: the last matching rule of the file decides\n',
    );
  });

  it('who-owns prints the same table from the server and from the file, for every file of this repository', async () => {
    const tracked = execFileSync('git', ['-C', root, 'ls-files'], { encoding: 'utf8' }).split('\n');
    const fromServer = await run(['who-owns', '--tsv']);
    const fromFile = await run(['who-owns', '--tsv', '--codeowners', '.github/CODEOWNERS']);
    expect(fromServer.stdout).toBe(fromFile.stdout);
    expect(fromServer.stdout.split('\n')).toHaveLength(tracked.length + 1);
  });

  it('who-owns selects by owner and by nobody, counts, and prints JSON with every source', async () => {
    const owned = await run([
      'who-owns',
      '--owner',
      'eve-pretend',
      'packages/client/package.json',
      'README.md',
    ]);
    expect(owned.stdout).toBe(
      'packages/client/package.json\tEve Pretend user:default/eve-pretend (catalog-info)\n',
    );
    const nobody = await run(['who-owns', '--unowned', 'pnpm-lock.yaml', 'README.md', '--summary']);
    expect(nobody.stdout).toBe('1 paths: 0 owned, 1 without an owner\n');
    const { stdout } = await run(['who-owns', '--json', 'packages/domain/src/code/who-owns.ts']);
    expect(JSON.parse(stdout)).toMatchObject([
      {
        path: 'packages/domain/src/code/who-owns.ts',
        state: 'KNOWN',
        component: { key: 'ownership-matcher' },
        system: { key: 'steward-rules' },
        owner: { source: 'RECORD', holder: { key: 'ada-example' } },
        owners: [
          { source: 'RECORD' },
          { source: 'CODEOWNERS', handle: '@ada-example' },
          { source: 'SYSTEM' },
        ],
        accountable: { key: 'ben-fiction' },
        codeowners: [
          { state: 'OWNED', owners: ['@ada-example'], rule: { file: '.github/CODEOWNERS', line: 7 } },
        ],
      },
    ]);
  });

  it('who-owns says that a repository is not known, and how to add it', async () => {
    const answer = await run(['who-owns', '--repository', 'github.com/acme/none', '--explain', 'a.ts']);
    expect(answer.stdout).toBe(
      'a.ts\n  the server does not know this repository: `steward import` adds it\n',
    );
    expect(answer.stderr).toBe(
      'the server does not know this repository: `steward import` in its folder adds it, or --repository names another\n',
    );
    expect(answer.code).toBe(1);
  });

  it('import of the same files writes nothing', async () => {
    const { stdout, code } = await run(['import', '.']);
    expect(stdout).toBe(
      'skip      location:default/steward  catalog-info.yaml:2  location\nkeep      6 unchanged\n' +
        'demo/steward: 6 keep, 1 skip; 0 findings\nnothing had to be written\n',
    );
    expect(code).toBe(0);
  });

  it('impact follows hard and soft dependencies', async () => {
    const { stdout } = await run(['impact', 'sign-in']);
    expect(stdout).toContain('Permit portal (demo) (System permit-portal) is down too');
    expect(stdout).toContain('Permit archive (demo) (System permit-archive) goes on with less');
    const unknown = await run(['impact', 'nothing-of-that-name']);
    expect(unknown).toMatchObject({
      code: 1,
      stderr:
        'steward: no system, component or outside party has the key "nothing-of-that-name", or you may not see it\n',
    });
  });

  it('doctor finds the server and shows no secret', async () => {
    const { stdout: token } = await run(['token']);
    const { stdout, code } = await run(['doctor'], { environment: { STEWARD_TOKEN: token.trim() } });
    expect(stdout).toContain('set, not shown (STEWARD_TOKEN)');
    expect(stdout).not.toContain(token.trim());
    expect(stdout).toContain(`ok       server: ${server.address}`);
    expect(code).toBe(0);
  });

  it('a wrong token is refused with what to do', async () => {
    const answer = await run(['who-owns', 'README.md'], { environment: { STEWARD_TOKEN: 'wrong' } });
    expect(answer).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'steward: the server does not accept the token: take the one that `steward token` prints on the machine of the server, or make one with `steward tokens create`, and set it as STEWARD_TOKEN; at a server elsewhere, `steward sign-in`\n',
    });
    const { stdout, code } = await run(['doctor'], { environment: { STEWARD_TOKEN: 'wrong' } });
    expect(stdout).toContain('set STEWARD_TOKEN to what `steward token` prints on its machine');
    expect(code).toBe(1);
  });

  it('demo remove is refused while a real record hangs on it, and takes the rest when nothing does', async () => {
    const ask = (query: string) => askServer(server, query);
    await ask(
      'mutation { createSystem(input: { key: "real", name: "Real", team: "api-team" }) { __typename } }',
    );
    expect(await run(['demo', 'remove'])).toEqual({
      code: 1,
      stdout: '',
      stderr: 'steward: System real hangs on the demonstration: take what refers to it out of them first\n',
    });
    await ask(
      'mutation { updateSystem(input: { key: "real", team: null, expectedRevision: 1 }) { __typename } }',
    );
    expect(await run(['demo', 'remove'])).toEqual({
      code: 0,
      stderr: '',
      stdout: expect.stringMatching(/^\d+ records of the demonstration removed\n$/),
    });
    expect(await ask('{ systems { nodes { key } } }')).toEqual({ systems: { nodes: [{ key: 'real' }] } });
  });
});

describe('without a server: exit 3, and how to start one', () => {
  const nowhere = { XDG_STATE_HOME: `${place.path}/other-state` };
  const commands = [
    ['who-owns', 'README.md'],
    ['import', '.'],
    ['impact', 'x'],
    ['token'],
    ['demo', 'remove'],
  ];
  it.each(commands)('steward %s', async (...args) => {
    const answer = await run(args, { environment: nowhere });
    expect(answer).toEqual({
      code: 3,
      stdout: '',
      stderr:
        'steward: no Steward server runs for you here: start one with `npx --yes pnpm@12 start` in the folder of Steward, or with `steward serve`, or name one with --server <address>\n',
    });
  });

  it('an address where nothing answers', async () => {
    const answer = await run(['who-owns', 'README.md', '--server', 'http://127.0.0.1:1']);
    expect(answer.code).toBe(3);
    expect(answer.stderr).toContain('steward: no server answers at http://127.0.0.1:1: ');
  });
});
