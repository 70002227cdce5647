import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createRecord } from './support/create-record.ts';
import { useEditor } from './support/editor-test.ts';
import { type GitRepository, gitRepository } from './support/git-repository.ts';
import { expandRow, portfolioRow, portfolioRows, showPortfolio } from './support/portfolio-view.ts';
import {
  documentText,
  readRecord,
  recordTab,
  replaceInDocument,
  save,
  writeRecord,
} from './support/record-document.ts';
import { useWatchedServer } from './support/watched-server.ts';
import { chooseFromMenu, pick, runCommand, sideBarIcon, toastTexts } from './support/workbench.ts';

describe('records are kept right from the tree', () => {
  const watched = useWatchedServer();
  const editor = useEditor({ env: watched.environment });
  let repository: GitRepository;
  let page: Page;
  const read = (kind: string, key: string) => readRecord(watched.server, kind, key);
  const writes = () => watched.proxy.asked.splice(0).filter((name) => name === 'WriteRecords');
  const input = () => page.locator('.quick-input-widget .quick-input-filter input');
  const title = (text: string) => page.locator('.quick-input-title', { hasText: text }).waitFor();
  const type = async (text: string) => {
    await input().fill(text);
    await page.keyboard.press('Enter');
  };
  const clear = () => runCommand(page, 'Notifications: Clear All Notifications');
  const undo = async () => {
    await page.locator('.notification-toast .monaco-button', { hasText: 'Undo' }).click();
  };
  const dialog = () => page.locator('.monaco-dialog-box');

  beforeAll(async () => {
    const { server } = watched;
    repository = await gitRepository({ files: { 'src/charge.ts': 'export const charge = 1;\n' } });
    for (const name of ['Grace', 'Bob']) await createRecord(server, 'Person', { name });
    await createRecord(server, 'Portfolio', { name: 'Retail' });
    for (const name of ['Growth', 'Renewal'])
      await createRecord(server, 'Program', { name, portfolio: 'retail', stage: 'ACTIVE' });
    for (const name of ['Checkout', 'Search'])
      await createRecord(server, 'System', { name, program: 'renewal' });
    await createRecord(server, 'Component', { name: 'Charging', system: 'checkout' });
    page = await editor.open(repository.path);
    await sideBarIcon(page, 'Steward').waitFor({ timeout: 100_000 });
    await showPortfolio(page);
    await expandRow(page, 'Retail');
    await expandRow(page, 'Renewal');
    await portfolioRow(page, 'Checkout').waitFor();
  });
  afterAll(() => repository?.remove());
  beforeEach(() => editor.server.changeSettings({}));

  it('a system is made under its program, by name and key, and taken back', async () => {
    await chooseFromMenu(page, portfolioRow(page, 'Renewal'), 'New Record Here…');
    await title('New in Renewal');
    await editor.screenshots(page, 'create-kind');
    await pick(page, 'System');
    await title('Name of a new System');
    await type('Billing');
    await title('Key of Billing');
    expect(await input().inputValue()).toBe('billing');
    await input().fill('bad key');
    await page.locator('.quick-input-message', { hasText: 'must begin with a letter' }).waitFor();
    await editor.screenshots(page, 'create-key');
    await type('billing');
    await portfolioRow(page, 'Billing').waitFor();
    expect(await toastTexts(page)).toEqual(['Made Billing']);
    expect((await read('System', 'billing')).document).toMatchObject({ program: 'renewal' });
    await undo();
    await expect.poll(() => portfolioRows(page)).not.toContainEqual(expect.stringContaining('Billing'));
    expect(writes()).toHaveLength(2);
    await clear();
  });

  it('one is written as a new document, whose save makes it', async () => {
    await chooseFromMenu(page, portfolioRow(page, 'Renewal'), 'New Record Here…');
    await pick(page, 'System as a Document');
    await expect.poll(() => documentText(page)).toContain('"program": "renewal"');
    await replaceInDocument(page, '"name": ""', '"name": "Loyalty"');
    await editor.screenshots(page, 'create-document');
    await save(page);
    await recordTab(page, 'loyalty').waitFor();
    await expect.poll(() => documentText(page)).toContain('"name": "Loyalty"');
    await portfolioRow(page, 'Loyalty').waitFor();
    await clear();
    await runCommand(page, 'View: Close All Editors');
    writes();
  });

  it('one is archived after a question, found again among the archived, and brought back', async () => {
    await chooseFromMenu(page, portfolioRow(page, 'Loyalty'), 'Archive…');
    await dialog().waitFor();
    await editor.screenshots(page, 'archive');
    expect(writes()).toEqual([]);
    await dialog().locator('.monaco-button', { hasText: 'Archive' }).click();
    await title('Archive Loyalty');
    await type('Given up');
    await portfolioRow(page, 'Loyalty').waitFor({ state: 'detached' });
    await clear();
    await runCommand(page, 'Steward: Show Archived Records');
    await expect.poll(() => portfolioRows(page)).toContain('Loyalty archived · in production');
    await editor.screenshots(page, 'archived');
    await chooseFromMenu(page, portfolioRow(page, 'Loyalty'), 'Restore');
    await expect.poll(() => portfolioRows(page)).toContain('Loyalty in production');
    expect((await read('System', 'loyalty')).archivedAt).toBeNull();
    await clear();
    await runCommand(page, 'Steward: Hide Archived Records');
    // Billing, whose making was taken back, was shown too.
    await portfolioRow(page, 'Billing').waitFor({ state: 'detached' });
  });

  it('a role is assigned, handed over and ended, and each is taken back', async () => {
    const held = async () =>
      ((await read('System', 'checkout')).document.roles as { person: string; to: string | null }[])
        .filter(({ to }) => to === null)
        .map(({ person }) => person);
    const findHolder = async (name: string) => {
      await input().fill(name);
      await pick(page, name);
    };
    await chooseFromMenu(page, portfolioRow(page, 'Checkout'), 'Assign a Role…');
    await title('Assign a role on Checkout');
    await editor.screenshots(page, 'role-choose');
    await input().fill('System Owner');
    await pick(page, 'System Owner');
    await title('System Owner of Checkout');
    await findHolder('Grace');
    await pick(page, 'From now on');
    await expect.poll(() => portfolioRows(page)).toContain('Checkout Grace · in production');
    expect(await toastTexts(page)).toEqual(['Grace is now System Owner of Checkout']);
    await clear();
    await chooseFromMenu(page, portfolioRow(page, 'Checkout'), 'Hand Over a Role…');
    await title('Roles on Checkout');
    await editor.screenshots(page, 'role-hand-over');
    await pick(page, 'grace');
    await findHolder('Bob');
    await pick(page, 'Now');
    await expect.poll(() => portfolioRows(page)).toContain('Checkout Bob · in production');
    expect(await held()).toEqual(['bob']);
    await undo();
    await expect.poll(() => portfolioRows(page)).toContain('Checkout Grace · in production');
    expect(await held()).toEqual(['grace']);
    await clear();
    await chooseFromMenu(page, portfolioRow(page, 'Checkout'), 'End a Role…');
    await pick(page, 'grace');
    await pick(page, 'Now');
    await expect.poll(() => portfolioRows(page)).toContain('Checkout in production');
    await clear();
    await runCommand(page, 'Steward: Undo Last Write');
    await title('Undo what?');
    await editor.screenshots(page, 'undo-list');
    await pick(page, 'is no longer System Owner');
    await expect.poll(() => portfolioRows(page)).toContain('Checkout Grace · in production');
  });

  it('everything that somebody holds is seen and handed over in one step, and back', async () => {
    await runCommand(page, 'Steward: Hand Over Everything of…');
    await title('Hand over everything of whom?');
    await input().fill('grace');
    await pick(page, 'Grace');
    await title('What Grace holds');
    await editor.screenshots(page, 'holdings');
    await pick(page, 'Hand over every role');
    await title('Who takes over from Grace?');
    await input().fill('bob');
    await pick(page, 'Bob');
    await title('Grace hands over to Bob');
    await type('She leaves');
    await expect.poll(() => portfolioRows(page)).toContain('Checkout Bob · in production');
    await expect.poll(() => toastTexts(page)).toEqual(['All roles of Grace pass to Bob']);
    await undo();
    await expect.poll(() => portfolioRows(page)).toContain('Checkout Grace · in production');
    await clear();
  });

  it('systems are dragged to another program, and what can not stand there is told before anything is sent', async () => {
    writes();
    await portfolioRow(page, 'Growth').dragTo(portfolioRow(page, 'Renewal'));
    await expect
      .poll(() => toastTexts(page))
      .toEqual(['A Program stands under a Portfolio, not under a Program.']);
    await editor.screenshots(page, 'drag-refused');
    await clear();
    expect(writes()).toEqual([]);
    await portfolioRow(page, 'Search').click();
    await portfolioRow(page, 'Checkout').click({ modifiers: ['ControlOrMeta'] });
    await portfolioRow(page, 'Checkout').dragTo(portfolioRow(page, 'Growth'));
    await expect.poll(() => toastTexts(page)).toEqual(['Moved 2 records to Growth']);
    for (const key of ['search', 'checkout'])
      expect((await read('System', key)).document).toMatchObject({ program: 'growth' });
    await undo();
    await expect.poll(async () => (await read('System', 'checkout')).document.program).toBe('renewal');
    expect((await read('System', 'search')).document.program).toBe('renewal');
    // One request for both, and one to take both back.
    expect(writes()).toHaveLength(2);
    await clear();
  });

  it('they are moved by keyboard too', async () => {
    // A program that was empty for a while is closed.
    await expandRow(page, 'Renewal');
    await chooseFromMenu(page, portfolioRow(page, 'Search'), 'Move to…');
    await pick(page, 'Another place');
    await input().fill('growth');
    await pick(page, 'Growth');
    await expect.poll(async () => (await read('System', 'search')).document.program).toBe('growth');
    await expect.poll(() => toastTexts(page)).toEqual(['Moved Search to Growth']);
    await undo();
    await expect.poll(async () => (await read('System', 'search')).document.program).toBe('renewal');
    await clear();
  });

  it('one field of several records gets one value, all or none or each by itself', async () => {
    const stages = () =>
      Promise.all(['search', 'checkout'].map(async (key) => (await read('System', key)).document.stage));
    const chooseStage = async (stage: string) => {
      await portfolioRow(page, 'Search').click();
      await portfolioRow(page, 'Checkout').click({ modifiers: ['ControlOrMeta'] });
      await chooseFromMenu(page, portfolioRow(page, 'Checkout'), 'Edit a Field');
      await title('Edit a field of 2 records');
      await input().fill('Stage');
      await pick(page, 'Stage');
      await title('Stage of 2 records');
      await pick(page, stage);
      await title(`Stage of 2 records becomes ${stage}`);
    };
    await portfolioRow(page, 'Search').waitFor();
    await chooseStage('PILOT');
    await editor.screenshots(page, 'bulk-policy');
    await pick(page, 'All or none');
    await expect.poll(stages).toEqual(['PILOT', 'PILOT']);
    await expect.poll(() => toastTexts(page)).toEqual(['Stage of 2 records is now PILOT']);
    await undo();
    await expect.poll(stages).toEqual(['PRODUCTION', 'PRODUCTION']);
    await clear();
    await chooseStage('HOLD');
    // Somebody else is faster with one of them.
    await writeRecord(watched.server, 'System', 'search', { purpose: 'Finds' });
    await pick(page, 'Each by itself');
    await expect.poll(stages).toEqual(['PRODUCTION', 'HOLD']);
    await expect
      .poll(() => toastTexts(page))
      .toEqual(
        expect.arrayContaining(['Stage of 1 record is now HOLD', '1 of 2 records could not be written.']),
      );
    await editor.screenshots(page, 'bulk-result');
    await page.locator('.notification-toast .monaco-button', { hasText: 'Show Which' }).click();
    await title('1 of 2 records could not be written.');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Search' }).waitFor();
    await editor.screenshots(page, 'bulk-failed');
    await page.keyboard.press('Escape');
    await clear();
  });

  it('F19 each of these is sent once when the extension host is killed before the answer', async () => {
    const { revision } = await read('System', 'checkout');
    const held = watched.proxy.hold('WriteRecords');
    // Both rows are still chosen.
    await portfolioRow(page, 'Checkout').click();
    await chooseFromMenu(page, portfolioRow(page, 'Checkout'), 'Archive…');
    await dialog().locator('.monaco-button', { hasText: 'Archive' }).click();
    await title('Archive Checkout');
    await type('Killed');
    await held.asked;
    await editor.server.killExtensionHost();
    held.release();
    await expect
      .poll(() => toastTexts(page), { timeout: 100_000 })
      .toContainEqual('Your edit of Checkout, which was cut off, is saved.');
    expect(await read('System', 'checkout')).toMatchObject({
      ...{ revision: revision + 1, archivedAt: expect.any(String) },
    });
  });
});
