import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createRecord, openChange, writeUnshown } from './support/create-record.ts';
import { useEditor } from './support/editor-test.ts';
import { type GitRepository, gitRepository } from './support/git-repository.ts';
import { useWatchedServer } from './support/watched-server.ts';
import { clipboardText, showSideBar, sideBarIcon, toastTexts, treeRows, view } from './support/workbench.ts';

describe('the tree of changes', () => {
  const watched = useWatchedServer();
  const editor = useEditor({ env: watched.environment });
  let repository: GitRepository;
  let page: Page;
  let keys: string[] = [];
  const asked = () => watched.proxy.asked.splice(0).filter((name) => name.startsWith('Change'));
  const row = (label: string): Locator =>
    view(page, 'Changes')
      .locator('.monaco-list-row')
      .filter({ has: page.locator('.label-name', { hasText: new RegExp(`^${label}$`) }) });
  const expand = async (label: string) => {
    // A click on a row that does nothing else opens it.
    await row(label).locator('.label-name').click();
    await expect.poll(() => row(label).getAttribute('aria-expanded')).toBe('true');
  };

  beforeAll(async () => {
    repository = await gitRepository({ files: { 'src/charge.ts': 'export const charge = 1;\n' } });
    const planned = { plannedStart: '2040-01-02T10:00:00Z', plannedEnd: '2040-01-02T11:00:00Z' };
    await createRecord(watched.server, 'Repository', { key: 'github.com/acme/pay', name: 'Pay' });
    await createRecord(watched.server, 'System', { key: 'checkout', name: 'Checkout' });
    await createRecord(watched.server, 'System', { key: 'ledger', name: 'Ledger' });
    const codeReferences = [{ repository: 'github.com/acme/pay', path: 'src/charge.ts' }];
    keys = [
      await openChange(watched.server, {
        title: 'Charge once',
        systems: ['checkout'],
        codeReferences,
        ...planned,
      }),
      await openChange(watched.server, {
        title: 'Raise the limit',
        systems: ['checkout', 'ledger'],
        ...planned,
      }),
    ];
    await writeUnshown(watched.server);
    page = await editor.open(repository.path);
  });
  afterAll(() => repository?.remove());
  beforeEach(() => editor.server.changeSettings({}));

  it('asks nothing until it is opened, and then once a branch', async () => {
    await sideBarIcon(page, 'Steward').waitFor({ timeout: 100_000 });
    await showSideBar(page, 'Steward');
    const header = page.locator('.pane-header[aria-label="Changes Section"]');
    await header.waitFor();
    expect(asked()).toEqual([]);
    await header.click();
    // The list draws only what fits: the other tree makes room.
    await page.locator('.pane-header[aria-label="Portfolio Section"]').click();
    // Nothing is scheduled, so that group is not there.
    await expect.poll(() => treeRows(page, 'Changes'), { timeout: 60_000 }).toEqual(['Open 2', 'By system']);
    expect(asked()).toEqual(['ChangeGroups']);
    await expand('Open');
    await expect
      .poll(async () => ((await treeRows(page, 'Changes')) ?? []).slice(0, 3))
      .toEqual([
        'Open 2',
        expect.stringMatching(new RegExp(`^Raise the limit ${keys[1]} · submitted · Jan 2, 2040`)),
        expect.stringMatching(new RegExp(`^Charge once ${keys[0]} · submitted · Jan 2, 2040`)),
      ]);
    await expand('By system');
    await expand('Ledger');
    await expect
      .poll(async () => ((await treeRows(page, 'Changes')) ?? []).slice(3))
      .toEqual([
        'By system',
        'Checkout 2 open changes',
        'Ledger 1 open change',
        expect.stringContaining('Raise the limit'),
      ]);
    expect(asked()).toEqual(['ChangesInStates', 'ChangedSystems', 'ChangesOfSystem']);
    await editor.screenshots(page, 'changes-tree');
    expect(await toastTexts(page)).toEqual([]);
  });

  it('gives the key of a change, and opens its code', async () => {
    await row('Charge once').hover();
    await row('Charge once').locator('.action-label[aria-label="Copy a Record\'s Key"]').click();
    await expect.poll(() => clipboardText(page)).toBe(keys[0]);
    await row('Charge once').hover();
    await row('Charge once').locator('.action-label[aria-label="Open a Record\'s Code"]').click();
    await page.locator('.tab.active[data-resource-name="charge.ts"]').waitFor();
  });

  it('is hidden by its switch, and shown again', async () => {
    await editor.server.changeSettings({ 'steward.changes.enabled': false });
    await expect.poll(() => view(page, 'Changes').count()).toBe(0);
    await editor.server.changeSettings({});
    await expect.poll(() => view(page, 'Changes').count()).toBe(1);
  });
});
