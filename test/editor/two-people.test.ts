import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRecord, writeUnshown } from './support/create-record.ts';
import { chooseField, typeValue } from './support/edit-field.ts';
import { useEditor } from './support/editor-test.ts';
import { type GitRepository, gitRepository } from './support/git-repository.ts';
import {
  expandRow,
  portfolioRow,
  portfolioRows,
  portfolioView,
  showPortfolio,
  welcomeWords,
} from './support/portfolio-view.ts';
import {
  isDirty,
  linesOf,
  openRecord,
  readRecord,
  replaceInDocument,
  save,
} from './support/record-document.ts';
import { changeSystemRole, tokenFor, useTwoServers } from './support/two-servers.ts';
import {
  lensTexts,
  oneLine,
  openFile,
  pick,
  runCommand,
  sideBarIcon,
  toastTexts,
} from './support/workbench.ts';

/** Ada owns the system, Grace its product: each in an editor of their own, at a server of their own. */
describe('two people in two editors, over two servers', () => {
  const servers = useTwoServers();
  const editors = { ada: useEditor(), grace: useEditor() };
  let repository: GitRepository;
  let ada: Page;
  let grace: Page;
  const checkout = async () => (await readRecord(servers.first, 'System', 'checkout')).document;
  const quiet = async (page: Page) => {
    await runCommand(page, 'Notifications: Clear All Notifications');
    await expect.poll(() => toastTexts(page)).toEqual([]);
  };

  /** In a window that knows only the address of the server. */
  const signIn = async (page: Page, token: string) => {
    await showPortfolio(page);
    await expect
      .poll(async () => (await welcomeWords(portfolioView(page).first())).text, { timeout: 100_000 })
      .toContain('signed out');
    await runCommand(page, "Steward: Enter the Server's Token");
    const input = page.locator('.quick-input-widget input[type="password"]');
    await input.fill(token);
    await input.press('Enter');
    await expandRow(page, 'Not in a portfolio');
    await portfolioRow(page, 'Checkout').waitFor();
    await openFile(page, 'src/charge.ts');
    await expect.poll(() => lensTexts(page)).toEqual([expect.stringContaining('Charging')]);
  };

  beforeAll(async () => {
    repository = await gitRepository({ files: { 'src/charge.ts': 'export const charge = 1;\n' } });
    const server = servers.first;
    await createRecord(server, 'Person', { key: 'ada', name: 'Ada Lovelace' });
    await createRecord(server, 'Person', { key: 'grace', name: 'Grace Hopper' });
    await createRecord(server, 'Repository', { key: 'github.com/acme/pay', name: 'Pay' });
    await createRecord(server, 'System', { key: 'checkout', name: 'Checkout', purpose: 'Takes money' });
    await createRecord(server, 'Component', {
      ...{ key: 'charge', name: 'Charging', system: 'checkout' },
      codeLocations: [{ repository: 'github.com/acme/pay', path: 'src/charge.ts' }],
    });
    await changeSystemRole(server, 'assign', { key: 'checkout', role: 'system-owner', person: 'ada' });
    await changeSystemRole(server, 'assign', { key: 'checkout', role: 'product-owner', person: 'grace' });
    await writeUnshown(server);
    await editors.ada.server.changeSettings({ 'steward.server': servers.first.address });
    await editors.grace.server.changeSettings({ 'steward.server': servers.second.address });
    [ada, grace] = await Promise.all([
      editors.ada.open(repository.path),
      editors.grace.open(repository.path),
    ]);
  });
  afterAll(() => repository?.remove());

  it('each signs in with a token of their own', async () => {
    for (const page of [ada, grace]) await sideBarIcon(page, 'Steward').waitFor({ timeout: 100_000 });
    const tokens = [await tokenFor(servers.first, 'ada'), await tokenFor(servers.first, 'grace')];
    await Promise.all([signIn(ada, tokens[0] ?? ''), signIn(grace, tokens[1] ?? '')]);
  });

  it('what one edits the other sees, and sees it undone', async () => {
    await chooseField(ada, 'Checkout', 'name');
    await typeValue(ada, 'The checkout');
    await expect.poll(() => portfolioRows(grace)).toContain('The checkout Ada Lovelace · in production');
    await ada.locator('.notification-toast .monaco-button', { hasText: 'Undo' }).click();
    await expect.poll(() => portfolioRows(grace)).toContain('Checkout Ada Lovelace · in production');
    expect(await toastTexts(grace)).toEqual([]);
    await quiet(ada);
  });

  it('where both edit another field, both are saved when the person says so', async () => {
    await openRecord(ada, 'check', 'checkout');
    await replaceInDocument(ada, 'Takes money', 'Takes cards');
    await expect.poll(() => isDirty(ada, 'checkout')).toBe(true);
    await chooseField(grace, 'Checkout', 'stage');
    await pick(grace, 'PILOT');
    await expect.poll(() => portfolioRows(ada)).toContain('Checkout Ada Lovelace · pilot');
    await save(ada);
    const dialog = ada.locator('.monaco-dialog-box');
    await expect
      .poll(async () => (await dialog.locator('.dialog-message-text').allTextContents()).map(oneLine))
      .toEqual(['Grace Hopper has changed Checkout since you opened it, in other fields than you.']);
    await dialog.locator('.monaco-button', { hasText: 'Save Both' }).click();
    await expect.poll(() => isDirty(ada, 'checkout'), { timeout: 60_000 }).toBe(false);
    expect(await checkout()).toMatchObject({ purpose: 'Takes cards', stage: 'PILOT' });
    await quiet(grace);
  });

  it('where both edit one field, theirs stands beside yours and neither is lost', async () => {
    await replaceInDocument(ada, 'Takes cards', 'As Ada says');
    await expect.poll(() => isDirty(ada, 'checkout')).toBe(true);
    await chooseField(grace, 'Checkout', 'purpose');
    await typeValue(grace, 'As Grace says');
    await expect.poll(() => checkout()).toMatchObject({ purpose: 'As Grace says' });
    await save(ada);
    await expect
      .poll(() => toastTexts(ada))
      .toEqual([expect.stringMatching(/Failed to save.*Grace Hopper has changed purpose too\./)]);
    const side = (name: string) => linesOf(ada.locator(`.monaco-diff-editor .editor.${name}`));
    await expect.poll(() => side('original')).toContain('"purpose": "As Grace says"');
    await expect.poll(() => side('modified')).toContain('"purpose": "As Ada says"');
    expect(await checkout()).toMatchObject({ purpose: 'As Grace says' });
    await quiet(ada);
    await ada.locator('.monaco-diff-editor .editor.modified .view-lines').first().click();
    await save(ada);
    await expect.poll(() => checkout(), { timeout: 60_000 }).toMatchObject({ purpose: 'As Ada says' });
    await quiet(grace);
  });

  it('a right that ends while the editor is open ends there too', async () => {
    await changeSystemRole(servers.first, 'end', {
      ...{ key: 'checkout', role: 'product-owner', person: 'grace' },
    });
    await chooseField(grace, 'Checkout', 'name');
    await typeValue(grace, 'Not hers');
    await expect
      .poll(() => toastTexts(grace))
      .toEqual([expect.stringMatching(/may be written by its System Owner/)]);
    expect(await checkout()).toMatchObject({ name: 'Checkout' });
    // She goes on seeing what is written.
    await chooseField(ada, 'Checkout', 'name');
    await typeValue(ada, 'Checkout of Ada');
    await expect.poll(() => portfolioRows(grace)).toContain('Checkout of Ada Ada Lovelace · pilot');
    // What she opens is hers to read, and says whose it is.
    await quiet(grace);
    await openRecord(grace, 'check', 'checkout');
    await expect
      .poll(() => lensTexts(grace))
      .toContainEqual(expect.stringContaining('Only to read: system owner ada'));
    await editors.grace.screenshots(grace, 'record-closed');
    await grace.keyboard.type('x');
    expect(await isDirty(grace, 'checkout')).toBe(false);
  });
});
