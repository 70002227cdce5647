import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { steward } from '../support/steward.ts';
import { useEditor } from './support/editor-test.ts';
import { type GitRepository, gitRepository } from './support/git-repository.ts';
import { useWatchedServer } from './support/watched-server.ts';
import { oneLine, openFile, pick, runCommand, toastTexts } from './support/workbench.ts';

const entity = (kind: string, name: string, spec: string, more = '') =>
  [
    'apiVersion: backstage.io/v1alpha1',
    `kind: ${kind}`,
    `metadata: { name: ${name}${more} }`,
    'spec:',
    ...spec.split(', ').map((line) => `  ${line}`),
    '',
  ].join('\n');
const team = (name: string) =>
  entity('Group', name, 'type: team, children: []', `, annotations: { github.com/team-slug: acme/${name} }`);
const files = {
  CODEOWNERS: '# Who looks after what\n* @acme/pay\n/src/ @acme/ui\n',
  'src/cart/catalog-info.yaml': entity('Component', 'cart', 'type: service, lifecycle: live, owner: pay'),
  'catalog-info.yaml': [team('pay'), team('ui')].join('---\n'),
};
const inCodeowners = 'Component cart: owner @acme/ui here, group:default/pay in src/cart/catalog-info.yaml:7';
const inCatalog = 'Component cart: owner group:default/pay here, @acme/ui in CODEOWNERS:3';

describe('owners that two sources name differently', () => {
  const watched = useWatchedServer();
  const editor = useEditor({ env: watched.environment });
  let repository: GitRepository;
  let page: Page;
  /** What the panel lists about owners, each as its words and its line. */
  const problems = async () => {
    const rows = await page.locator('.markers-panel .monaco-list-row').allTextContents();
    return rows.map(oneLine).filter((row) => row.includes('Component cart'));
  };

  beforeAll(async () => {
    repository = await gitRepository({ files });
    const { environment } = watched.server;
    const imported = await steward(['import', '.'], { cwd: repository.path, environment });
    expect(imported).toMatchObject({ code: 0 });
    page = await editor.open(repository.path);
    await openFile(page, 'CODEOWNERS');
    await page.keyboard.press('ControlOrMeta+Shift+M');
    await page.locator('.markers-panel').waitFor();
  });
  afterAll(() => repository?.remove());
  beforeEach(() => editor.server.changeSettings({}));

  it('are a problem in the CODEOWNERS that is open, at the line that decides', async () => {
    await expect
      .poll(problems, { timeout: 100_000 })
      .toEqual([expect.stringMatching(new RegExp(`^${escaped(inCodeowners)}.*OWNER_DIFFERS.*Ln 3, Col 1`))]);
    await page.locator('.part.statusbar').hover();
    await page
      .locator('.editor-instance .view-line', { hasText: '@acme/ui' })
      .locator('span span')
      .first()
      .hover();
    const card = page.locator('.monaco-hover:visible', { hasText: inCodeowners });
    await card.waitFor();
    expect(oneLine(await card.textContent())).toContain('The other owner is named here');
    await editor.screenshots(page, 'drift-codeowners');
    await page.keyboard.press('Escape');
    expect(await toastTexts(page)).toEqual([]);
  });

  it('and in the catalog file, at the owner that it names', async () => {
    await openFile(page, 'src/cart/catalog-info.yaml');
    await expect
      .poll(problems)
      .toContainEqual(expect.stringMatching(new RegExp(`^${escaped(inCatalog)}.*Ln 7, Col 10`)));
    await editor.screenshots(page, 'drift-catalog');
  });

  it('go with the switch and come back with it', async () => {
    await editor.server.changeSettings({ 'steward.drift.enabled': false });
    await expect.poll(problems).toEqual([]);
    await editor.server.changeSettings({});
    await expect.poll(problems).toContainEqual(expect.stringContaining(inCatalog));
  });

  it('are hidden where they stand, and shown again', async () => {
    await page.locator('.editor-instance .view-line', { hasText: 'owner:' }).click();
    await page.keyboard.press('ControlOrMeta+.');
    await page.locator('.action-widget .monaco-list-row', { hasText: 'Hide owners that differ' }).click();
    await expect.poll(problems).toEqual([]);
    await runCommand(page, 'Steward: Show a Surface');
    await pick(page, 'Owners that differ');
    await expect.poll(problems).toContainEqual(expect.stringContaining(inCatalog));
  });

  it('are none once the CODEOWNERS that is saved here names the same', async () => {
    await repository.write('CODEOWNERS', '* @acme/pay\n');
    await expect.poll(problems).toEqual([]);
  });
});

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
