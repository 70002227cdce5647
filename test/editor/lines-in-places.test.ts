import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createRecord, openChange } from './support/create-record.ts';
import { useEditor } from './support/editor-test.ts';
import { type GitRepository, gitRepository } from './support/git-repository.ts';
import { marginSigns } from './support/margin.ts';
import { useWatchedServer } from './support/watched-server.ts';
import { lensTexts, openFile, toastTexts } from './support/workbench.ts';

const code = (name: string) =>
  Array.from({ length: 6 }, (_, i) => `export const ${name}${i} = ${i};\n`).join('');
const unknownCommit = '0123456789abcdef0123456789abcdef01234567';

describe('wherever the file lies, with a server', () => {
  const watched = useWatchedServer();
  const editor = useEditor({ env: watched.environment });
  const repositories: GitRepository[] = [];
  let page: Page;

  /** A repository that the server knows, whose file `name`.ts belongs to `@acme/name`. */
  const repository = async (name: string, more: Record<string, string> = {}, remote: string | null = '') => {
    const files = { CODEOWNERS: `* @acme/${name}\n`, [`${name}.ts`]: code(name), ...more };
    const made = await gitRepository({
      files,
      remote: remote === '' ? `git@github.com:acme/${name}.git` : remote,
    });
    repositories.push(made);
    return made;
  };
  /** An open change of two lines of `name`.ts, counted at a commit. */
  const change = async (
    name: string,
    startLine: number,
    baseCommit: string,
    key = `github.com/acme/${name}`,
  ) => {
    await createRecord(watched.server, 'Repository', { key, name });
    const lines = { path: `${name}.ts`, startLine, endLine: startLine + 1, baseCommit };
    await openChange(watched.server, {
      ...{ title: `Change of ${name}`, systems: ['checkout'] },
      ...{ plannedStart: '2040-01-02T10:00:00Z', plannedEnd: '2040-01-02T11:00:00Z' },
      codeReferences: [{ repository: key, ...lines }],
    });
  };
  const head = async ({ git }: GitRepository, folder = '.') =>
    (await git('-C', folder, 'rev-parse', 'HEAD')).trim();
  /** Owner and changes over the file in front, the lines above changed ones apart. */
  const told = async () => {
    const [first = ''] = (await lensTexts(page)).filter((text) => !text.startsWith('CHG-'));
    return first.split(' | ').filter((part) => !part.startsWith('CODEOWNERS here'));
  };
  const expectLines = async (name: string, line: number | undefined) => {
    await expect.poll(told, { timeout: 60_000 }).toEqual([`owner @acme/${name}`, '1 open change']);
    const signs = line === undefined ? [] : [{ line, sign: 'untouched' }];
    await expect.poll(() => marginSigns(page)).toEqual(signs);
    const lenses = async () =>
      (await lensTexts(page)).filter((text) => text.includes(`Change of ${name} · submitted`));
    await expect.poll(lenses).toHaveLength(signs.length);
  };
  /** By the Explorer: what git leaves out is not found by its name. */
  const openInFolder = async (folder: string, file: string) => {
    const rows = page.locator('.explorer-folders-view .monaco-list-row');
    await rows.filter({ hasText: folder }).click();
    await rows.filter({ hasText: file }).dblclick();
    await page.locator(`.tab.active[data-resource-name="${file}"]`).waitFor();
  };

  beforeAll(async () => {
    await createRecord(watched.server, 'System', { key: 'checkout', name: 'Checkout' });
  });
  beforeEach(() => editor.server.changeSettings({}));
  afterEach(async () => {
    expect(await toastTexts(page)).toEqual([]);
    await page?.close();
    for (const each of repositories.splice(0)) await each.remove();
  });

  it('each folder of a workspace with several is told about by its own repository', async () => {
    const [one, two] = [await repository('one'), await repository('two')];
    await change('one', 2, await head(one));
    await change('two', 4, await head(two));
    const workspace = join(one.path, '.git', 'both.code-workspace');
    await writeFile(workspace, JSON.stringify({ folders: [{ path: one.path }, { path: two.path }] }));
    page = await editor.open(workspace);
    await openFile(page, 'one.ts');
    await expectLines('one', 2);
    await openFile(page, 'two.ts');
    await expectLines('two', 4);
    await editor.screenshots(page, 'multi-root');
  });

  it('a repository inside another one has its own changes, and the outer one its own', async () => {
    const outer = await repository('outer', { '.gitignore': 'lib\n' });
    await outer.git('init', '--quiet', '--initial-branch=main', 'lib');
    await outer.write('lib/inner.ts', code('inner'));
    await outer.write('lib/CODEOWNERS', '* @acme/inner\n');
    await outer.git('-C', 'lib', 'add', '--all');
    await outer.git('-C', 'lib', 'commit', '--quiet', '--message=Begin');
    await outer.git('-C', 'lib', 'remote', 'add', 'origin', 'https://github.com/acme/inner.git');
    await change('outer', 2, await head(outer));
    await change('inner', 3, await head(outer, 'lib'));
    page = await editor.open(outer.path);
    await openFile(page, 'outer.ts');
    await expectLines('outer', 2);
    await openInFolder('lib', 'inner.ts');
    await expectLines('inner', 3);
  });

  it('a submodule is a repository of its own', async () => {
    const module = await repository('module');
    const around = await repository('around');
    await around.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', module.path, 'sub');
    await around.git('commit', '--quiet', '--message=Take the module in');
    await around.git('-C', 'sub', 'remote', 'set-url', 'origin', 'git@github.com:acme/module.git');
    await change('around', 2, await head(around));
    await change('module', 3, await head(module));
    page = await editor.open(around.path);
    await openFile(page, 'around.ts');
    await expectLines('around', 2);
    await openInFolder('sub', 'module.ts');
    await expectLines('module', 3);
  });

  it('a repository without a remote is known by its .steward.yaml', async () => {
    const files = { '.steward.yaml': 'repository: demo/alone\n', '.github/CODEOWNERS': '* @acme/alone\n' };
    const alone = await repository('alone', files, null);
    await change('alone', 2, await head(alone), 'demo/alone');
    page = await editor.open(alone.path);
    await openFile(page, 'alone.ts');
    await expectLines('alone', 2);
  });

  it('without git, a change that names lines stands at the file', async () => {
    const files = { '.steward.yaml': 'repository: demo/plain\n', '.github/CODEOWNERS': '* @acme/plain\n' };
    const plain = await repository('plain', files, null);
    await rm(join(plain.path, '.git'), { recursive: true });
    await change('plain', 2, unknownCommit, 'demo/plain');
    page = await editor.open(plain.path);
    await openFile(page, 'plain.ts');
    await expectLines('plain', undefined);
  });
});
