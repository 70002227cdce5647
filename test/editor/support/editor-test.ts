import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, vi } from 'vitest';
import { newPerson, openWindow, startBrowser } from './browser.ts';
import {
  type EditorServer,
  type EditorServerOptions,
  type Settings,
  startEditorServer,
} from './editor-server.ts';
import { screenshots } from './workbench.ts';

export interface EditorUnderTest {
  server: EditorServer;
  /** A new window with this folder, or with none. */
  open(folder?: string): Promise<Page>;
  /** Keeps a picture of the window in both themes; the theme stands beside these settings afterwards. */
  screenshots(page: Page, name: string, settings?: Settings): Promise<void>;
}

/** One editor and one browser for the tests of a file; both end with it. */
export function useEditor(options: EditorServerOptions = {}): EditorUnderTest {
  let server: EditorServer | undefined;
  let browser: Browser | undefined;
  let person: BrowserContext | undefined;
  let saved = 0;
  // The editor's file watcher misses a change now and then: a title shows which settings a window follows.
  const changeSettings = async (settings: Settings) => {
    const title = `settings ${++saved}`;
    await vi.waitUntil(
      async () => {
        await server?.changeSettings({ ...settings, 'window.title': title });
        const follows = (person?.pages() ?? []).map((page) => isTitled(page, title));
        return !(await Promise.all(follows)).includes(false);
      },
      { timeout: 60_000 },
    );
  };
  beforeAll(async () => {
    [server, browser] = await Promise.all([startEditorServer(options), startBrowser()]);
    person = await newPerson(browser);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });
  return {
    screenshots: (page, name, settings = {}) =>
      screenshots(page, name, (theme) => changeSettings({ ...settings, 'workbench.colorTheme': theme })),
    get server() {
      if (!server) throw new Error('The editor runs only within tests');
      return { ...server, changeSettings };
    },
    open: async (folder) => {
      if (!server || !person) throw new Error('The editor runs only within tests');
      return openWindow(person, server.url(folder));
    },
  };
}

/** False when the window has another title for five seconds. */
const isTitled = (page: Page, title: string): Promise<boolean> =>
  page
    .waitForFunction(`document.title.startsWith(${JSON.stringify(title)})`, undefined, { timeout: 5_000 })
    .then(
      () => true,
      () => false,
    );
