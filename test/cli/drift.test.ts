import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { cleanEnvironment, stewardInside } from '../support/steward.ts';
import { type RunningSteward, runServer, serverPlace } from '../support/steward-server.ts';

const unwatched = globalThis.fetch;
const place = serverPlace();
let server: RunningSteward;
let root = '';

const run = (args: string[], cwd = root) => stewardInside(args, { cwd, environment: place.environment });

function write(files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

const entity = (kind: string, name: string, spec: string, more = '') =>
  `apiVersion: backstage.io/v1alpha1\nkind: ${kind}\nmetadata: { name: ${name}${more} }\nspec: { ${spec} }\n`;
const catalog = (owner: string) =>
  [
    entity('Component', 'cart', `type: service, lifecycle: production, owner: ${owner}`),
    entity('Group', 'pay', 'type: team, children: []', ', annotations: { github.com/team-slug: acme/pay }'),
    entity('Group', 'ui', 'type: team, children: []', ', annotations: { github.com/team-slug: acme/ui }'),
  ].join('---\n');

beforeAll(async () => {
  server = await runServer(place, ['serve', '--port', '0', '--no-demo']);
  root = join(place.path, 'shop');
  mkdirSync(root);
  const git = (...args: string[]) => execFileSync('git', ['-C', root, ...args], { env: cleanEnvironment() });
  git('init', '-q');
  git('remote', 'add', 'origin', 'git@github.com:acme/shop.git');
  write({ '.github/CODEOWNERS': '* @acme/pay\n', 'catalog-info.yaml': catalog('pay') });
});
afterAll(async () => {
  await server?.end();
  place.remove();
});

const differs =
  'Component cart has owners that differ: catalog-info.yaml:4 says group:default/pay, .github/CODEOWNERS:2 says @acme/ui; correct the one that is wrong\n' +
  'github.com/acme/shop: 1 finding\n';

describe('steward drift', () => {
  it('says how to bring in a repository that the server does not know', async () => {
    const { code, stderr } = await run(['drift']);
    expect([code, stderr]).toEqual([
      1,
      'steward: the server does not know github.com/acme/shop: bring its files in first, with `steward import <directory>`\n',
    ]);
    expect((await run(['import', '.'])).code).toBe(0);
  });

  it.each(['drift', 'activity'])(
    '%s refuses a name that is no directory, and never takes the one around it',
    async (command) => {
      const answers = [await run([command, 'nowhere']), await run([command, 'catalog-info.yaml'])];
      expect(answers.map(({ code, stderr }) => [code, stderr.split('\n')[0]])).toEqual([
        [2, 'steward: "nowhere" is not there: name a directory'],
        [2, 'steward: "catalog-info.yaml" is a file: name a directory'],
      ]);
    },
  );

  it('ends with 0 where the sources agree, and with 1 where they do not', async () => {
    expect(await run(['drift'])).toMatchObject({
      code: 0,
      stdout: 'github.com/acme/shop: its sources agree\n',
    });
    write({ '.github/CODEOWNERS': '# owners\n* @acme/ui\n' });
    expect(await run(['drift'])).toMatchObject({ code: 0 });
    expect(await run(['drift', '.'])).toMatchObject({ code: 1, stdout: differs });
    expect(await run(['drift', join(root, '.github')], place.path)).toMatchObject({
      code: 1,
      stdout: differs,
    });
    await run(['import', '.']);
    expect(await run(['drift'])).toMatchObject({ code: 1, stdout: differs, stderr: '' });
    expect(await run(['drift', '--all'])).toMatchObject({
      ...{ code: 1, stdout: differs },
      stderr: 'comparing github.com/acme/shop ...\n',
    });
    write({ 'catalog-info.yaml': catalog('ui') });
    expect(await run(['drift', '.'])).toMatchObject({ code: 0 });
    write({ 'catalog-info.yaml': catalog('pay') });
  });

  it('leaves no session behind that it staged, and neither does a dry run', async () => {
    const answers: string[] = [];
    const listening = vi.spyOn(globalThis, 'fetch').mockImplementation(async (...request) => {
      const answer = await unwatched(...request);
      answers.push(await answer.clone().text());
      return answer;
    });
    await run(['drift', '.']);
    await run(['import', '.', '--dry-run']);
    listening.mockRestore();
    const sessions = new Set(answers.flatMap((text) => /"session":\{"id":"([^"]+)"/.exec(text)?.[1] ?? []));
    expect(sessions.size).toBe(2);
    const { stdout: token } = await run(['token']);
    for (const id of sessions) {
      const response = await fetch(`${server.address}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token.trim()}` },
        body: JSON.stringify({ query: `{ importSession(id: "${id}") { id } }` }),
      });
      expect(await response.json()).toMatchObject({ data: { importSession: null } });
    }
  });

  it('prints a table and JSON with both sides', async () => {
    expect((await run(['drift', '--tsv'])).stdout).toBe(
      'repo\tkind\tkey\tfield\tcode\tsource\tvalue\tother_source\tother_value\n' +
        'github.com/acme/shop\tComponent\tcart\towner\tOWNER_DIFFERS\tCATALOG_INFO catalog-info.yaml:4\tgroup:default/pay\tCODEOWNERS .github/CODEOWNERS:2\t@acme/ui\n',
    );
    const { code, stdout } = await run(['drift', '--json']);
    expect([code, JSON.parse(stdout)]).toMatchObject([
      1,
      [
        {
          ...{ repository: 'github.com/acme/shop', total: 1 },
          findings: [
            { code: 'OWNER_DIFFERS', sides: [{ source: 'CATALOG_INFO' }, { source: 'CODEOWNERS' }] },
          ],
        },
      ],
    ]);
  });

  it.each([
    [['--json', '--tsv'], 'choose one of --json and --tsv'],
    [['.', '--all'], '--all looks at every repository: leave out the directory and --repository'],
    [['--dialect', 'github'], '--dialect says how to read files: name the directory that holds them'],
    [['.', '--dialect', 'svn'], '--dialect is "svn": choose github or gitlab'],
  ])('refuses %j', async (args, message) => {
    expect(await run(['drift', ...args])).toMatchObject({ code: 2, stderr: `steward: ${message}\n` });
  });
});
