import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createRecord } from './support/create-record.ts';
import { useEditor } from './support/editor-test.ts';
import { type GitRepository, gitRepository } from './support/git-repository.ts';
import { expandRow, portfolioRow, showPortfolio } from './support/portfolio-view.ts';
import {
  documentText,
  isDirty,
  linesOf,
  openRecord,
  readRecord,
  recordTab,
  replaceInDocument,
  save,
  selectInDocument,
  suggestions,
  writeRecord,
} from './support/record-document.ts';
import { useWatchedServer } from './support/watched-server.ts';
import {
  chooseFromMenu,
  clipboardText,
  oneLine,
  runCommand,
  sideBarIcon,
  toastTexts,
} from './support/workbench.ts';

describe('a record as a document', () => {
  const watched = useWatchedServer();
  const editor = useEditor({ env: watched.environment });
  let repository: GitRepository;
  let page: Page;
  /** What was asked about records since the last call. */
  const asked = () =>
    watched.proxy.asked.splice(0).filter((name) => /^(ReadRecord|WriteRecords|SchemaOfKind)$/.test(name));
  const checkout = () => readRecord(watched.server, 'System', 'checkout');
  /** A write of somebody else; a document in which nothing is typed yet would show it at once. */
  const elsewhereMeanwhile = async (fields: object) => {
    await expect.poll(() => isDirty(page, 'checkout')).toBe(true);
    await writeRecord(watched.server, 'System', 'checkout', fields);
  };

  beforeAll(async () => {
    repository = await gitRepository({ files: { 'src/charge.ts': 'export const charge = 1;\n' } });
    await createRecord(watched.server, 'Team', { key: 'payments', name: 'Payments' });
    await createRecord(watched.server, 'System', {
      ...{ key: 'checkout', name: 'Checkout', team: 'payments', purpose: 'Takes the money' },
    });
    page = await editor.open(repository.path);
  });
  afterAll(() => repository?.remove());
  beforeEach(() => editor.server.changeSettings({}));

  it('is opened from the palette, by one request for it and one for its schema', async () => {
    await sideBarIcon(page, 'Steward').waitFor({ timeout: 100_000 });
    await openRecord(page, 'check', 'checkout');
    await expect.poll(() => documentText(page), { timeout: 60_000 }).toContain('"name": "Checkout",');
    await expect.poll(() => watched.proxy.asked).toContain('SchemaOfKind');
    expect(asked().sort()).toEqual(['ReadRecord', 'SchemaOfKind']);
    await editor.screenshots(page, 'record-document');
  });

  it('saves what was changed, and nothing when nothing was', async () => {
    await replaceInDocument(page, 'Takes the money', 'Takes all the money');
    expect(await isDirty(page, 'checkout')).toBe(true);
    asked();
    await save(page);
    await expect.poll(() => isDirty(page, 'checkout'), { timeout: 60_000 }).toBe(false);
    expect(asked()).toEqual(['WriteRecords']);
    expect(await checkout()).toMatchObject({ revision: 2, document: { purpose: 'Takes all the money' } });
    // Another form of the same text.
    await replaceInDocument(page, '"Takes all the money"', '  "Takes all the money"');
    await save(page);
    await expect.poll(() => isDirty(page, 'checkout'), { timeout: 60_000 }).toBe(false);
    expect(asked()).toEqual([]);
    expect(await toastTexts(page)).toEqual([]);
  });

  it('completes and checks by the schema, and marks at its place what the server refuses', async () => {
    await replaceInDocument(page, '"stage": "PRODUCTION"', '"stage": "GONE"');
    // The editor's own check, from the schema.
    await page.locator('.view-overlays .squiggly-warning').first().waitFor();
    // Before the value: behind it only what begins like it is offered.
    await selectInDocument(page, '"GONE"');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ControlOrMeta+Space');
    await expect.poll(() => suggestions(page)).toEqual(expect.arrayContaining(['"PILOT"', '"RETIRED"']));
    await page.keyboard.press('Escape');
    asked();
    await save(page);
    await expect.poll(() => toastTexts(page)).toEqual([expect.stringMatching(/Failed to save.*stage: /)]);
    await page.locator('.view-overlays .squiggly-error').first().waitFor();
    expect(await isDirty(page, 'checkout')).toBe(true);
    expect(asked()).toEqual(['WriteRecords']);
    await editor.screenshots(page, 'record-document-refused');
    await runCommand(page, 'Notifications: Clear All Notifications');
    await replaceInDocument(page, '"GONE"', '"PILOT"');
    await save(page);
    await expect.poll(() => isDirty(page, 'checkout'), { timeout: 60_000 }).toBe(false);
    await expect.poll(() => page.locator('.view-overlays .squiggly-error').count()).toBe(0);
    expect((await checkout()).document).toMatchObject({ stage: 'PILOT' });
  });

  it('merges what others changed in other fields, and saves both when the person says so', async () => {
    await replaceInDocument(page, 'Takes all the money', 'Takes some money');
    await elsewhereMeanwhile({ team: null, criticality: 'HIGH' });
    await save(page);
    await expect
      .poll(async () =>
        (await page.locator('.monaco-dialog-box .dialog-message-text').allTextContents()).map(oneLine),
      )
      .toEqual([
        expect.stringMatching(/has changed Checkout since you opened it, in other fields than you\.$/),
      ]);
    await expect
      .poll(async () =>
        (await page.locator('.monaco-dialog-box .dialog-message-detail').allTextContents()).map(oneLine),
      )
      .toEqual([expect.stringMatching(/^They changed: criticality, team ?You changed: purpose$/)]);
    await editor.screenshots(page, 'record-document-merge');
    await page.locator('.monaco-dialog-box .monaco-button', { hasText: 'Save Both' }).click();
    await expect.poll(() => isDirty(page, 'checkout'), { timeout: 60_000 }).toBe(false);
    expect((await checkout()).document).toMatchObject({
      ...{ team: null, criticality: 'HIGH', purpose: 'Takes some money', stage: 'PILOT' },
    });
    // The text is what the record is now.
    await expect.poll(() => documentText(page)).toContain('"criticality": "HIGH"');
    expect(await toastTexts(page)).toEqual([]);
  });

  it('F15 opens theirs beside ours where both changed a field, and loses neither', async () => {
    await replaceInDocument(page, 'Takes some money', 'Ours');
    await elsewhereMeanwhile({ purpose: 'Theirs', description: 'By them' });
    await save(page);
    await expect
      .poll(() => toastTexts(page))
      .toEqual([
        expect.stringMatching(/Failed to save.*has changed purpose too\. Their text stands beside yours/),
      ]);
    await page.locator('.tab.active', { hasText: /Checkout: saved by .* ↔ yours/ }).waitFor();
    const side = (name: string) => page.locator(`.monaco-diff-editor .editor.${name}`);
    await expect.poll(() => linesOf(side('original'))).toContain('"purpose": "Theirs"');
    await expect.poll(() => linesOf(side('modified'))).toContain('"purpose": "Ours"');
    await expect.poll(() => linesOf(side('modified'))).toContain('"description": "By them"');
    expect((await checkout()).document).toMatchObject({ purpose: 'Theirs' });
    await editor.screenshots(page, 'record-document-conflict');
    await runCommand(page, 'Notifications: Clear All Notifications');
    await side('modified').locator('.view-lines').first().click();
    await save(page);
    await expect.poll(async () => (await checkout()).document.purpose, { timeout: 60_000 }).toBe('Ours');
    expect((await checkout()).document).toMatchObject({ description: 'By them' });
    await runCommand(page, 'View: Close All Editors');
    expect(await toastTexts(page)).toEqual([]);
  });

  it('keeps what was typed over a reload, with the revision it was typed over', async () => {
    await openRecord(page, 'check', 'checkout');
    await replaceInDocument(page, '"Ours"', '"After the reload"');
    await elsewhereMeanwhile({ description: 'Meanwhile' });
    await expect
      .poll(() => editor.server.backups())
      .toContainEqual(expect.stringContaining('"purpose": "After the reload"'));
    await page.reload();
    await expect.poll(() => isDirty(page, 'checkout'), { timeout: 100_000 }).toBe(true);
    await expect.poll(() => documentText(page), { timeout: 60_000 }).toContain('"After the reload"');
    await page.locator('.editor-instance .view-lines').first().click();
    await save(page);
    await page.locator('.monaco-dialog-box .monaco-button', { hasText: 'Save Both' }).click();
    await expect.poll(() => isDirty(page, 'checkout'), { timeout: 60_000 }).toBe(false);
    expect((await checkout()).document).toMatchObject({
      ...{ description: 'Meanwhile', purpose: 'After the reload' },
    });
    expect(await toastTexts(page)).toEqual([]);
  });

  it('is opened from a row of a tree, which gives a link to it too', async () => {
    await runCommand(page, 'View: Close All Editors');
    await showPortfolio(page);
    await expandRow(page, 'Not in a portfolio');
    await chooseFromMenu(page, portfolioRow(page, 'Checkout'), 'Copy Link');
    await expect
      .poll(() => clipboardText(page))
      .toMatch(/^[\w-]+:\/\/steward\.steward\/systems\/checkout\.json$/);
    await chooseFromMenu(page, portfolioRow(page, 'Checkout'), 'Edit as Document');
    await recordTab(page, 'checkout').waitFor();
  });
});
