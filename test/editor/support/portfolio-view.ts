import type { Locator, Page } from 'playwright-core';
import { labelOf, oneLine, showSideBar, view } from './workbench.ts';

/** The view, whatever title the side bar gives to the one view of a container. */
export function portfolioView(page: Page): Locator {
  return view(page, 'Portfolio').or(view(page, 'Steward: Portfolio'));
}

/** Brings the tree of the portfolio to the front. */
export async function showPortfolio(page: Page): Promise<void> {
  await showSideBar(page, 'Steward');
  await portfolioView(page).first().waitFor();
}

/** Each row that is drawn, as "label description"; the list draws only what fits the window. */
export async function portfolioRows(page: Page): Promise<string[]> {
  const rows = await portfolioView(page).locator('.monaco-list-row .monaco-icon-label-container').all();
  return Promise.all(
    rows.map(async (row) =>
      oneLine((await row.locator('.label-name, .label-description').allTextContents()).join(' ')),
    ),
  );
}

export function portfolioRow(page: Page, label: string): Locator {
  return portfolioView(page)
    .locator('.monaco-list-row')
    .filter({ has: page.locator('.label-name', { hasText: new RegExp(`^${label}$`) }) });
}

/** Opens the branch of a row. */
export async function expandRow(page: Page, label: string): Promise<void> {
  const row = portfolioRow(page, label);
  await row.waitFor();
  if ((await row.getAttribute('aria-expanded')) !== 'true') await row.locator('.monaco-tl-twistie').click();
}

/** What the row that has the focus says to a screen reader. */
export async function focusedLabel(page: Page): Promise<string> {
  return (await labelOf(portfolioView(page).locator('.monaco-list-row.focused'))) ?? '';
}

/** What a view says in place of a tree, its buttons apart. */
export async function welcomeWords(pane: Locator): Promise<{ text: string; buttons: string[] }> {
  const content = pane.locator('.welcome-view-content');
  const lines = await content.locator('p').allTextContents();
  const buttons = await content.locator('.monaco-button').allTextContents();
  return { text: lines.map(oneLine).join(' '), buttons: buttons.map(oneLine) };
}
