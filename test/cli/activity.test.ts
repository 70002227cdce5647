import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askServer } from '../support/ask-server.ts';
import { cleanEnvironment, stewardInside } from '../support/steward.ts';
import { type RunningSteward, runServer, serverPlace } from '../support/steward-server.ts';

const place = serverPlace();
let server: RunningSteward;
let root = '';

/** The day after the newest commit here, whatever the clock of the machine says. */
const now = Date.parse('2026-03-07T12:00:00Z');
const run = (args: string[], cwd = root, at = now) =>
  stewardInside(args, { cwd, environment: place.environment, now: at });

const git = (folder: string, args: string[], environment: Record<string, string> = {}) =>
  execFileSync('git', ['-C', folder, ...args], { env: cleanEnvironment(environment), stdio: 'pipe' });

/** One commit on top: who wrote it, on which day of 2026, what it touches and what its message ends with. */
function commit(author: string, day: string, paths: string[], trailers: string[] = []): void {
  const [, name = '', email = ''] = /^(.*) <(.*)>$/.exec(author) ?? [];
  for (const path of paths) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), `${author} ${day} ${Math.random()}`);
  }
  git(root, ['add', '.']);
  const at = `${day}T12:00:00Z`;
  const who = { GIT_AUTHOR_NAME: name, GIT_AUTHOR_EMAIL: email, GIT_AUTHOR_DATE: at };
  git(root, ['commit', '-q', '-m', `Work\n\n${trailers.join('\n')}`], {
    ...who,
    ...{ GIT_COMMITTER_NAME: 'CI', GIT_COMMITTER_EMAIL: 'ci@example.org', GIT_COMMITTER_DATE: at },
  });
}

const component = (name: string, location: string) =>
  `apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: ${name}, annotations: { backstage.io/source-location: 'url:https://github.com/acme/shop/tree/main/${location}/' } }\n` +
  'spec: { type: service, lifecycle: production, owner: payments }\n';

const ada = 'Ada <ada@example.org>';
const bob = '77+bob@users.noreply.github.com';
const bot = 'dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>';

beforeAll(async () => {
  server = await runServer(place, ['serve', '--port', '0', '--no-demo']);
  root = join(place.path, 'shop');
  mkdirSync(root);
  git(root, ['init', '-q', '-b', 'main']);
  git(root, ['remote', 'add', 'origin', 'git@github.com:acme/shop.git']);
  mkdirSync(join(root, 'cart'));
  mkdirSync(join(root, 'pay'));
  writeFileSync(join(root, 'cart/catalog-info.yaml'), component('cart', 'cart'));
  writeFileSync(join(root, 'pay/catalog-info.yaml'), component('pay', 'pay'));
  writeFileSync(join(root, '.mailmap'), 'Ada <ada@example.org> <ada@laptop>\n');
  commit(ada, '2025-01-01', ['cart/old.ts']);
  commit(ada, '2026-03-01', ['cart/a b.ts', 'pay/x.ts'], [`Co-authored-by: Bob <${bob}>`]);
  commit('ada <ada@laptop>', '2026-03-02', ['cart/ü.ts'], [`Reviewed-by: Bob <${bob}>`]);
  commit('Sam <sam@example.com>', '2026-03-03', ['cart/a b.ts']);
  commit(bot, '2026-03-04', ['cart/package.json']);
  commit('Cy <cy@example.org>', '2026-03-05', ['cart/c.ts', 'pay/c.ts']);
  commit(ada, '2026-03-06', ['README.md']);
  const people = [
    '{ key: "ada-l", name: "Ada", email: "ADA@example.org" }',
    '{ key: "bob", name: "Bob", handles: [{ host: "github.com", handle: "@Bob" }] }',
    '{ key: "cy", name: "Cy", activityOptOut: true, contacts: [{ type: EMAIL, value: "cy@example.org" }] }',
  ];
  for (const input of people)
    await askServer(server, `mutation { createPerson(input: ${input}) { __typename } }`);
});
afterAll(async () => {
  await server?.end();
  place.remove();
});

const kept = () =>
  askServer<{ components: { nodes: { key: string; activity: object[] }[] } }>(
    server,
    `{ components { nodes { key activity { since until commits unknownPeople unknownCommits botCommits
      people { person { key } authored reviewed } } } } }`,
  );

describe('steward activity', () => {
  it('asks for the files first, and for components', async () => {
    const { code, stderr } = await run(['activity']);
    expect([code, stderr]).toEqual([
      1,
      'steward: the server does not know github.com/acme/shop: bring its files in first, with `steward import <directory>`\n',
    ]);
    expect((await run(['import', '.'])).code).toBe(0);
  });

  it('says with --dry-run who worked on what, and writes nothing', async () => {
    const { code, stdout, stderr } = await run(['activity', '--dry-run']);
    expect(stderr).toBe('reading the history ...\nplanning ...\n');
    expect([code, stdout]).toEqual([
      0,
      'github.com/acme/shop: 6 commits from 2025-03-06 to 2026-03-06, merges left out\n' +
        '  cart  3 commits: ada-l 2, bob 1 (reviewed 1), 1 author not known here, 1 by programs\n' +
        '  pay  1 commit: ada-l 1, bob 1\n' +
        'nothing was written: this was --dry-run\n',
    ]);
    expect((await kept()).components.nodes.map(({ activity }) => activity)).toEqual([[], []]);
  });

  it('writes it beside the owners, and the second time nothing', async () => {
    expect((await run(['activity'])).stdout).toContain('written beside the owners; it decides nothing\n');
    const window = { since: '2025-03-06T12:00:01.000Z', until: '2026-03-06T12:00:01.000Z' };
    expect((await kept()).components.nodes).toEqual([
      {
        key: 'cart',
        activity: [
          {
            ...window,
            ...{ commits: 3, unknownPeople: 1, unknownCommits: 1, botCommits: 1 },
            people: [
              { person: { key: 'ada-l' }, authored: 2, reviewed: 0 },
              { person: { key: 'bob' }, authored: 1, reviewed: 1 },
            ],
          },
        ],
      },
      {
        key: 'pay',
        activity: [
          {
            ...window,
            ...{ commits: 1, unknownPeople: 0, unknownCommits: 0, botCommits: 0 },
            people: [
              { person: { key: 'ada-l' }, authored: 1, reviewed: 0 },
              { person: { key: 'bob' }, authored: 1, reviewed: 0 },
            ],
          },
        ],
      },
    ]);
    expect((await run(['activity'])).stdout).toContain('nothing had to be written\n');
  });

  it('prints a table and JSON, without an address in either', async () => {
    const tsv = await run(['activity', '--tsv']);
    expect(tsv.stdout).toBe(
      'component\tperson\tauthored\treviewed\tlast_at\n' +
        'cart\tada-l\t2\t0\t2026-03-02T12:00:00.000Z\n' +
        'cart\tbob\t1\t1\t2026-03-02T12:00:00.000Z\n' +
        'cart\t\t1\t0\t\n' +
        'pay\tada-l\t1\t0\t2026-03-01T12:00:00.000Z\n' +
        'pay\tbob\t1\t0\t2026-03-01T12:00:00.000Z\n',
    );
    const json = await run(['activity', '--json']);
    expect(JSON.parse(json.stdout)).toMatchObject({
      repository: 'github.com/acme/shop',
      written: false,
      commits: 6,
    });
    expect(tsv.stdout + json.stdout).not.toMatch(/@|sam|cy/i);
  });

  it('asks for --replace where what is kept is newer than what is checked out', async () => {
    const before = await kept();
    git(root, ['checkout', '-q', 'HEAD~3']);
    for (const flags of [[], ['--dry-run']]) {
      const { code, stdout, stderr } = await run(['activity', ...flags]);
      expect([code, stdout, stderr.split('\n').at(-2)]).toEqual([
        1,
        '',
        'steward: what is kept of github.com/acme/shop is newer than what is checked out, which ends on 2026-03-03, and nothing was written: fetch and check out the newest commit, or add --replace to put the older in its place',
      ]);
    }
    expect(await kept()).toEqual(before);
    expect(await run(['activity', '--replace'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('written beside the owners'),
    });
    expect(await kept()).not.toEqual(before);
    git(root, ['checkout', '-q', 'main']);
    expect(await run(['activity'])).toMatchObject({ code: 0 });
    expect(await kept()).toEqual(before);
  });

  it('refuses a newest commit of the future, more than a day from now', async () => {
    const { code, stderr } = await run(['activity'], root, Date.parse('2026-03-05T11:59:59Z'));
    expect([code, stderr]).toEqual([
      2,
      `steward: the commit that is checked out in ${root} is dated 2026-03-06T12:00:00.000Z, in the future, and would end the year that counts: check out one with a date that has been, or set the clock here right\n`,
    ]);
    expect(await run(['activity'], root, Date.parse('2026-03-05T12:00:00Z'))).toMatchObject({ code: 0 });
  });

  it('refuses a clone that holds only a part of its history, and what is no working copy', async () => {
    const clone = join(place.path, 'shallow');
    execFileSync('git', ['clone', '-q', '--depth', '1', `file://${root}`, clone], {
      env: cleanEnvironment(),
    });
    const shallow = await run(['activity', clone]);
    expect([shallow.code, shallow.stderr]).toEqual([
      2,
      `steward: ${clone} has only a part of its history: fetch the rest with \`git fetch --unshallow\`, in CI with a full checkout\n`,
    ]);
    const none = await run(['activity', place.path]);
    expect([none.code, none.stderr]).toEqual([
      2,
      `steward: ${place.path} is no working copy with a commit: name the directory of one\n`,
    ]);
  });
});
