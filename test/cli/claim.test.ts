import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { cleanEnvironment, steward, stewardInside, temporaryFolder } from '../support/steward.ts';

const folder = temporaryFolder();
afterAll(folder.remove);

let made = 0;
/** A working copy of its own for each test. */
function workingCopy(files: Record<string, string>, remote?: string): string {
  const root = join(folder.path, `w${++made}`);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const git = (...args: string[]) => execFileSync('git', ['-C', root, ...args], { env: cleanEnvironment() });
  git('init', '-q');
  if (remote) git('remote', 'add', 'origin', remote);
  return root;
}

const claim = (cwd: string, ...args: string[]) => stewardInside(['claim', ...args], { cwd });
const read = (root: string, file: string) => readFileSync(join(root, file), 'utf8');

describe('steward claim', () => {
  let root = '';
  const text = '# ours\n* @acme/all\n/docs/ @acme/docs\n';
  beforeEach(() => {
    root = workingCopy({
      ...{ '.github/CODEOWNERS': text, 'src/a.ts': '', 'src/b c.ts': '', 'docs/a.md': '' },
    });
  });

  it('writes the rule of a file where it decides, and prints the edit as a patch', async () => {
    const run = await steward(['claim', 'b c.ts', '--owner', '@ada', '--owner', '@acme/pay'], {
      cwd: join(root, 'src'),
    });
    const after = '# ours\n* @acme/all\n/src/b\\ c.ts @ada @acme/pay\n/docs/ @acme/docs\n';
    expect(run).toEqual({
      code: 0,
      stdout: [
        '--- a/.github/CODEOWNERS',
        '+++ b/.github/CODEOWNERS',
        '@@ -1,3 +1,4 @@',
        ' # ours',
        ' * @acme/all',
        '+/src/b\\ c.ts @ada @acme/pay',
        ' /docs/ @acme/docs',
        '',
      ].join('\n'),
      stderr: '1 file gets another owner by .github/CODEOWNERS:3\n',
    });
    expect(read(root, '.github/CODEOWNERS')).toBe(after);
    // What it printed is a patch that git takes.
    writeFileSync(join(root, '.github/CODEOWNERS'), text);
    execFileSync('git', ['-C', root, 'apply', '-'], { input: run.stdout, env: cleanEnvironment() });
    expect(read(root, '.github/CODEOWNERS')).toBe(after);
  });

  it('writes nothing with --dry-run, and nothing where it is so already', async () => {
    const dry = await claim(root, 'src', '--owner', '@ada', '--dry-run');
    expect(dry).toMatchObject({ code: 0, stderr: '2 files get another owner: nothing is written\n' });
    expect(dry.stdout).toContain('+/src/ @ada\n');
    const same = await claim(root, 'docs/a.md', '--owner', '@ACME/docs');
    expect(same).toEqual({
      ...{ code: 0, stdout: '', stderr: '.github/CODEOWNERS:3 says so already: nothing is written\n' },
    });
    expect(read(root, '.github/CODEOWNERS')).toBe(text);
  });

  it('takes the whole repository by its root', async () => {
    expect(await claim(join(root, 'src'), '..', '--owner', '@ada')).toMatchObject({ code: 0 });
    expect(read(root, '.github/CODEOWNERS')).toBe(`${text}* @ada\n`);
  });

  it('makes the file in the first place where the host looks', async () => {
    const hub = workingCopy({ 'a.ts': '' }, 'git@github.com:acme/pay.git');
    const run = await claim(hub, 'a.ts', '--owner', '@ada');
    expect(run.stdout).toContain('--- /dev/null\n+++ b/.github/CODEOWNERS\n');
    expect(read(hub, '.github/CODEOWNERS')).toBe('/a.ts @ada\n');
    const lab = workingCopy({ 'a.ts': '' }, 'git@gitlab.com:acme/pay.git');
    expect(await claim(lab, 'a.ts', '--owner', '@ada', '--section', 'Code')).toMatchObject({ code: 0 });
    expect(read(lab, 'CODEOWNERS')).toBe('[Code]\n/a.ts @ada\n');
  });

  it.each([
    [['gone.ts', '--owner', '@ada'], 'there is no "gone.ts": name a file or a folder that is there'],
    [['src/a.ts', '--owner', 'ada'], '.github/CODEOWNERS: "ada" is no owner that GitHub would read'],
    [['src/a.ts', '--owner', '@ada', '--section', 'X'], 'GitHub knows no sections: leave out --section'],
    [['src/a.ts', '--owner', '@ada', '--dialect', 'svn'], '--dialect is "svn": choose github or gitlab'],
    [['src/a.ts'], "required option '--owner <handle>' not specified"],
    [['/', '--owner', '@ada'], '"/" lies in no working copy'],
  ])('is refused with what to do: %j', async (args, message) => {
    const run = await claim(root, ...args);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain(message);
    expect(read(root, '.github/CODEOWNERS')).toBe(text);
  });

  it('asks for the dialect where neither place nor host says it', async () => {
    const open = workingCopy({ CODEOWNERS: '* @all\n', 'a.ts': '' });
    const run = await claim(open, 'a.ts', '--owner', '@ada');
    expect(run).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('add --dialect github or --dialect gitlab'),
    });
    expect(await claim(open, 'a.ts', '--owner', '@ada', '--dialect', 'gitlab')).toMatchObject({ code: 0 });
    expect(read(open, 'CODEOWNERS')).toBe('* @all\n/a.ts @ada\n');
  });

  it('writes into no file outside, and into none that is not UTF-8', async () => {
    const outside = join(folder.path, 'outside');
    writeFileSync(outside, '* @x\n');
    const linked = workingCopy({ 'a.ts': '' }, 'git@github.com:acme/pay.git');
    symlinkSync(outside, join(linked, 'CODEOWNERS'));
    expect(await claim(linked, 'a.ts', '--owner', '@ada')).toMatchObject({
      ...{ code: 2, stderr: expect.stringContaining('is a link out of the working copy') },
    });
    expect(readFileSync(outside, 'utf8')).toBe('* @x\n');
    writeFileSync(join(root, '.github/CODEOWNERS'), Buffer.from('* @caf\xe9\n', 'latin1'));
    expect(await claim(root, 'src/a.ts', '--owner', '@ada')).toMatchObject({
      ...{ code: 2, stderr: expect.stringContaining('it is not UTF-8: save it as UTF-8') },
    });
    expect(existsSync(join(root, 'CODEOWNERS'))).toBe(false);
  });
});
