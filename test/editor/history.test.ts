import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { askServer } from '../support/ask-server.ts';
import { createRecord } from './support/create-record.ts';
import { useEditor } from './support/editor-test.ts';
import { type GitRepository, gitRepository } from './support/git-repository.ts';
import { isKept } from './support/kept-state.ts';
import { expandRow, portfolioRow, showPortfolio } from './support/portfolio-view.ts';
import { linesOf, readRecord, recordTab, writeRecord } from './support/record-document.ts';
import { useWatchedServer } from './support/watched-server.ts';
import {
  chooseFromMenu,
  oneLine,
  openFile,
  pick,
  runCommand,
  sideBarIcon,
  toastTexts,
  view,
} from './support/workbench.ts';

/** Writes of the branch office: more than one page of its history, less than two. */
const writes = 55;

describe('what a record was before', () => {
  const watched = useWatchedServer();
  const editor = useEditor({ env: watched.environment });
  let repository: GitRepository;
  let page: Page;
  let person: string;
  /** What was asked about records since the last call. */
  const asked = () =>
    watched.proxy.asked
      .splice(0)
      .filter((name) => /^(RecordHistory|ReadVersion|RestoreRevision)$/.test(name));
  const checkout = () => readRecord(watched.server, 'System', 'checkout');
  const input = () => page.locator('.quick-input-widget .quick-input-filter input');
  const title = (text: string) => page.locator('.quick-input-title', { hasText: text }).waitFor();
  const message = async () =>
    (await page.locator('.quick-input-message').allTextContents()).map(oneLine).join(' ');
  const side = (name: 'original' | 'modified') => page.locator(`.monaco-diff-editor .editor.${name}`);
  /** Every line of the list that is drawn, with what stands under it. */
  const listed = async () =>
    (await page.locator('.quick-input-list .monaco-list-row').allTextContents()).map(oneLine);
  const focused = async () =>
    oneLine(await page.locator('.quick-input-list .monaco-list-row.focused').textContent());
  const diffTab = (text: string) =>
    page.locator('.tab.active', { hasText: text }).waitFor({ timeout: 60_000 });
  const clear = () => runCommand(page, 'Notifications: Clear All Notifications');
  /** Opens the list of a record's revisions from its row. */
  const showHistory = async (name = 'Checkout') => {
    await showPortfolio(page);
    // A reload closes the branch.
    await expandRow(page, 'Not in a portfolio');
    await chooseFromMenu(page, portfolioRow(page, name), 'Show History…');
    await title(`History of ${name}`);
  };

  /** From the palette, with nothing in front: which record, which revision. */
  const restore = async (revision: string) => {
    await runCommand(page, 'View: Close All Editors');
    await runCommand(page, 'Steward: Restore This Revision…');
    await title('Which record?');
    await input().fill('check');
    await pick(page, 'checkout');
    await title('History of Checkout');
    await pick(page, revision);
  };

  beforeAll(async () => {
    const { server } = watched;
    repository = await gitRepository({ files: { 'src/charge.ts': 'export const charge = 1;\n' } });
    await createRecord(server, 'Team', { key: 'payments', name: 'Payments' });
    await createRecord(server, 'Repository', { key: 'github.com/acme/pay', name: 'Pay' });
    await createRecord(server, 'System', {
      key: 'checkout',
      name: 'Checkout',
      purpose: 'Sells',
      team: 'payments',
    });
    await createRecord(server, 'Component', {
      ...{ key: 'charge', name: 'Charging', system: 'checkout' },
      codeLocations: [{ repository: 'github.com/acme/pay', path: 'src/charge.ts' }],
    });
    await writeRecord(server, 'System', 'checkout', { purpose: 'Takes the money', team: null });
    await createRecord(server, 'System', { key: 'office', name: 'Office' });
    for (let n = 2; n <= writes; n += 1)
      await writeRecord(server, 'System', 'office', { description: `Write ${n}` });
    person = (await askServer<{ viewer: { name: string } }>(server, '{ viewer { name } }')).viewer.name;
    page = await editor.open(repository.path);
    await sideBarIcon(page, 'Steward').waitFor({ timeout: 100_000 });
    await showPortfolio(page);
    await expandRow(page, 'Not in a portfolio');
    await portfolioRow(page, 'Checkout').waitFor();
  });
  afterAll(() => repository?.remove());
  beforeEach(() => editor.server.changeSettings({}));

  it('says in the tooltip of a row who wrote last and when, without a request for it', async () => {
    const before = watched.proxy.asked.length;
    await portfolioRow(page, 'Checkout').locator('.label-name').hover();
    await expect
      .poll(async () => (await page.locator('.workbench-hover').allTextContents()).map(oneLine).join(' '))
      .toMatch(new RegExp(`Changed (just now|\\d+ min ago) by ${person}`));
    expect(watched.proxy.asked.slice(before)).toEqual([]);
  });

  it('M-407 is listed newest first by one request, and opens beside the revision before it, read-only', async () => {
    asked();
    await showHistory();
    await expect
      .poll(listed, { timeout: 60_000 })
      .toEqual([
        expect.stringMatching(
          new RegExp(`(just now|min ago) · ${person}.*purpose, team.*Revision 2 · .* · by the API`),
        ),
        expect.stringMatching(
          new RegExp(`(just now|min ago) · ${person}.*made.*Revision 1 · .* · by the API`),
        ),
      ]);
    expect(asked()).toEqual(['RecordHistory']);
    await editor.screenshots(page, 'history-list');
    await pick(page, 'Revision 2');
    await diffTab(`Checkout: revision 1 ↔ 2 by ${person}`);
    await expect.poll(() => linesOf(side('original')), { timeout: 60_000 }).toContain('"purpose": "Sells"');
    await expect.poll(() => linesOf(side('modified'))).toContain('"purpose": "Takes the money"');
    expect(asked()).toEqual(['ReadVersion', 'ReadVersion']);
    await editor.screenshots(page, 'history-diff');
    await side('modified').locator('.view-lines').first().click();
    await page.keyboard.type('x');
    await expect.poll(() => linesOf(side('modified'))).toContain('"purpose": "Takes the money"');
    expect(await page.locator('.tab.active.dirty').count()).toBe(0);
  });

  it('stands there after a reload as before', async () => {
    await expect.poll(() => isKept(page, 'revision 1 ↔ 2'), { timeout: 60_000 }).toBe(true);
    await page.reload();
    await diffTab('Checkout: revision 1 ↔ 2');
    await expect.poll(() => linesOf(side('original')), { timeout: 100_000 }).toContain('"purpose": "Sells"');
    await expect.poll(() => linesOf(side('modified'))).toContain('"purpose": "Takes the money"');
    expect(await toastTexts(page)).toEqual([]);
  });

  it('M-407 is compared with now and with a date that is typed, which is checked', async () => {
    await runCommand(page, 'Steward: Compare with Now or a Date…');
    await title('Compare checkout, revision 2, with');
    await pick(page, 'A date…');
    await title('As checkout stood at');
    for (const [typed, said] of [
      ['soon', 'Give a day such as 2026-01-31'],
      ['2026-02-30', 'The calendar has no such day'],
      ['2999-01-01', 'It has not come yet'],
    ] as const) {
      await input().fill(typed);
      await expect.poll(message).toContain(said);
    }
    await input().fill('2020-01-31');
    await expect.poll(message).toContain('A day such as');
    await page.keyboard.press('Enter');
    await expect.poll(message, { timeout: 60_000 }).toContain('checkout was not there yet at');
    // The instant of its first revision.
    const { record } = await askServer<{ record: { history: { nodes: { at: string }[] } } }>(
      watched.server,
      '{ record(kind: System, key: "checkout") { history(last: 1) { nodes { at } } } }',
    );
    await input().fill(record.history.nodes[0]!.at);
    await page.keyboard.press('Enter');
    await page.locator('.tab.active', { hasText: /checkout: .* ↔ revision 2$/ }).waitFor({ timeout: 60_000 });
    await expect.poll(() => linesOf(side('original'))).toContain('"purpose": "Sells"');

    await writeRecord(watched.server, 'System', 'checkout', { purpose: 'Now' });
    await runCommand(page, 'Steward: Compare with Now or a Date…');
    await title('Compare checkout, revision 2, with');
    await pick(page, 'Now');
    await diffTab('checkout: revision 2 ↔ now');
    await expect.poll(() => linesOf(side('original'))).toContain('"purpose": "Takes the money"');
    await expect.poll(() => linesOf(side('modified'))).toContain('"purpose": "Now"');
    expect(await toastTexts(page)).toEqual([]);
  });

  it('M-407 is gone back to from the title of what is shown, with a reason, and undone', async () => {
    await page.locator('.editor-actions .action-label[aria-label^="Restore This Revision"]').first().click();
    await title('Restore revision 2 of Checkout');
    await expect
      .poll(async () => (await listed()).join(' | '))
      .toMatch(/Restore It….* \| .*purpose.*Now → Takes the money/);
    await editor.screenshots(page, 'history-restore');
    expect(await checkout()).toMatchObject({ revision: 3 });
    await pick(page, 'Restore It…');
    await expect.poll(message).toContain('Why, for the history');
    await page.keyboard.press('Enter');
    await expect.poll(message).toContain('Say why, for the history');
    await input().fill('the move was called off');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => toastTexts(page), { timeout: 60_000 })
      .toEqual(['Checkout says again what it said in revision 2: purpose']);
    expect(await checkout()).toMatchObject({ revision: 4, document: { purpose: 'Takes the money' } });
    // The document of now, at the right, follows.
    await expect.poll(() => linesOf(side('modified'))).toContain('"purpose": "Takes the money"');
    await page.locator('.notification-toast .monaco-button', { hasText: 'Undo' }).click();
    await expect.poll(async () => (await checkout()).document.purpose, { timeout: 60_000 }).toBe('Now');
    expect(await checkout()).toMatchObject({ revision: 5 });
    await clear();
    await showHistory();
    await expect
      .poll(async () => (await listed())[1])
      .toMatch(/purpose · the move was called off.*Revision 4 · .* · in the editor/);
    await page.keyboard.press('Escape');
  });

  it('is not gone back to over what others write meanwhile, nor to what is gone', async () => {
    await restore('Revision 2');
    await pick(page, 'Restore It…');
    await expect.poll(message).toContain('Why, for the history');
    await writeRecord(watched.server, 'System', 'checkout', { purpose: 'Meanwhile' });
    await input().fill('too late');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => toastTexts(page), { timeout: 60_000 })
      .toEqual([
        `Not restored: ${person} has changed it meanwhile, so nothing is restored. Look at the history again.`,
      ]);
    expect((await checkout()).document.purpose).toBe('Meanwhile');
    await clear();
    await askServer(
      watched.server,
      'mutation { archiveTeam(input: { key: "payments", expectedRevision: null }) { __typename } }',
    );
    await restore('Revision 1');
    await expect
      .poll(() => toastTexts(page), { timeout: 60_000 })
      .toEqual([expect.stringMatching(/^Not restored: team: .*archived/)]);
    expect((await checkout()).document.purpose).toBe('Meanwhile');
    await clear();
  });

  it('is shown a page at a time', async () => {
    asked();
    await showHistory('Office');
    await expect.poll(async () => (await listed())[0], { timeout: 60_000 }).toContain('Revision 55');
    expect(asked()).toEqual(['RecordHistory']);
    await page.keyboard.press('ArrowUp');
    await expect.poll(focused).toContain('Load more');
    await page.keyboard.press('Enter');
    // The keyboard goes on at the first line that came.
    await expect.poll(focused).toContain('Revision 5 ');
    expect(asked()).toEqual(['RecordHistory']);
    await page.keyboard.press('Escape');
  });

  it('is reached from the view of the file in front and from an open document', async () => {
    await openFile(page, 'src/charge.ts');
    await runCommand(page, "Steward: Show This File's Card");
    const component = view(page, 'This File').locator('.monaco-list-row', { hasText: 'Charging' }).first();
    await component.waitFor({ timeout: 60_000 });
    await chooseFromMenu(page, component, 'Show History…');
    await title('History of Charging');
    await page.keyboard.press('Escape');
    await runCommand(page, 'Steward: Edit as Document');
    await input().fill('charg');
    await pick(page, 'charge');
    await recordTab(page, 'charge').waitFor();
    await page.locator('.editor-actions .action-label[aria-label^="Show History"]').first().click();
    await title('History of Charging');
    await pick(page, 'Revision 1');
    await diffTab(`Charging: made by ${person}`);
    await expect.poll(() => linesOf(side('modified'))).toContain('"name": "Charging"');
    expect(await linesOf(side('original'))).toBe('');
  });

  it('is refused with a sentence to whoever may not write, who sees the history all the same', async () => {
    await createRecord(watched.server, 'Person', { key: 'guest', name: 'Guest' });
    const { createAccessToken: made } = await askServer<{ createAccessToken: { text: string } }>(
      watched.server,
      `mutation { createAccessToken(input: { name: "t", person: "guest", scopes: [READ, WRITE] }) {
         ... on CreateAccessTokenPayload { text } } }`,
    );
    watched.sign.show(watched.proxy.address, made.text);
    await runCommand(page, 'Steward: Refresh');
    await restore('Revision 2');
    await expect
      .poll(() => toastTexts(page), { timeout: 60_000 })
      .toEqual([expect.stringMatching(/^Not restored: .*(may|write)/)]);
  });
});
