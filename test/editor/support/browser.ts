import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

/** Chromium without anything that talks to the outside. `CHROMIUM_PATH` names another binary. */
export async function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM_PATH || '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A person who was never here before: nothing stored, nothing cached. */
export async function newPerson(browser: Browser): Promise<BrowserContext> {
  return browser.newContext({
    viewport: { width: 1280, height: 800 },
    permissions: ['clipboard-read', 'clipboard-write'],
    locale: 'en-US',
  });
}

/** A window of the editor; the second one of the same person starts from what the first one has fetched. */
export async function openWindow(person: BrowserContext, url: string): Promise<Page> {
  const page = await person.newPage();
  await page.goto(url);
  await page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
  return page;
}
