import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanEnvironment, steward, stewardInside, temporaryFolder } from '../support/steward.ts';

const folder = temporaryFolder();
const github = join(folder.path, 'shop');
const gitlab = join(folder.path, 'docs-site');
const open = join(folder.path, 'open');

function write(root: string, files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

const git = (root: string, ...args: string[]) =>
  execFileSync('git', ['-C', root, ...args], { env: cleanEnvironment() });

beforeAll(() => {
  write(github, {
    '.github/CODEOWNERS': '/src/ @acme/pay @ada\n/src/gen/\n@nobody\n!bad @x\n',
    'src/a.ts': '',
    'src/deep/b.ts': '',
    'src/gen/c.ts': '',
    'readme.md': '',
  });
  git(github, 'init', '-q');
  git(github, 'add', '.');
  write(gitlab, {
    CODEOWNERS: '* @all\n[Docs][2] @writers\n/docs/\n!/docs/old.md\n^[Style]\n*.css @look\n',
  });
  git(gitlab, 'init', '-q');
  git(gitlab, 'remote', 'add', 'origin', 'git@gitlab.com:acme/docs-site.git');
  write(open, { CODEOWNERS: '* @acme/all\n' });
});
afterAll(folder.remove);

const whoOwns = (cwd: string, args: string[], stdin?: string) =>
  stewardInside(['who-owns', ...args], { cwd, stdin });

describe('steward who-owns --codeowners, without a server', () => {
  it('takes relative paths from where the user stands and answers in the order asked', async () => {
    const paths = ['deep/b.ts', '../readme.md', join(github, 'src/a.ts'), 'gen/c.ts'];
    const run = await steward(['who-owns', '--codeowners', '../.github/CODEOWNERS', ...paths], {
      cwd: join(github, 'src'),
    });
    expect(run.code).toBe(0);
    expect(run.stdout).toBe(
      'src/deep/b.ts\t@acme/pay @ada\n' +
        'readme.md\tno owner (no rule matches)\n' +
        'src/a.ts\t@acme/pay @ada\n' +
        'src/gen/c.ts\tno owner (cleared)\n',
    );
  });

  it('says what is wrong in the file beside the answer', async () => {
    const run = await whoOwns(github, ['--codeowners', '.github/CODEOWNERS', 'src/a.ts']);
    expect(run.stderr).toContain(
      '.github/CODEOWNERS:3: warning: the line begins with the owner "@nobody" where the pattern should stand',
    );
    expect(run.stderr).toContain('.github/CODEOWNERS:4: error: GitHub does not read "!" as an exclusion');
  });

  it('asks for all tracked files below the user when no path is given', async () => {
    const run = await whoOwns(join(github, 'src'), ['--codeowners', '../.github/CODEOWNERS', '--tsv']);
    expect(run.stdout.split('\n')).toEqual([
      'path\tsection\tstate\toptional\tapprovals\towners\tline',
      'src/a.ts\t\towned\t0\t\t@acme/pay @ada\t1',
      'src/deep/b.ts\t\towned\t0\t\t@acme/pay @ada\t1',
      'src/gen/c.ts\t\tcleared\t0\t\t\t2',
      '',
    ]);
  });

  it('reads the file as GitLab does where the remote says so, with sections and approvals', async () => {
    const run = await whoOwns(gitlab, ['--codeowners', 'CODEOWNERS', 'docs/a.css', 'docs/old.md']);
    expect(run.stdout).toBe(
      'docs/a.css\t@all\n' +
        'docs/a.css\t[Docs] @writers\n' +
        'docs/a.css\t[Style] @look (optional)\n' +
        'docs/old.md\t@all\n' +
        'docs/old.md\t[Docs] no owner (excluded)\n',
    );
  });

  it('explains each answer by its line and pattern', async () => {
    const run = await whoOwns(github, [
      '--codeowners',
      '.github/CODEOWNERS',
      '--explain',
      'src/a.ts',
      'readme.md',
    ]);
    expect(run.stdout).toBe(
      'src/a.ts\n  @acme/pay @ada\n    decided by .github/CODEOWNERS:1  /src/ @acme/pay @ada\n' +
        '    GitHub: the last matching rule of the file decides\n\n' +
        'readme.md\n  no owner: no rule of .github/CODEOWNERS matches (GitHub)\n',
    );
  });

  it('selects by owner, without case and without the @', async () => {
    const run = await whoOwns(github, ['--codeowners', '.github/CODEOWNERS', '--owner', 'ACME/Pay']);
    expect(run.stdout).toBe('src/a.ts\t@acme/pay @ada\nsrc/deep/b.ts\t@acme/pay @ada\n');
  });

  it('selects what nobody owns and prints JSON', async () => {
    const run = await whoOwns(github, ['--codeowners', '.github/CODEOWNERS', '--unowned', '--json']);
    const none = { section: '', optional: false, approvals: null, owners: [] };
    expect(JSON.parse(run.stdout)).toEqual([
      { path: '.github/CODEOWNERS', codeowners: [{ ...none, state: 'UNMATCHED', rule: null }] },
      { path: 'readme.md', codeowners: [{ ...none, state: 'UNMATCHED', rule: null }] },
      {
        path: 'src/gen/c.ts',
        codeowners: [
          {
            ...none,
            state: 'CLEARED',
            rule: { file: '.github/CODEOWNERS', line: 2, pattern: '/src/gen/' },
          },
        ],
      },
    ]);
  });

  it('counts paths, reasons and owners', async () => {
    const run = await whoOwns(github, ['--codeowners', '.github/CODEOWNERS', '--summary']);
    expect(run.stdout).toBe(
      '5 paths: 2 owned, 3 without an owner\nanswers: 2 owned, 1 cleared, 0 excluded, 2 unmatched\n' +
        '       2  @acme/pay\n       2  @ada\n',
    );
  });

  it('reads a list from standard input, ended by lines or by zero characters', async () => {
    const args = ['--codeowners', '.github/CODEOWNERS', '--stdin'];
    const lines = await whoOwns(github, args, 'src/a.ts\nreadme.md\n');
    const zeros = await whoOwns(github, args, 'src/a.ts\0readme.md\0');
    expect(lines.stdout).toBe('src/a.ts\t@acme/pay @ada\nreadme.md\tno owner (no rule matches)\n');
    expect(zeros.stdout).toBe(lines.stdout);
  });

  it('takes paths of a list from the root of the file when the user stands elsewhere', async () => {
    const run = await whoOwns(open, ['--codeowners', '../shop/.github/CODEOWNERS', 'src/a.ts']);
    expect(run.stdout).toBe('src/a.ts\t@acme/pay @ada\n');
  });
});

describe('steward who-owns, wrong use: exit 2, what is wrong and the fix, no answer', () => {
  const refused: [why: string, args: string[], message: string][] = [
    [
      'the dialect is open',
      ['--codeowners', 'CODEOWNERS', 'x'],
      '"CODEOWNERS" can be read as GitHub or as GitLab reads it, and neither its folder nor the repository\'s host says which: add --dialect github or --dialect gitlab',
    ],
    [
      'an unknown dialect',
      ['--codeowners', 'CODEOWNERS', '--dialect', 'bitbucket', 'x'],
      '--dialect is "bitbucket": choose github or gitlab',
    ],
    [
      'a file that is not there',
      ['--codeowners', 'nowhere/CODEOWNERS', 'x'],
      'cannot read "nowhere/CODEOWNERS": give the path of a CODEOWNERS file',
    ],
    [
      'a path outside the tree',
      ['--codeowners', 'CODEOWNERS', '--dialect', 'github', 'ok.ts', '../shop/src/a.ts'],
      `the path "../shop/src/a.ts" lies outside ${open}: name a file below it`,
    ],
    ['two forms at once', ['--json', '--tsv', 'x'], 'choose one of --json and --tsv'],
    ['an unknown option', ['--frobnicate'], "unknown option '--frobnicate'"],
    [
      'a dialect without a file',
      ['--dialect', 'github', 'x'],
      '--dialect says how to read the file of --codeowners: add --codeowners <file>',
    ],
    [
      'a malformed server address',
      ['--server', 'nonsense', 'x'],
      '--server is "nonsense": give an address such as http://127.0.0.1:4000',
    ],
  ];
  it.each(refused)('%s', async (_why, args, message) => {
    const run = await whoOwns(open, args);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain(`steward: ${message}\n`);
  });

  it('refuses an unknown variable and an unknown name in steward.config.json by name', async () => {
    const place = join(folder.path, 'configured');
    write(place, { CODEOWNERS: '* @a\n', 'steward.config.json': '{ "prot": 4000 }' });
    const run = await stewardInside(['who-owns', '--codeowners', 'CODEOWNERS', '--dialect', 'github', 'x'], {
      cwd: place,
      environment: { STEWARD_PROT: '1' },
    });
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toBe(
      'steward: STEWARD_PROT is not a setting: did you mean STEWARD_PORT?\n' +
        'steward: prot in steward.config.json is not a setting: did you mean port?\n',
    );
  });
});

describe('signs that steer a terminal, out of a file', () => {
  const path = 'a\u001b[2Jb\u202ec';
  it.each([[], ['--tsv'], ['--explain'], ['--summary'], ['--json'], ['--summary', '--json']])(
    'are shown and not acted on, with %j',
    async (...flags: string[]) => {
      write(open, { 'odd/CODEOWNERS': `${path} @acme/all\n${path} @acme/\u202ell\n` });
      const args = ['who-owns', '--codeowners', 'odd/CODEOWNERS', '--dialect', 'github', ...flags, path];
      const { stdout, stderr } = await stewardInside(args, { cwd: open });
      expect(stdout + stderr).toMatch(/^[ -~\t\n]+$/);
      if (!flags.includes('--summary')) expect(stdout).toContain(String.raw`a\u001b[2Jb\u202ec`);
      if (flags.includes('--json') && flags.length === 1)
        expect(JSON.parse(stdout)).toMatchObject([{ path }]);
    },
  );
});
