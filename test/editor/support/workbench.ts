import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from 'playwright-core';
import { vi } from 'vitest';

const quickInput = (page: Page) => page.locator('.quick-input-widget .quick-input-filter input');

/** Opens a file by its path, as with Ctrl+P, and waits until its tab is in front. */
export async function openFile(page: Page, path: string): Promise<void> {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const tab = page.locator(`.tab.active[data-resource-name="${name}"]`);
  if (!(await tab.isVisible())) {
    await page.keyboard.press('ControlOrMeta+P');
    await quickInput(page).fill(path);
    await pick(page, name);
  }
  await tab.waitFor();
  await page.locator('.editor-instance .view-lines').first().waitFor();
}

/** Runs a command from the palette by its whole title, such as "Steward: Copy This File's Owner". */
export async function runCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press('F1');
  // A page inside the window that is still being drawn may hold the key back.
  await quickInput(page)
    .fill(`>${title}`, { timeout: 10_000 })
    .catch(async () => {
      await page.keyboard.press('F1');
      await quickInput(page).fill(`>${title}`);
    });
  await pick(page, title);
}

/** Chooses an entry of a row's menu, by keyboard: a click right after the menu has opened may be taken for no click. */
export async function chooseFromMenu(page: Page, row: Locator, label: string): Promise<void> {
  await row.click({ button: 'right' });
  const entry = page.locator('.context-view .action-item', {
    has: page.locator(`.action-label[aria-label="${label}"]`),
  });
  await entry.waitFor();
  const inFront = entry.and(page.locator('.focused'));
  await vi.waitUntil(
    async () => {
      if ((await inFront.count()) > 0) return true;
      await page.keyboard.press('ArrowDown');
      return false;
    },
    { timeout: 30_000, interval: 100 },
  );
  await page.keyboard.press('Enter');
}

/** Chooses an entry of the list that is open, by keyboard: a click between two drawings of the list is lost. */
export async function pick(page: Page, text: string): Promise<void> {
  const rows = page.locator('.quick-input-list .monaco-list-row');
  await rows.filter({ hasText: text }).first().waitFor();
  const inFront = rows.filter({ hasText: text }).and(page.locator('.focused'));
  // Results that come in put the first entry in front again: ours must have stayed there for a while.
  let stayed = 0;
  await vi.waitUntil(
    async () => {
      stayed = (await inFront.count()) > 0 ? stayed + 1 : 0;
      if (stayed === 0) await page.keyboard.press('ArrowDown');
      return stayed === 3;
    },
    { timeout: 30_000, interval: 100 },
  );
  await page.keyboard.press('Enter');
}

/** The icon of a container in the activity bar. */
export function sideBarIcon(page: Page, title: string): Locator {
  return page.locator(`.activitybar .action-item:has(.action-label[aria-label^="${title}"])`);
}

/** Brings a container of the side bar to the front. */
export async function showSideBar(page: Page, title: string): Promise<void> {
  const icon = sideBarIcon(page, title);
  if (!(await icon.getAttribute('class'))?.includes('checked')) await icon.click();
}

/** The extension's one item in the status bar. */
export function statusBarItem(page: Page): Locator {
  return page.locator('.statusbar-item[id="steward.steward.file"]');
}

/** Text of the status bar item; undefined while there is none. */
export async function statusBarText(page: Page): Promise<string | undefined> {
  return textOf(statusBarItem(page));
}

/** What a screen reader says about the status bar item. */
export async function statusBarLabel(page: Page): Promise<string | undefined> {
  return labelOf(statusBarItem(page));
}

/** The lines of lenses over the file in front, top to bottom, as they read. */
export async function lensTexts(page: Page): Promise<string[]> {
  const lines = await page.locator('.editor-instance .codelens-decoration').allTextContents();
  return lines.map(oneLine).filter((line) => line !== '');
}

/** One part of a lens line. */
export function lensPart(page: Page, text: string): Locator {
  return page.locator('.editor-instance .codelens-decoration a', { hasText: text });
}

/** Rests the pointer on the end of the first line of the file in front. */
export async function hoverFirstLine(page: Page): Promise<void> {
  // From elsewhere: a pointer that does not move asks for nothing.
  await page.locator('.part.statusbar').hover();
  await page.locator('.editor-instance .view-lines .view-line').first().locator('span span').last().hover();
}

/** Everything the hover says now; empty while there is none. */
export async function hoverTexts(page: Page): Promise<string> {
  return (await page.locator('.monaco-hover:visible .hover-row-contents').allTextContents())
    .map(oneLine)
    .join(' ');
}

/** A view by the title it carries in its side bar. */
export function view(page: Page, title: string): Locator {
  return page.locator('.pane', { has: page.locator(`.pane-header[aria-label="${title} Section"]`) });
}

/** Each row of a tree as "label description", top to bottom; undefined while the view is not there. */
export async function treeRows(page: Page, title: string): Promise<string[] | undefined> {
  const pane = view(page, title);
  if ((await pane.count()) === 0) return undefined;
  const rows = await pane.locator('.pane-body .monaco-list-row .monaco-icon-label-container').all();
  const words = rows.map(async (row) => {
    const parts = await row.locator('.label-name, .label-description').allTextContents();
    return oneLine(parts.join(' '));
  });
  return Promise.all(words);
}

/** What a view says while it has nothing to list. */
export async function welcomeText(page: Page, title: string): Promise<string> {
  return (await view(page, title).locator('.welcome-view-content').allTextContents()).map(oneLine).join(' ');
}

export async function toastTexts(page: Page): Promise<string[]> {
  return (await page.locator('.notification-toast .notification-list-item-message').allTextContents()).map(
    oneLine,
  );
}

export async function clipboardText(page: Page): Promise<string> {
  return page.evaluate<string>('navigator.clipboard.readText()');
}

/** Keeps a picture of the window in both themes, in `screenshots/<name>-light.png` and `-dark.png`. */
export async function screenshots(
  page: Page,
  name: string,
  useTheme: (theme: string) => Promise<void>,
): Promise<void> {
  for (const [shade, theme, base] of [
    ['light', 'Light Modern', 'vs'],
    ['dark', 'Dark Modern', 'vs-dark'],
  ] as const) {
    await useTheme(theme);
    await page.locator(`.monaco-workbench.${base}`).waitFor();
    const path = fileURLToPath(new URL(`../screenshots/${name}-${shade}.png`, import.meta.url));
    await mkdir(dirname(path), { recursive: true });
    await page.screenshot({ path, animations: 'disabled' });
  }
}

// Both look once: what waits for a part would wait for one that goes between two looks.
async function textOf(locator: Locator): Promise<string | undefined> {
  const [text] = await locator.allTextContents();
  return text === undefined ? undefined : oneLine(text);
}

/** What a screen reader says about a part of the window; undefined while there is none. */
export async function labelOf(locator: Locator): Promise<string | undefined> {
  const [label] = await locator.evaluateAll((parts) => parts.map((part) => part.getAttribute('aria-label')));
  return label ? oneLine(label) : undefined;
}

/** The editor draws with no-break spaces and icons; a person reads plain text. */
export function oneLine(text: string | null): string {
  return (text ?? '')
    .replace(/[\u00a0\s]+/g, ' ')
    .replace(/[\ue000-\uf8ff]/g, '')
    .trim();
}
