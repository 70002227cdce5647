import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askServer } from '../support/ask-server.ts';
import { type RunningSteward, runServer, serverPlace } from '../support/steward-server.ts';
import { demonstrationRepository } from './support/demonstration-repository.ts';
import { useEditor } from './support/editor-test.ts';
import type { GitRepository } from './support/git-repository.ts';
import {
  portfolioRow,
  portfolioRows,
  portfolioView,
  showPortfolio,
  welcomeWords,
} from './support/portfolio-view.ts';
import { type RecordingProxy, recordingProxy } from './support/recording-proxy.ts';
import {
  chooseFromMenu,
  clipboardText,
  lensTexts,
  openFile,
  pick,
  runCommand,
  toastTexts,
} from './support/workbench.ts';

/** The server runs for somebody else: the user of the editor finds no file of it. */
const place = serverPlace();
const file = 'packages/server/src/platform/record/run-write.ts';

interface Made {
  createAccessToken: { text: string; accessToken: { id: string } };
}

describe('who you are, on a server that the settings name', () => {
  const editor = useEditor();
  const texts: string[] = [];
  let server: RunningSteward;
  let proxy: RecordingProxy;
  let repository: GitRepository;
  let page: Page;

  const settings = () => ({ 'steward.server': proxy.address });
  const makeToken = async (name: string) => {
    const { createAccessToken: made } = await askServer<Made>(
      server,
      `mutation ($name: String!) { createAccessToken(input: { name: $name, scopes: [READ, WRITE, ADMIN] }) {
        ... on CreateAccessTokenPayload { text accessToken { id } } } }`,
      { name },
    );
    texts.push(made.text);
    return { text: made.text, id: made.accessToken.id };
  };
  const revoke = (id: string) =>
    askServer(
      server,
      'mutation ($id: ID!) { revokeAccessToken(input: { id: $id }) { ... on RevokeAccessTokenPayload { accessToken { id } } } }',
      { id },
    );
  const input = () => page.locator('.quick-input-widget input[type="password"]');
  const paste = async (text: string) => {
    await input().fill(text);
    await input().press('Enter');
  };
  const inputMessage = () => page.locator('.quick-input-widget .quick-input-message').textContent();
  const portfolio = () => welcomeWords(portfolioView(page));
  const openAccounts = async () => {
    await page.locator('.activitybar .action-item .action-label[aria-label^="Accounts"]').click();
    await page.locator('.context-view .action-item').first().waitFor();
    return page.locator('.context-view .action-item .action-label').allTextContents();
  };
  const awayMessage = async () =>
    (await portfolioView(page).locator('.tree-explorer-viewlet-tree-view .message').textContent()) ?? '';
  const dialog = () => page.locator('.monaco-dialog-box');
  const press = (button: string) => dialog().getByRole('button', { name: button, exact: true }).click();

  beforeAll(async () => {
    [server, repository] = await Promise.all([
      runServer(place, ['serve', '--port', '0']),
      demonstrationRepository([file]),
    ]);
    proxy = await recordingProxy(server.address);
    await editor.server.changeSettings(settings());
    page = await editor.open(repository.path);
    await openFile(page, file);
  });
  afterAll(async () => {
    await proxy?.close();
    await server?.end();
    await repository?.remove();
    place.remove();
  });

  it('nobody is known at first: every surface says so, and offers to sign in', async () => {
    await showPortfolio(page);
    await expect
      .poll(portfolio, { timeout: 100_000 })
      .toEqual({ text: expect.stringMatching(/^You are signed out/), buttons: ['Sign In', 'Try Again'] });
    expect(await openAccounts()).not.toContainEqual(expect.stringContaining('Steward'));
    await page.keyboard.press('Escape');
    await editor.screenshots(page, 'sign-in-signed-out', settings());
  });

  it('a token that the server does not accept is told where it was pasted; the right one signs in', async () => {
    const { text } = await makeToken('the editor');
    await portfolioView(page).getByRole('button', { name: 'Sign In' }).last().click();
    await paste(`${text.slice(0, -1)}${text.endsWith('a') ? 'b' : 'a'}`);
    await expect.poll(inputMessage).toContain('The server does not accept this token');
    await editor.screenshots(page, 'sign-in-wrong-token', settings());
    await paste(text);
    await expect.poll(() => portfolioRows(page)).not.toEqual([]);
    await expect
      .poll(() => lensTexts(page))
      .toEqual([expect.stringContaining('Write path | owner Ada Example')]);
    expect(await toastTexts(page)).toEqual([]);
  });

  it('the menu of accounts says who is signed in', async () => {
    await expect
      .poll(async () => {
        const entries = await openAccounts();
        await editor.screenshots(page, 'sign-in-accounts', settings());
        await page.keyboard.press('Escape');
        return entries;
      })
      .toContainEqual(expect.stringMatching(/\(Steward\)$/));
  });

  it('attack 71: no token stands in what the editor keeps: settings, state, logs and output', async () => {
    expect(texts).not.toEqual([]);
    // What is looked through is what the editor keeps: a text that has to be there is found.
    expect(await editor.server.filesWith([proxy.address])).not.toEqual([]);
    expect(await editor.server.filesWith(texts)).toEqual([]);
  });

  it('access tokens are listed, made with their text shown once, and revoked', async () => {
    const rows = page.locator('.quick-input-list .monaco-list-row');
    await runCommand(page, 'Steward: Access Tokens');
    await expect
      .poll(() => rows.allTextContents())
      .toEqual([
        expect.stringMatching(/the editor.*read, write, admin.*ends/),
        expect.stringContaining('Make'),
      ]);
    await pick(page, 'Make a token');
    const box = page.locator('.quick-input-widget .quick-input-box input');
    await expect.poll(() => page.locator('.quick-input-widget').textContent()).toContain('What is it for?');
    await box.fill('a pipeline');
    await box.press('Enter');
    await page
      .locator('.quick-input-widget .quick-input-list .monaco-list-row', { hasText: 'write' })
      .waitFor();
    await page.keyboard.press('Enter');
    await expect
      .poll(() => page.locator('.quick-input-widget').textContent())
      .toContain('For how many days?');
    await box.fill('400');
    await expect.poll(inputMessage).toContain('A whole number from 1 to 365');
    await box.fill('7');
    await box.press('Enter');
    await dialog().waitFor();
    const shown = /stw_[0-9A-Za-z]{49}/.exec((await dialog().textContent()) ?? '')?.[0] ?? '';
    texts.push(shown);
    await press('Copy');
    await expect.poll(() => clipboardText(page)).toBe(shown);
    await rows.filter({ hasText: 'a pipeline' }).waitFor();
    await editor.screenshots(page, 'sign-in-access-tokens', settings());
    await pick(page, 'a pipeline');
    await dialog().waitFor();
    await editor.screenshots(page, 'sign-in-revoke', settings());
    await press('Revoke');
    await expect.poll(() => rows.allTextContents()).toHaveLength(2);
    await page.keyboard.press('Escape');
    const answer = await fetch(`${server.address}/graphql`, {
      method: 'POST',
      headers: { authorization: `Bearer ${shown}`, 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ viewer { name } }' }),
    });
    expect(answer.status).toBe(401);
    expect(await toastTexts(page)).toEqual([]);
  });

  it('a token that is revoked while the editor is open: what was there stays with its age, and nothing is written', async () => {
    const { text, id } = await makeToken('another editor');
    await runCommand(page, "Steward: Enter the Server's Token");
    await paste(text);
    await input().waitFor({ state: 'hidden' });
    await expect.poll(() => portfolioRows(page)).toContain('Town services (demo)');
    await expect.poll(() => proxy.underWay()).toBe(1);
    const rows = await portfolioRows(page);
    const began = performance.now();
    await revoke(id);
    await expect.poll(awayMessage).toMatch(/^You are signed out\. This is as of \d+:\d+/);
    console.info(`signed out ${Math.round(performance.now() - began)} ms after the token was revoked`);
    await expect
      .poll(() => lensTexts(page))
      .toEqual([expect.stringMatching(/^Write path .* \| signed out · data .* old$/)]);
    expect(await portfolioRows(page)).toEqual(rows);
    expect(await toastTexts(page)).toEqual([]);
    await editor.screenshots(page, 'sign-in-revoked-while-open', settings());
    await chooseFromMenu(page, portfolioRow(page, 'Town services \\(demo\\)'), 'Edit a Field');
    await expect
      .poll(() => toastTexts(page))
      .toEqual([expect.stringMatching(/does not accept your token: sign in again/)]);
    await runCommand(page, 'Notifications: Clear All Notifications');
  });

  it('signs in again without a reload', async () => {
    const { text } = await makeToken('the editor again');
    await runCommand(page, 'Steward: Sign In');
    await paste(text);
    await expect.poll(awayMessage).toBe('');
    await expect.poll(() => portfolioRows(page)).toContain('Town services (demo)');
    await expect.poll(async () => (await lensTexts(page))[0]).not.toContain('signed out');
  });

  it('signs out: every surface says so at once, without a notification, and keeps no token', async () => {
    await expect.poll(() => proxy.underWay()).toBe(1);
    await runCommand(page, 'Steward: Sign Out');
    await expect.poll(() => proxy.underWay()).toBe(0);
    proxy.asked.length = 0;
    await expect
      .poll(portfolio)
      .toEqual({ text: expect.stringMatching(/^You are signed out/), buttons: ['Sign In', 'Try Again'] });
    expect(await portfolioRows(page)).toEqual([]);
    await expect.poll(() => lensTexts(page)).toEqual([expect.stringMatching(/\| signed out · data .* old$/)]);
    expect(await openAccounts()).not.toContainEqual(expect.stringContaining('(Steward)'));
    await page.keyboard.press('Escape');
    expect(await toastTexts(page)).toEqual([]);
    await editor.screenshots(page, 'sign-in-signed-out-again', settings());
    await runCommand(page, 'Steward: Refresh');
    await expect.poll(() => page.locator('.part.statusbar').textContent()).toContain('has looked again');
    expect(proxy.asked).toEqual([]);
    expect(await editor.server.filesWith(texts)).toEqual([]);
  });
});
