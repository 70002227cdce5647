import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createRecord } from './support/create-record.ts';
import { chooseField as chooseFieldOf, fieldInput, typeValue } from './support/edit-field.ts';
import { useEditor } from './support/editor-test.ts';
import { type GitRepository, gitRepository } from './support/git-repository.ts';
import { expandRow, portfolioRow, portfolioRows, showPortfolio } from './support/portfolio-view.ts';
import { readRecord, writeRecord } from './support/record-document.ts';
import { useWatchedServer } from './support/watched-server.ts';
import { oneLine, pick, runCommand, sideBarIcon, toastTexts } from './support/workbench.ts';

describe('one field of a record', () => {
  const watched = useWatchedServer();
  const editor = useEditor({ env: watched.environment });
  let repository: GitRepository;
  let page: Page;
  const checkout = () => readRecord(watched.server, 'System', 'checkout');
  const edits = () => watched.proxy.asked.filter((name) => name === 'WriteRecords').length;
  const input = () => fieldInput(page);
  const chooseField = (row: string, field: string) => chooseFieldOf(page, row, field);
  const type = (text: string) => typeValue(page, text);

  beforeAll(async () => {
    repository = await gitRepository({ files: { 'src/charge.ts': 'export const charge = 1;\n' } });
    await createRecord(watched.server, 'Team', { key: 'payments', name: 'Payments' });
    await createRecord(watched.server, 'System', {
      key: 'checkout',
      name: 'Checkout',
      purpose: 'Takes money',
    });
    page = await editor.open(repository.path);
    await sideBarIcon(page, 'Steward').waitFor({ timeout: 100_000 });
    await showPortfolio(page);
    await expandRow(page, 'Not in a portfolio');
    await portfolioRow(page, 'Checkout').waitFor();
  });
  afterAll(() => repository?.remove());
  beforeEach(() => editor.server.changeSettings({}));

  it('is edited in the row, checked while it is typed, and can be undone', async () => {
    await chooseField('Checkout', 'name');
    await input().fill('');
    await expect
      .poll(async () => (await page.locator('.quick-input-message').allTextContents()).map(oneLine).join(' '))
      .toContain('It must not be empty');
    await editor.screenshots(page, 'edit-field');
    await type('The checkout');
    await expect.poll(() => portfolioRows(page)).toContain('The checkout in production');
    await expect.poll(() => toastTexts(page)).toEqual(['Name of The checkout is now The checkout']);
    expect(await checkout()).toMatchObject({ revision: 2, document: { name: 'The checkout' } });
    await page.locator('.notification-toast .monaco-button', { hasText: 'Undo' }).click();
    await expect.poll(() => portfolioRows(page)).toContain('Checkout in production');
    expect(await checkout()).toMatchObject({ revision: 3, document: { name: 'Checkout' } });
    await runCommand(page, 'Notifications: Clear All Notifications');
    expect(edits()).toBe(2);
  });

  it('is chosen where it is a choice, and looked for where it names a record', async () => {
    await chooseField('Checkout', 'stage');
    await editor.screenshots(page, 'edit-field-choice');
    await pick(page, 'PILOT');
    await expect.poll(() => portfolioRows(page)).toContain('Checkout pilot');
    await runCommand(page, 'Notifications: Clear All Notifications');
    await chooseField('Checkout', 'team');
    await input().fill('pay');
    await pick(page, 'Payments');
    await expect.poll(() => portfolioRows(page)).toContain('Checkout Payments · pilot');
    expect((await checkout()).document).toMatchObject({ stage: 'PILOT', team: 'payments' });
    await runCommand(page, 'Notifications: Clear All Notifications');
  });

  it('is written beside what others wrote meanwhile, and over it only when the person says so', async () => {
    await chooseField('Checkout', 'purpose');
    await writeRecord(watched.server, 'System', 'checkout', { description: 'By them' });
    await type('Takes cards');
    await expect
      .poll(async () => (await checkout()).document.purpose, { timeout: 60_000 })
      .toBe('Takes cards');
    await runCommand(page, 'Notifications: Clear All Notifications');
    await chooseField('Checkout', 'purpose');
    await writeRecord(watched.server, 'System', 'checkout', { purpose: 'Theirs' });
    await type('Mine');
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    await editor.screenshots(page, 'edit-field-conflict');
    expect((await checkout()).document).toMatchObject({ purpose: 'Theirs', description: 'By them' });
    await dialog.locator('.monaco-button', { hasText: 'Write Mine' }).click();
    await expect.poll(async () => (await checkout()).document.purpose, { timeout: 60_000 }).toBe('Mine');
    await runCommand(page, 'Notifications: Clear All Notifications');
  });

  it('F19 is written once when the extension host is killed before the answer', async () => {
    const { revision } = await checkout();
    const held = watched.proxy.hold('WriteRecords');
    await chooseField('Checkout', 'purpose');
    await type('After the kill');
    await held.asked;
    await editor.server.killExtensionHost();
    held.release();
    // The editor starts another host, which sends what the first one had kept.
    await expect
      .poll(() => toastTexts(page), { timeout: 100_000 })
      .toContainEqual('Your edit of Checkout, which was cut off, is saved.');
    expect(await checkout()).toMatchObject({
      ...{ revision: revision + 1, document: { purpose: 'After the kill' } },
    });
  });
});
