import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { steward } from '../support/steward.ts';
import { useEditor } from './support/editor-test.ts';
import { type GitRepository, gitRepository } from './support/git-repository.ts';
import { useWatchedServer } from './support/watched-server.ts';
import { chooseFromMenu, lensPart, lensTexts, oneLine, openFile, pick } from './support/workbench.ts';

const entity = (kind: string, name: string, spec: string, more = '') =>
  `apiVersion: backstage.io/v1alpha1\nkind: ${kind}\nmetadata: { name: ${name}${more} }\nspec: # ours\n  ${spec}\n`;
const team = (name: string) =>
  entity(
    'Group',
    name,
    'type: team\n  children: []',
    `, annotations: { github.com/team-slug: acme/${name} }`,
  );
const rules = '# Who looks after what\n/docs/ @acme/ui\n';
const cartFile = entity('Component', 'cart', 'type: service\n  lifecycle: live\n  owner: pay # for now');
const patient = { timeout: 100_000 };
const files = {
  CODEOWNERS: rules,
  'src/cart/catalog-info.yaml': cartFile,
  'src/cart/sum.ts': 'export const sum = 1;\n',
  'src/loose/a.ts': 'export const a = 1;\n',
  'catalog-info.yaml': [team('pay'), team('ui')].join('---\n'),
};

describe('who owns a file is put right where it stands', { timeout: 240_000 }, () => {
  const watched = useWatchedServer();
  const editor = useEditor({ env: watched.environment });
  let repository: GitRepository;
  let page: Page;
  const saved = (path: string) => readFile(join(repository.path, path), 'utf8');
  const shown = async () =>
    (await page.locator('.editor-instance .view-line').allTextContents()).map(oneLine);
  const choices = async () =>
    (await page.locator('.quick-input-list .monaco-list-row').allTextContents()).map(oneLine);
  const title = (text: string) => page.locator('.quick-input-title', { hasText: text }).waitFor();
  const problems = async () =>
    (await page.locator('.markers-panel .monaco-list-row').allTextContents())
      .map(oneLine)
      .filter((row) => row.includes('Component cart'));
  /** A choice of the light bulb at the line that is in front. */
  const fix = async (text: string) => {
    await page.keyboard.press('ControlOrMeta+.');
    await page.locator('.action-widget .monaco-list-row', { hasText: text }).click();
  };
  const undoFile = async () => {
    await page.keyboard.press('ControlOrMeta+Z');
    await page.locator('.tab.active:not(.dirty)').waitFor();
  };

  beforeAll(async () => {
    repository = await gitRepository({ files });
    const { environment } = watched.server;
    expect(await steward(['import', '.'], { cwd: repository.path, environment })).toMatchObject({ code: 0 });
    page = await editor.open(repository.path);
    await openFile(page, 'src/loose/a.ts');
  });
  afterAll(() => repository?.remove());

  it('an unowned file is claimed from its lens, by a rule that is read before it is saved', async () => {
    await expect.poll(() => lensTexts(page), { timeout: 100_000 }).toEqual(['no owner | claim it']);
    await lensPart(page, 'claim it').click();
    await title('Who owns src/loose/a.ts?');
    expect(await choices()).toEqual([
      expect.stringMatching(/^A rule for this file in CODEOWNERS ?\/src\/loose\/a\.ts$/),
      expect.stringMatching(/^A rule for the folder in CODEOWNERS ?\/src\/loose\/$/),
      expect.stringContaining('No component is recorded here'),
    ]);
    await editor.screenshots(page, 'claim-choices');
    await pick(page, 'A rule for the folder');
    await title('Owner of /src/loose/');
    await pick(page, '@acme/ui');
    await page.locator('.tab.active.dirty[data-resource-name="CODEOWNERS"]').waitFor();
    await expect.poll(shown).toContain('/src/loose/ @acme/ui');
    await editor.screenshots(page, 'claim-rule');
    expect(await saved('CODEOWNERS')).toBe(rules);
    await undoFile();
    await page.keyboard.press('ControlOrMeta+Shift+Z');
    await page.keyboard.press('ControlOrMeta+S');
    await expect.poll(() => saved('CODEOWNERS')).toBe(`${rules}/src/loose/ @acme/ui\n`);
    await openFile(page, 'src/loose/a.ts');
    await expect.poll(() => lensTexts(page)).toEqual([expect.stringMatching(/^owner ui/)]);
  });

  it('a folder is claimed from the Explorer', async () => {
    const row = page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'src' }).first();
    await chooseFromMenu(page, row, 'Claim This File or Folder…');
    await title('Who owns src?');
    expect((await choices())[0]).toMatch(/^A rule for the folder in CODEOWNERS ?\/src\//);
    await page.keyboard.press('Escape');
  });

  it('drift is mended in CODEOWNERS from the line that differs', async () => {
    const drifted = `${rules}/src/ @acme/ui\n`;
    await repository.write('CODEOWNERS', drifted);
    await openFile(page, 'CODEOWNERS');
    await page.keyboard.press('ControlOrMeta+Shift+M');
    await expect.poll(problems, patient).toEqual([expect.stringContaining('Ln 3, Col 1')]);
    const line = page.locator('.editor-instance .view-line', { hasText: '/src/ @acme/ui' });
    await line.click();
    await page.keyboard.press('ControlOrMeta+.');
    await page.locator('.action-widget .monaco-list-row', { hasText: 'Give the code of cart' }).waitFor();
    await editor.screenshots(page, 'drift-fixes');
    await page.keyboard.press('Escape');
    await line.click();
    await fix('Give the code of cart to pay in CODEOWNERS');
    await expect.poll(shown).toContain('/src/cart/ @acme/pay');
    await undoFile();
    await line.click();
    await fix('Give all of line 3 to pay');
    await expect.poll(shown).toContain('/src/ @acme/pay');
    await undoFile();
  });
});
