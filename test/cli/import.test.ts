import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askServer } from '../support/ask-server.ts';
import { cleanEnvironment, stewardInside } from '../support/steward.ts';
import { type RunningSteward, runServer, serverPlace } from '../support/steward-server.ts';

const place = serverPlace();
let server: RunningSteward;

beforeAll(async () => {
  server = await runServer(place, ['serve', '--port', '0', '--no-demo']);
});
afterAll(async () => {
  await server?.end();
  place.remove();
});

const run = (args: string[], cwd: string, stdin?: string) =>
  stewardInside(args, { cwd, stdin, environment: place.environment });

function write(root: string, files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** A working copy of github.com/acme/<name>. */
function workingCopy(name: string, files: Record<string, string>): string {
  const root = join(place.path, name);
  write(root, files);
  const git = (...args: string[]) => execFileSync('git', ['-C', root, ...args], { env: cleanEnvironment() });
  git('init', '-q');
  git('remote', 'add', 'origin', `git@github.com:acme/${name}.git`);
  return root;
}

const component = (name: string, more = '') =>
  `apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: ${name}, description: The ${name} }\n` +
  `spec: { type: service, lifecycle: production, owner: payments${more} }\n`;

it('--no-demo leaves a new database empty', async () => {
  expect(server.output().stdout).not.toContain('demonstration');
  expect(await askServer(server, '{ systems { nodes { key } } }')).toEqual({ systems: { nodes: [] } });
});

describe('steward import', () => {
  it('says what it would do and writes nothing with --dry-run, then does it, and the second time nothing', async () => {
    const root = workingCopy('shop', {
      '.github/CODEOWNERS': '* @acme/all\n/src/ @acme/pay\n/src/ui/ @acme/ui\n',
      'catalog-info.yaml': component('cart'),
    });
    const dry = await run(['import', '.', '--dry-run'], root);
    expect(dry.code).toBe(0);
    expect(dry.stdout).toBe(
      'create    Repository github.com/acme/shop  not known yet\n' +
        'create    Component cart  catalog-info.yaml:1  not known yet\n' +
        'create    OwnershipRules  .github/CODEOWNERS  not known yet\n' +
        'catalog-info.yaml:4: warning: group:default/payments, the owner of component:default/cart, is declared nowhere and is shown as it stands: import the file that declares it\n' +
        'github.com/acme/shop: 3 create; 1 finding\nnothing was written: this was --dry-run\n',
    );
    expect(
      await askServer(server, '{ components { nodes { key } } repositories { nodes { key } } }'),
    ).toEqual({
      components: { nodes: [] },
      repositories: { nodes: [] },
    });
    const done = await run(['import', '.'], root);
    expect(done.stderr).toContain('writing 3 changes ...\n');
    expect(done.stdout).toContain(
      'github.com/acme/shop: 3 create; 1 finding\nwritten: 2 records and the ownership rules\n',
    );
    const revisions =
      '{ component(key: "cart") { revision } repository(key: "github.com/acme/shop") { revision } }';
    const before = await askServer(server, revisions);
    const again = await run(['import', '.'], root);
    expect(again.stdout).toContain('keep      2 unchanged\n');
    expect(again.stdout).toContain('nothing had to be written\n');
    expect(await askServer(server, revisions)).toEqual(before);
  });

  it('one rule removed: exactly its paths answer differently; the file emptied: all answers stay, and it is said', async () => {
    const root = join(place.path, 'shop');
    const paths = 'readme.md\nsrc/a.ts\nsrc/ui/b.ts\n';
    const owners = async () =>
      (await run(['who-owns', '--stdin', '--tsv'], root, paths)).stdout
        .split('\n')
        .slice(1, -1)
        .map((line) => line.split('\t')[5]);
    expect(await owners()).toEqual(['@acme/all', '@acme/pay', '@acme/ui']);
    write(root, { '.github/CODEOWNERS': '* @acme/all\n/src/ @acme/pay\n' });
    await run(['import', '.'], root);
    expect(await owners()).toEqual(['@acme/all', '@acme/pay', '@acme/pay']);
    write(root, { '.github/CODEOWNERS': '' });
    const emptied = await run(['import', '.'], root);
    expect(emptied.stdout).toContain(
      '.github/CODEOWNERS gives no rule: the rules read before go on to answer; mend the file, or remove the rules by hand',
    );
    expect(await owners()).toEqual(['@acme/all', '@acme/pay', '@acme/pay']);
  });

  it('reports a bad file with file, line and reason, lets the rest in, and exits with 1', async () => {
    const root = workingCopy('mixed', {
      CODEOWNERS: '* @acme/all\n!docs/ @acme/docs\n',
      'good/catalog-info.yaml': component('good'),
      'broken/catalog-info.yaml': 'apiVersion: backstage.io/v1alpha1\nkind: Component\n  metadata: [\n',
      'missing/catalog-info.yaml':
        'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: missing }\nspec: { type: service }\n',
    });
    const { code, stdout } = await run(['import', '.'], root);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^broken\/catalog-info\.yaml:\d+: error: document 1 is not valid YAML: /m);
    expect(stdout).toMatch(
      /^missing\/catalog-info\.yaml:4: error: component:default\/missing has no spec\.lifecycle, spec\.owner/m,
    );
    expect(stdout).toMatch(/^CODEOWNERS:2: error: GitHub does not read "!" as an exclusion/m);
    expect(
      await askServer(
        server,
        '{ good: component(key: "good") { key } missing: component(key: "missing") { key } }',
      ),
    ).toEqual({ good: { key: 'good' }, missing: null });
  });

  it('never overwrites what a person wrote: it is a conflict, and exit 1', async () => {
    const root = workingCopy('edited', { 'catalog-info.yaml': component('edited') });
    await run(['import', '.'], root);
    await askServer(
      server,
      'mutation { updateComponent(input: { key: "edited", description: "By hand", expectedRevision: null }) { __typename } }',
    );
    write(root, { 'catalog-info.yaml': component('edited').replace('The edited', 'By file') });
    const { code, stdout } = await run(['import', '.', '--dry-run', '--json'], root);
    expect(code).toBe(1);
    const [imported] = JSON.parse(stdout);
    expect(imported.rows).toContainEqual(
      expect.objectContaining({
        action: 'CONFLICT',
        key: 'edited',
        drift: [{ field: 'description', current: 'By hand', declared: 'By file' }],
      }),
    );
    expect(await askServer(server, '{ component(key: "edited") { description } }')).toEqual({
      component: { description: 'By hand' },
    });
  });

  it('prints the plan as a table', async () => {
    const root = workingCopy('table', { 'catalog-info.yaml': component('table', ', system: shop') });
    const { stdout } = await run(['import', '.', '--dry-run', '--tsv'], root);
    expect(stdout).toBe(
      'repo\tpath\tdoc\tref\towner_ref\trelations\taction\treason\n' +
        'github.com/acme/table\tcatalog-info.yaml\t0\tcomponent:default/table\tgroup:default/payments\t' +
        '[["partOf", "system:default/shop"]]\tcreate\tnot known yet\n',
    );
  });

  it('sends a file that is larger than one request in parts', async () => {
    const owners = Array.from({ length: 60 }, (_, at) => `@acme/team-${at}`).join(' ');
    const rules = Array.from({ length: 1_200 }, (_, at) => `/src/module-${at}/ ${owners}\n`);
    const root = workingCopy('large', { '.github/CODEOWNERS': rules.join('') });
    const { code, stderr } = await run(['import', '.'], root);
    expect(code).toBe(0);
    expect(stderr).toContain('sending 1 file: 1 of ');
    const { stdout } = await run(['who-owns', '--tsv', 'src/module-1199/a.ts'], root);
    expect(stdout).toContain('@acme/team-59\t1200\n');
  });

  it('takes a folder that is no working copy, with its repository and commit', async () => {
    const root = join(place.path, 'export');
    write(root, { CODEOWNERS: '* @acme/all\n' });
    const { code } = await run(
      ['import', 'export', '--repository', 'github.com/acme/export', '--commit', '1f2e3d4'],
      place.path,
    );
    expect(code).toBe(0);
    expect(
      await askServer(
        server,
        '{ fileContext(repository: "github.com/acme/export", paths: ["a"]) { state indexedCommit } }',
      ),
    ).toEqual({ fileContext: [{ state: 'KNOWN', indexedCommit: '1f2e3d4' }] });
  });
});

describe('steward import, wrong use: exit 2, what is wrong and the fix, nothing written', () => {
  const bare = join(place.path, 'bare');
  beforeAll(() => write(bare, { CODEOWNERS: '* @x\n', 'notes.txt': 'x', 'a/x.yaml': 'a: 1\n' }));
  const refused: [why: string, args: string[], message: string][] = [
    ['a folder that is not there', ['nowhere'], '"nowhere" is not there: name a directory or a file'],
    [
      'a folder that says not which repository it is',
      ['.'],
      `it is not known which repository ${bare} is: add --repository <key> such as github.com/acme/pay, or write "repository: <key>" into .steward.yaml at its root`,
    ],
    [
      'a malformed key',
      ['.', '--repository', 'pay'],
      '--repository is "pay": give host and path, such as github.com/acme/pay',
    ],
    [
      'a dialect that nothing decides',
      ['.', '--repository', 'code.example.org/acme/pay'],
      'CODEOWNERS can be read as GitHub or as GitLab reads it, and neither its folder nor the host of code.example.org/acme/pay says which: add --dialect github or --dialect gitlab',
    ],
    [
      'nothing to import among the files',
      ['notes.txt', '--repository', 'github.com/acme/bare'],
      `there is nothing to import among what you named in ${bare}: no CODEOWNERS, no catalog-info.yaml or other YAML file of backstage.io, no YAML file of openslo/v1`,
    ],
    [
      'a commit that is no object id',
      ['.', '--repository', 'github.com/acme/bare', '--commit', 'main'],
      '--commit is "main": give the id of a commit, such as 1f2e3d4, as `git rev-parse HEAD` prints it',
    ],
    [
      'one key for two repositories',
      ['.', 'a', '--repository', 'github.com/acme/bare'],
      `--repository and --commit are for one repository: import the others by commands of their own`,
    ],
    ['no path', [], "missing required argument 'path'"],
    ['two forms at once', ['.', '--json', '--tsv'], 'choose one of --json and --tsv'],
  ];
  it.each(refused)('%s', async (_why, args, message) => {
    const before = await askServer(server, '{ repositories { totalCount } }');
    const answer = await run(['import', ...args], bare);
    expect(answer).toMatchObject({ code: 2, stdout: '' });
    expect(answer.stderr).toContain(`steward: ${message}\n`);
    expect(await askServer(server, '{ repositories { totalCount } }')).toEqual(before);
  });

  it('a directory with nothing to read: it says what was looked for, and exits with 1', async () => {
    const root = workingCopy('nothing', { 'README.md': '# Nothing\n' });
    expect(await run(['import', '.'], root)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(
        `steward: there is nothing to import in ${root}: no CODEOWNERS, no catalog-info.yaml or other YAML file of backstage.io, no YAML file of openslo/v1\n`,
      ),
    });
  });

  it('a file that is no text replaces nothing', async () => {
    const root = workingCopy('binary', { CODEOWNERS: '' });
    writeFileSync(join(root, 'CODEOWNERS'), new Uint8Array([0x2a, 0x20, 0xff, 0xfe]));
    const { stdout, code } = await run(['import', '.'], root);
    expect(stdout).toContain(
      'CODEOWNERS: error: CODEOWNERS is left out, and the rules it gave before are not replaced',
    );
    expect(stdout).toContain('it is not UTF-8: save it as UTF-8');
    expect(code).toBe(1);
  });
});
