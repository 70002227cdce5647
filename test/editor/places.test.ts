import { rm } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { useEditor } from './support/editor-test.ts';
import { type GitRepository, type GitRepositoryOptions, gitRepository } from './support/git-repository.ts';
import {
  lensPart,
  lensTexts,
  openFile,
  pick,
  statusBarItem,
  statusBarText,
  treeRows,
} from './support/workbench.ts';

const repositories: GitRepository[] = [];
async function repositoryWith(options: GitRepositoryOptions): Promise<GitRepository> {
  const repository = await gitRepository(options);
  repositories.push(repository);
  return repository;
}
afterEach(async () => {
  for (const repository of repositories.splice(0)) await repository.remove();
});

describe('wherever the file lies', () => {
  const editor = useEditor();
  beforeEach(() => editor.server.changeSettings({}));

  it('a folder inside a repository is read from the root of the repository', async () => {
    const repository = await repositoryWith({
      files: { CODEOWNERS: '/packages/pay/ @acme/pay\n', 'packages/pay/src/a.ts': 'export {};\n' },
    });
    const page = await editor.open(`${repository.path}/packages/pay`);
    await openFile(page, 'a.ts');
    await expect
      .poll(() => lensTexts(page))
      .toEqual(['owner @acme/pay | from CODEOWNERS line 1: /packages/pay/']);
    await page.close();
  });

  it('a repository inside another one answers for its own files', async () => {
    const repository = await repositoryWith({
      files: { CODEOWNERS: '* @acme/outer\n', 'a.ts': 'export {};\n', '.gitignore': 'lib\n' },
    });
    await repository.git('init', '--quiet', 'lib');
    await repository.git('-C', 'lib', 'remote', 'add', 'origin', 'https://gitlab.com/acme/lib.git');
    await repository.write('lib/CODEOWNERS', '[Code] @acme/inner\n*.ts\n');
    await repository.write('lib/b.ts', 'export {};\n');
    const page = await editor.open(repository.path);
    await openFile(page, 'a.ts');
    await expect.poll(() => lensTexts(page)).toEqual(['owner @acme/outer | from CODEOWNERS line 1: *']);
    await page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'lib' }).click();
    await page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'b.ts' }).dblclick();
    await expect.poll(() => lensTexts(page)).toEqual(['owner @acme/inner | from CODEOWNERS line 2: *.ts']);
    await page.close();
  });

  it('a repository without a remote has a key from .steward.yaml, and asks for the dialect', async () => {
    const repository = await repositoryWith({
      files: {
        CODEOWNERS: 'src @acme/pay\n',
        'src/a.ts': 'export {};\n',
        '.steward.yaml': 'repository: demo/pay\n',
      },
      remote: null,
    });
    const page = await editor.open(repository.path);
    await openFile(page, 'a.ts');
    await expect.poll(() => lensTexts(page)).toEqual(['CODEOWNERS: choose the dialect']);
    await lensPart(page, 'choose the dialect').click();
    await pick(page, 'GitHub');
    await expect.poll(() => lensTexts(page)).toEqual(['owner @acme/pay | from CODEOWNERS line 1: src']);
    await statusBarItem(page).click();
    await expect.poll(() => treeRows(page, 'This File')).toContain('Repository demo/pay');
    await page.close();
  });

  it('a folder that is no repository is told about from its CODEOWNERS, and has no name', async () => {
    const folder = await repositoryWith({
      files: { '.github/CODEOWNERS': '/src/ @acme/pay\n', 'src/a.ts': 'export {};\n' },
    });
    await rm(`${folder.path}/.git`, { recursive: true });
    const page = await editor.open(folder.path);
    await openFile(page, 'a.ts');
    await expect.poll(() => lensTexts(page)).toEqual(['owner @acme/pay | from CODEOWNERS line 1: /src/']);
    await statusBarItem(page).click();
    await expect
      .poll(() => treeRows(page, 'This File'))
      .toContain('Repository not known: it has no remote and no .steward.yaml');
    await page.close();
  });

  it('a repository without a CODEOWNERS is told nothing about', async () => {
    const repository = await repositoryWith({
      files: { 'a.ts': 'export {};\n', 'sub/CODEOWNERS': '* @nobody\n' },
    });
    const page = await editor.open(repository.path);
    await openFile(page, 'a.ts');
    // The view is the one surface that says why there is nothing.
    await page.locator('.pane-header[aria-label="This File Section"]').click();
    await expect
      .poll(() => treeRows(page, 'This File'))
      .toEqual([
        'Owner not known: no CODEOWNERS, and no server knows this repository',
        'Repository github.com/acme/pay',
      ]);
    expect(await lensTexts(page)).toEqual([]);
    expect(await statusBarText(page)).toBeUndefined();
    await page.close();
  });

  it("in the browser host, without git, the key comes from the repository's own config", async () => {
    await editor.server.changeSettings({ 'remote.extensionKind': { 'steward.steward': ['web'] } });
    const repository = await repositoryWith({
      files: { CODEOWNERS: '* @acme/pay\n', 'a.ts': 'export {};\n' },
    });
    const page = await editor.open(repository.path);
    await openFile(page, 'a.ts');
    await expect.poll(() => lensTexts(page)).toEqual(['owner @acme/pay | from CODEOWNERS line 1: *']);
    await statusBarItem(page).click();
    await expect.poll(() => treeRows(page, 'This File')).toContain('Repository github.com/acme/pay');
    expect(page.workers().length).toBeGreaterThan(0);
    await page.close();
  });
});

describe('a folder that is not trusted', () => {
  const editor = useEditor({ workspaceTrust: true });

  it('is read, but names its repository only once it is trusted', async () => {
    const repository = await repositoryWith({
      files: {
        CODEOWNERS: '* @acme/pay\n',
        'a.ts': 'export {};\n',
        '.vscode/settings.json': '{ "steward.repository": "evil.example.com/x/y" }\n',
      },
    });
    const page = await editor.open(repository.path);
    await page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
    await openFile(page, 'a.ts');
    await expect.poll(() => lensTexts(page)).toEqual(['owner @acme/pay | from CODEOWNERS line 1: *']);
    await statusBarItem(page).click();
    await expect.poll(() => treeRows(page, 'This File')).toContain('Repository github.com/acme/pay');

    await page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).click();
    await page.locator('.workspace-trust-editor .monaco-button', { hasText: /^Trust$/ }).click();
    // Another file first: the page about trust lies over the tab, which stays the active one behind it.
    await openFile(page, 'CODEOWNERS');
    await openFile(page, 'a.ts');
    await expect.poll(() => treeRows(page, 'This File')).toContain('Repository evil.example.com/x/y');
    await page.close();
  });
});
