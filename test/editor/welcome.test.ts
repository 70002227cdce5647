import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { tokenOf } from '../support/ask-server.ts';
import { type RunningSteward, runServer, serverPlace } from '../support/steward-server.ts';
import { useEditor } from './support/editor-test.ts';
import { type GitRepository, gitRepository } from './support/git-repository.ts';
import { portfolioView, showPortfolio, welcomeWords } from './support/portfolio-view.ts';
import { serverSign } from './support/watched-server.ts';
import { showSideBar, toastTexts, view } from './support/workbench.ts';

/** The server's own user, and the user of the editor, who finds only what this test names. */
const place = serverPlace();
const editorPlace = serverPlace();

describe('a view that has nothing to list says why, and what to do', () => {
  const editor = useEditor({ env: editorPlace.environment });
  const sign = serverSign(editorPlace);
  let server: RunningSteward;
  let silent: Server;
  let repository: GitRepository;
  let page: Page;
  const silentAddress = () => `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  const portfolio = () => welcomeWords(portfolioView(page));
  const thisFile = () => welcomeWords(view(page, 'This File'));
  const showThisFile = async () => {
    const header = page.locator('.pane-header[aria-label="This File Section"]');
    await header.waitFor({ timeout: 60_000 });
    if ((await header.getAttribute('aria-expanded')) !== 'true') await header.click();
  };

  beforeAll(async () => {
    // Takes requests and never answers.
    silent = createServer(() => {});
    [server, repository] = await Promise.all([
      runServer(place, ['serve', '--port', '0', '--no-demo']),
      gitRepository({ files: { 'a.ts': 'export {};\n' } }),
      new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve)),
    ]);
  });
  afterEach(async () => {
    sign.hide();
    await page.close();
  });
  afterAll(async () => {
    silent?.closeAllConnections();
    silent?.close();
    await server?.end();
    await repository?.remove();
    editorPlace.remove();
    place.remove();
  });

  it('no folder', async () => {
    page = await editor.open();
    await showSideBar(page, 'Explorer');
    await showThisFile();
    await expect.poll(thisFile).toEqual({
      text: 'Open a folder to see whose its files are.',
      buttons: ['Open Folder'],
    });
    await editor.screenshots(page, 'welcome-no-folder');
  });

  it('no server, with the command that starts one', async () => {
    page = await editor.open(repository.path);
    await showPortfolio(page);
    await expect.poll(portfolio, patient).toEqual({
      text: expect.stringMatching(
        /^No Steward server runs on this machine.* start one with npx --yes pnpm@12 start$/,
      ),
      buttons: ['Try Again', "Set the Server's Address"],
    });
    expect(await toastTexts(page)).toEqual([]);
    await editor.screenshots(page, 'welcome-no-server');
  });

  it('loading, while the server has not answered yet', async () => {
    sign.show(silentAddress(), 'any');
    page = await editor.open(repository.path);
    await showPortfolio(page);
    await expect.poll(portfolio, patient).toEqual({ text: 'Asking the server ...', buttons: [] });
    await editor.screenshots(page, 'welcome-loading');
  });

  it('signed out', async () => {
    sign.show(server.address, 'a-token-of-another-server');
    page = await editor.open(repository.path);
    await showPortfolio(page);
    await expect.poll(portfolio, patient).toEqual({
      text: expect.stringMatching(/^You are signed out/),
      buttons: ['Sign In', 'Try Again'],
    });
    await editor.screenshots(page, 'welcome-signed-out');
  });

  it('empty, and offers to add the repository', async () => {
    sign.show(server.address, tokenOf(place.environment, server.address));
    page = await editor.open(repository.path);
    await showPortfolio(page);
    await expect.poll(portfolio, patient).toEqual({
      text: expect.stringMatching(/^Nothing stands in the portfolio yet/),
      buttons: ['Add This Repository'],
    });
    await editor.screenshots(page, 'welcome-empty');
  });

  it('repository not known, and offers to add it', async () => {
    sign.show(server.address, tokenOf(place.environment, server.address));
    page = await editor.open(repository.path);
    await showThisFile();
    await expect.poll(thisFile, patient).toEqual({
      text: expect.stringMatching(/^The Steward server does not know this repository yet/),
      buttons: ['Add This Repository'],
    });
    await editor.screenshots(page, 'welcome-repository-unknown');
  });
});

/** The first look at a server waits until the editor has started the extension. */
const patient = { timeout: 60_000 };
