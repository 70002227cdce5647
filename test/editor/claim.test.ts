import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { askServer } from '../support/ask-server.ts';
import { steward } from '../support/steward.ts';
import { createRecord } from './support/create-record.ts';
import { useEditor } from './support/editor-test.ts';
import { type GitRepository, gitRepository } from './support/git-repository.ts';
import { useWatchedServer } from './support/watched-server.ts';
import {
  chooseFromMenu,
  lensPart,
  lensTexts,
  oneLine,
  openFile,
  pick,
  runCommand,
  toastTexts,
} from './support/workbench.ts';

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
  const input = () => page.locator('.quick-input-widget .quick-input-filter input');
  const problems = async () =>
    (await page.locator('.markers-panel .monaco-list-row').allTextContents())
      .map(oneLine)
      .filter((row) => row.includes('Component cart'));
  const owner = async () => {
    const { component } = await askServer<{ component: { roles: Held[] } }>(
      watched.server,
      '{ component(key: "cart") { roles { to team { key } } } }',
    );
    return component.roles.filter(({ to }) => to === null).map(({ team: held }) => held?.key);
  };
  type Held = { to: string | null; team: { key: string } | null };
  const clear = () => runCommand(page, 'Notifications: Clear All Notifications');
  /** A choice of the light bulb at the line that is in front. */
  const fix = async (text: string) => {
    const choice = page.locator('.action-widget .monaco-list-row', { hasText: text });
    // Asked for before the editor has drawn what changed, the list may be short, or none.
    await vi.waitUntil(
      async () => {
        await page.keyboard.press('Escape');
        await page.keyboard.press('ControlOrMeta+.');
        return choice.waitFor({ timeout: 3_000 }).then(
          () => true,
          () => false,
        );
      },
      { timeout: 60_000 },
    );
    await choice.click();
  };
  const chooseTeam = async (name: string) => {
    await pick(page, 'Another person or team…');
    await page
      .locator('.quick-input-filter input[placeholder="Name or key of a person or a team"]')
      .waitFor();
    await input().fill(name);
    await pick(page, `Team · ${name}`);
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

  it('a wrong owner is corrected on record, with what decides now in sight, and undone', async () => {
    await openFile(page, 'src/cart/sum.ts');
    await expect.poll(() => lensTexts(page)).toEqual([expect.stringContaining('owner pay')]);
    await runCommand(page, 'Steward: Correct the Owner of This File…');
    await title('Who owns src/cart/sum.ts?');
    expect(await input().getAttribute('placeholder')).toContain(
      'Now: owner pay · declared as group:default/pay in src/cart/catalog-info.yaml',
    );
    await editor.screenshots(page, 'claim-correct');
    await pick(page, 'The owner of cart, on record');
    await title('Owner of cart, on record');
    await chooseTeam('ui');
    await expect.poll(() => toastTexts(page), patient).toEqual(['ui is the owner of cart on record now.']);
    await expect.poll(() => lensTexts(page)).toEqual([expect.stringContaining('owner ui')]);
    expect(await owner()).toEqual(['ui']);
    await page.locator('.notification-toast .monaco-button', { hasText: 'Undo' }).click();
    await expect.poll(() => lensTexts(page)).toEqual([expect.stringContaining('owner pay')]);
    expect(await owner()).toEqual([]);
  });

  it('and in the catalog file that declares it, with its comments kept', async () => {
    await runCommand(page, 'Steward: Correct the Owner of This File…');
    await pick(page, 'The owner of cart in src/cart/catalog-info.yaml');
    await title('Owner of cart in src/cart/catalog-info.yaml');
    await chooseTeam('ui');
    await page.locator('.tab.active.dirty[data-resource-name="catalog-info.yaml"]').waitFor();
    await expect.poll(shown).toContain('owner: ui # for now');
    await undoFile();
  });

  it('a folder is claimed from the Explorer', async () => {
    const row = page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'src' }).first();
    await chooseFromMenu(page, row, 'Claim This File or Folder…');
    await title('Who owns src?');
    expect((await choices())[0]).toMatch(/^A rule for the folder in CODEOWNERS ?\/src\//);
    await page.keyboard.press('Escape');
  });

  it('drift is mended in CODEOWNERS, or on record, from the line that differs', async () => {
    const drifted = `${rules}/src/ @acme/ui\n`;
    await repository.write('CODEOWNERS', drifted);
    await openFile(page, 'CODEOWNERS');
    await page.keyboard.press('ControlOrMeta+Shift+M');
    await expect.poll(problems, patient).toContainEqual(expect.stringContaining('Ln 3, Col 1'));
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
    await line.click();
    await fix('Record ui as the owner of cart');
    await expect.poll(() => toastTexts(page), patient).toEqual(['ui is the owner of cart on record now.']);
    expect(await owner()).toEqual(['ui']);
  });

  it('and in the catalog file, once it is the one that differs', async () => {
    await openFile(page, 'src/cart/catalog-info.yaml');
    await expect.poll(problems, patient).toContainEqual(expect.stringContaining('ui on record'));
    await clear();
    await page.locator('.editor-instance .view-line', { hasText: 'owner:' }).click();
    await fix('Name ui as the owner here');
    await expect.poll(shown).toContain('owner: ui # for now');
    await undoFile();
  });

  it('whoever may not write is told who may, and nothing is written', async () => {
    await openFile(page, 'src/cart/sum.ts');
    const person = await createRecord(watched.server, 'Person', { name: `Bob ${Date.now()}` });
    const { result } = await askServer<{ result: { text: string } }>(
      watched.server,
      `mutation ($input: CreateAccessTokenInput!) {
        result: createAccessToken(input: $input) { ... on CreateAccessTokenPayload { text } }
      }`,
      { input: { name: 'Bob', person, scopes: ['WRITE'] } },
    );
    watched.sign.show(watched.proxy.address, result.text);
    await runCommand(page, 'Steward: Refresh');
    await runCommand(page, 'Steward: Correct the Owner of This File…');
    await pick(page, 'The owner of cart, on record');
    await pick(page, 'Bob');
    await pick(page, 'takes it over from ui');
    await expect.poll(() => toastTexts(page), patient).toEqual([expect.stringContaining('may')]);
    await editor.screenshots(page, 'claim-refused');
    expect(await owner()).toEqual(['ui']);
  });
});
