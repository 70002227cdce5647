import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { steward } from '../support/steward.ts';
import { type RunningSteward, runServer, serverPlace } from '../support/steward-server.ts';
import { useEditor } from './support/editor-test.ts';
import { type GitRepository, gitRepository } from './support/git-repository.ts';
import {
  lensPart,
  lensTexts,
  oneLine,
  openFile,
  pick,
  runCommand,
  statusBarText,
  toastTexts,
  treeRows,
} from './support/workbench.ts';

const place = serverPlace();
const files = {
  CODEOWNERS: '* @acme/pay\n/nowhere/ @acme/ghosts\n',
  'catalog-info.yaml': [
    'apiVersion: backstage.io/v1alpha1',
    'kind: Component',
    'metadata:',
    '  name: checkout',
    '  title: Checkout',
    'spec:',
    '  type: service',
    '  lifecycle: production',
    '  owner: payments',
    '---',
    'apiVersion: backstage.io/v1alpha1',
    'kind: Group',
    'metadata:',
    '  name: payments',
    '  title: Payments',
    'spec:',
    '  type: team',
    '  children: []',
    '',
  ].join('\n'),
  'a.ts': 'export {};\n',
  '.gitignore': 'ignored/\n',
  'broken/catalog-info.yaml': 'apiVersion: backstage.io/v1alpha1\nkind: [\n',
};

describe('a repository that the server does not know', () => {
  const editor = useEditor({ env: place.environment });
  let server: RunningSteward;
  let repository: GitRepository;
  let page: Page;

  beforeAll(async () => {
    [server, repository] = await Promise.all([
      runServer(place, ['serve', '--port', '0', '--no-demo']),
      gitRepository({ files }),
    ]);
    await repository.write('ignored/catalog-info.yaml', 'apiVersion: backstage.io/v1alpha1\nkind: Group\n');
    page = await editor.open(repository.path);
    await openFile(page, 'a.ts');
  });
  afterAll(async () => {
    await server?.end();
    await repository?.remove();
    place.remove();
  });
  beforeEach(() => editor.server.changeSettings({}));

  it('is told about from its CODEOWNERS, marked so, and offered to be added', async () => {
    await expect
      .poll(() => lensTexts(page), { timeout: 100_000 })
      .toEqual(['owner @acme/pay | from CODEOWNERS line 1: * | add this repository']);
    expect(await statusBarText(page)).toBe('@acme/pay · from CODEOWNERS');
    await editor.screenshots(page, 'unknown-repository');
  });

  it('is added by the import of the command line, after its plan was shown', async () => {
    const planned = await steward(['import', repository.path, '--dry-run'], {
      cwd: place.path,
      environment: place.environment,
    });
    const plan = planned.stdout.split('\n').filter((line) => line !== '' && !line.startsWith('nothing was'));

    await lensPart(page, 'add this repository').click();
    await page.locator('.quick-input-list', { hasText: 'Add github.com/acme/pay' }).waitFor();
    await editor.screenshots(page, 'add-repository');
    await pick(page, 'Show the Whole Plan');
    await page.locator('.tab[data-resource-name="import-plan.txt"]').waitFor();
    const lines = page.locator('.editor-instance .view-lines .view-line');
    await expect
      .poll(async () =>
        (await lines.allTextContents())
          .map(oneLine)
          .filter((line) => line !== '')
          .sort(),
      )
      .toEqual(plan.map(oneLine).sort());

    await pick(page, 'Add github.com/acme/pay');
    await openFile(page, 'a.ts');
    await expect.poll(() => lensTexts(page)).toEqual(['Checkout | owner Payments']);
    await expect.poll(() => statusBarText(page)).toBe('Payments');
    expect(await toastTexts(page)).toEqual([]);
    const again = await steward(['import', repository.path, '--dry-run'], {
      cwd: place.path,
      environment: place.environment,
    });
    expect(again.stdout).not.toMatch(/^(create|update) /m);
  });

  it('and is left as it is by the next time', async () => {
    await runCommand(page, 'Steward: Add This Repository');
    await expect
      .poll(async () => oneLine(await page.locator('.part.statusbar').textContent()))
      .toContain('github.com/acme/pay is up to date');
  });

  it('can not be added without a server, and is told how to start one', async () => {
    await server.end();
    await expect.poll(() => lensTexts(page)).toEqual([expect.stringContaining('server away')]);
    await runCommand(page, 'Steward: Add This Repository');
    await expect
      .poll(() => toastTexts(page))
      .toEqual([
        expect.stringContaining('Start one with "npx --yes pnpm@12 start" in the folder of Steward'),
      ]);
    expect(await treeRows(page, 'This File')).toBeDefined();
  });
});
