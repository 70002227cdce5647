import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { askServer } from '../support/ask-server.ts';
import { useEditor } from './support/editor-test.ts';
import { type GitRepository, gitRepository } from './support/git-repository.ts';
import { branchOffices, seedPortfolio } from './support/portfolio-seed.ts';
import {
  expandRow,
  focusedLabel,
  portfolioRow,
  portfolioRows,
  portfolioView,
  showPortfolio,
} from './support/portfolio-view.ts';
import { useWatchedServer } from './support/watched-server.ts';
import {
  chooseFromMenu,
  clipboardText,
  oneLine,
  pick,
  runCommand,
  sideBarIcon,
  toastTexts,
} from './support/workbench.ts';

describe('the tree of the portfolio', () => {
  const watched = useWatchedServer();
  const editor = useEditor({ env: watched.environment });
  let repository: GitRepository;
  let page: Page;
  /** What the tree has asked since the last call. */
  const asked = () => watched.proxy.asked.splice(0).filter((name) => /^(Tree|Find)/.test(name));

  beforeAll(async () => {
    repository = await gitRepository({ files: { 'src/charge.ts': 'export const charge = 1;\n' } });
    await seedPortfolio(watched.server);
    page = await editor.open(repository.path);
  });
  afterAll(() => repository?.remove());
  beforeEach(() => editor.server.changeSettings({}));

  it('asks nothing until it is looked at, and then once a branch', async () => {
    await sideBarIcon(page, 'Steward').waitFor();
    expect(asked()).toEqual([]);
    await showPortfolio(page);
    await expect
      .poll(() => portfolioRows(page), { timeout: 60_000 })
      .toEqual(['Insurance', 'Retail', 'Not in a portfolio 1']);
    expect(asked()).toEqual(['TreeRoots']);
    await expandRow(page, 'Retail');
    await expect
      .poll(async () => (await portfolioRows(page)).slice(0, 4))
      .toEqual(['Insurance', 'Retail', 'Renewal active', 'Branch office 01 in production']);
    await expandRow(page, 'Renewal');
    await expandRow(page, 'Checkout');
    await expandRow(page, 'Charging');
    await expect
      .poll(async () => (await portfolioRows(page)).slice(2, 7))
      .toEqual([
        'Renewal active',
        'Checkout Payments · 1 open change · in production',
        'Charging service · in production',
        'Charging API api · in production',
        'Branch office 01 in production',
      ]);
    expect(asked()).toEqual(['TreeBranch', 'TreeBranch', 'TreeBranch', 'TreeBranch']);
    // An empty portfolio cannot be opened.
    expect(await portfolioRow(page, 'Insurance').getAttribute('aria-expanded')).toBeNull();
    await editor.screenshots(page, 'portfolio');
    expect(await toastTexts(page)).toEqual([]);
  });

  it('is walked with the keyboard, which loads the next page too', async () => {
    await portfolioRow(page, 'Insurance').click();
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => focusedLabel(page)).toBe('Portfolio Retail');
    await page.keyboard.press('End');
    await expect.poll(() => focusedLabel(page)).toBe('Not in a portfolio, 1 records');
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => focusedLabel(page)).toBe(`Load more, ${branchOffices - 50} not shown`);
    await editor.screenshots(page, 'portfolio-load-more');
    asked();
    await page.keyboard.press('Enter');
    // The keyboard goes on at the first row that came.
    await expect.poll(() => focusedLabel(page)).toBe('System Branch office 51, in production');
    expect(asked()).toEqual(['TreeBranch']);
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => focusedLabel(page)).toBe(`System Branch office ${branchOffices}, in production`);
    expect(await portfolioRows(page)).not.toContainEqual(expect.stringContaining('Load more'));
    expect(await portfolioRow(page, `Branch office ${branchOffices}`).getAttribute('aria-setsize')).toBe(
      String(1 + branchOffices),
    );
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => asked()).toEqual(['TreeLoose']);
    const down = async () => {
      await page.keyboard.press('ArrowDown');
      return focusedLabel(page);
    };
    await expect.poll(down).toBe('System Old archive, being retired');
  });

  it('finds a record by its words with one request, and goes to it', async () => {
    await portfolioView(page).hover();
    await portfolioView(page).locator('.pane-header .action-label[aria-label="Collapse All"]').click();
    await expect.poll(() => portfolioRows(page)).toHaveLength(3);
    asked();
    await runCommand(page, 'Steward: Find Record');
    await page.keyboard.type('charging a', { delay: 20 });
    const row = page.locator('.quick-input-list .monaco-list-row', { hasText: 'Charging API' });
    await row.waitFor();
    expect(oneLine(await row.textContent())).toContain('Component · charge-api');
    expect(asked()).toEqual(['FindRecord']);
    await editor.screenshots(page, 'portfolio-find');
    await pick(page, 'Charging API');
    await expect.poll(() => focusedLabel(page)).toBe('Component Charging API, api, in production');
    // Everything above it was known already.
    expect(asked()).toEqual([]);
  });

  it('copies a key, opens the code that lies here, and refreshes one row, each in its place', async () => {
    const charging = portfolioRow(page, 'Charging');
    await charging.hover();
    const actions = charging.locator('.actions .action-label');
    await expect.poll(() => actions.count()).toBe(3);
    await charging.locator(`.action-label[aria-label="Copy a Record's Key"]`).click();
    await expect.poll(() => clipboardText(page)).toBe('charge');
    await charging.locator(`.action-label[aria-label="Open a Record's Code"]`).click();
    await page.locator('.tab.active[data-resource-name="charge.ts"]').waitFor();

    asked();
    await askServer(
      watched.server,
      'mutation { updateComponent(input: { key: "charge", expectedRevision: null, name: "Charging twice" }) { __typename } }',
    );
    // What was written comes by itself, the row alone.
    await expect.poll(() => portfolioRows(page)).toContain('Charging twice service · in production');
    expect(asked()).toEqual(['TreeRecord']);
    const twice = portfolioRow(page, 'Charging twice');
    await chooseFromMenu(page, twice, 'Refresh a Record');
    await expect.poll(() => watched.proxy.asked).toContain('TreeBranch');
    expect(asked()).toEqual(['TreeBranch']);
    // Where no code lies in the opened folder, two are left.
    await portfolioRow(page, 'Charging API').hover();
    await expect
      .poll(() => portfolioRow(page, 'Charging API').locator('.actions .action-label').count())
      .toBe(2);
  });

  it('shows what a record says as text, never as markup', async () => {
    await portfolioRow(page, 'Retail').locator('.label-name').hover();
    const hover = page.locator('.monaco-hover:visible', { hasText: 'Everything that' });
    await hover.waitFor();
    expect(oneLine(await hover.textContent())).toContain('Everything that *sells*');
  });

  it('asks nothing while it is switched off, not even by the palette', async () => {
    await editor.server.changeSettings({
      'steward.portfolio.enabled': false,
      'steward.changes.enabled': false,
    });
    await expect.poll(() => sideBarIcon(page, 'Steward').count()).toBe(0);
    asked();
    await runCommand(page, 'Steward: Refresh');
    await runCommand(page, 'Steward: Find Record');
    await expect.poll(() => toastTexts(page)).toEqual([expect.stringContaining('is switched off')]);
    expect(asked()).toEqual([]);
    await page.locator('.notification-toast .monaco-button', { hasText: 'Show the Portfolio' }).click();
    await sideBarIcon(page, 'Steward').waitFor();
    await showPortfolio(page);
    await expect
      .poll(async () => (await portfolioRows(page)).slice(0, 2), { timeout: 60_000 })
      .toEqual(['Insurance', 'Retail']);
    expect(asked()).toContain('TreeRoots');
  });

  it('keeps the tree when the server goes, and says of when it is', async () => {
    watched.sign.hide();
    await watched.proxy.close();
    await portfolioRow(page, 'Not in a portfolio').waitFor();
    await runCommand(page, 'Steward: Refresh');
    await expect
      .poll(async () =>
        oneLine(await portfolioView(page).locator('.tree-explorer-viewlet-tree-view .message').textContent()),
      )
      .toMatch(/^The server does not answer. This is as of \d/);
    await expect.poll(() => portfolioRows(page)).toContain('Not in a portfolio 1');
    expect(await toastTexts(page)).toEqual([]);
    await editor.screenshots(page, 'portfolio-lost');
  });
});
