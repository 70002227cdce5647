import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { newPerson, openWindow, startBrowser } from './browser.ts';
import { type EditorServer, type EditorServerOptions, startEditorServer } from './editor-server.ts';

export interface EditorUnderTest {
  server: EditorServer;
  /** A new window with this folder, or with none. */
  open(folder?: string): Promise<Page>;
}

/** One editor and one browser for the tests of a file; both end with it. */
export function useEditor(options: EditorServerOptions = {}): EditorUnderTest {
  let server: EditorServer | undefined;
  let browser: Browser | undefined;
  let person: BrowserContext | undefined;
  beforeAll(async () => {
    [server, browser] = await Promise.all([startEditorServer(options), startBrowser()]);
    person = await newPerson(browser);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });
  return {
    get server() {
      if (!server) throw new Error('The editor runs only within tests');
      return server;
    },
    open: async (folder) => {
      if (!server || !person) throw new Error('The editor runs only within tests');
      return openWindow(person, server.url(folder));
    },
  };
}
