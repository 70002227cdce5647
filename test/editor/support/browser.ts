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

export interface Window {
  context: BrowserContext;
  page: Page;
}

/** A window of a person who was never here before: no cache, no storage. */
export async function openWindow(browser: Browser, url: string): Promise<Window> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    permissions: ['clipboard-read', 'clipboard-write'],
    locale: 'en-US',
  });
  const page = await context.newPage();
  await page.goto(url);
  await page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
  return { context, page };
}
