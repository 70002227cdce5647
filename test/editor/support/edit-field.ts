import type { Page } from 'playwright-core';
import { portfolioRow } from './portfolio-view.ts';
import { pick } from './workbench.ts';

export const fieldInput = (page: Page) => page.locator('.quick-input-widget .quick-input-filter input');

/** Chooses a field by the action of a row in the portfolio. */
export async function chooseField(page: Page, row: string, field: string): Promise<void> {
  const title = (text: string) => page.locator('.quick-input-title', { hasText: text }).waitFor();
  await portfolioRow(page, row).hover();
  await portfolioRow(page, row).locator('.action-label[aria-label="Edit a Field"]').click();
  await title('Edit a field of');
  // The list draws only what fits.
  await fieldInput(page).fill(field);
  await pick(page, field);
  await title(`${field} of`);
}

export async function typeValue(page: Page, text: string): Promise<void> {
  await fieldInput(page).fill(text);
  await page.keyboard.press('Enter');
}
