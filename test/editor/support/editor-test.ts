import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { openWindow, startBrowser, type Window } from './browser.ts';
import { type EditorServer, type EditorServerOptions, startEditorServer } from './editor-server.ts';

export interface EditorUnderTest {
  server: EditorServer;
  /** A new window with this folder, or with none. */
  open(folder?: string): Promise<Window>;
}

/** One editor and one browser for the tests of a file; both end with it. */
export function useEditor(options: EditorServerOptions = {}): EditorUnderTest {
  let server: EditorServer | undefined;
  let browser: Browser | undefined;
  beforeAll(async () => {
    [server, browser] = await Promise.all([startEditorServer(options), startBrowser()]);
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
      if (!server || !browser) throw new Error('The editor runs only within tests');
      return openWindow(browser, server.url(folder));
    },
  };
}
