import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tokenOf } from '../support/ask-server.ts';
import { type RunningSteward, runServer, serverPlace } from '../support/steward-server.ts';
import { demonstrationRepository } from './support/demonstration-repository.ts';
import { useEditor } from './support/editor-test.ts';
import type { GitRepository } from './support/git-repository.ts';
import { type RecordingProxy, recordingProxy } from './support/recording-proxy.ts';
import { lensTexts, openFile, runCommand, statusBarItem, treeRows } from './support/workbench.ts';

/** The server runs for somebody else: the user of the editor finds no file of it. */
const place = serverPlace();
const file = 'packages/server/src/platform/record/run-write.ts';

describe('a server that the settings name', () => {
  const editor = useEditor();
  let server: RunningSteward;
  let fromFolder: RecordingProxy;
  let repository: GitRepository;
  let page: Page;

  beforeAll(async () => {
    [server, repository] = await Promise.all([
      runServer(place, ['serve', '--port', '0']),
      demonstrationRepository([file]),
    ]);
    fromFolder = await recordingProxy(server.address);
    await repository.write('.vscode/settings.json', JSON.stringify({ 'steward.server': fromFolder.address }));
    await editor.server.changeSettings({ 'steward.server': server.address });
    page = await editor.open(repository.path);
    await openFile(page, file);
  });
  afterAll(async () => {
    await fromFolder?.close();
    await server?.end();
    await repository?.remove();
    place.remove();
  });

  it('wants a token, and the card says so', async () => {
    await expect
      .poll(() => lensTexts(page), { timeout: 100_000 })
      .toEqual([expect.stringContaining('owner @demo/api-team | from CODEOWNERS')]);
    await statusBarItem(page).click();
    await expect.poll(() => treeRows(page, 'This File')).toContain('Server you are signed out: sign in');
    await editor.screenshots(page, 'signed-out', { 'steward.server': server.address });
  });

  it('is asked with the token that was entered, and no folder decides who gets it', async () => {
    await runCommand(page, "Steward: Enter the Server's Token");
    const input = page.locator('.quick-input-widget input[type="password"]');
    await input.fill(tokenOf(place.environment, server.address));
    await input.press('Enter');
    await expect
      .poll(() => lensTexts(page))
      .toEqual([expect.stringContaining('Write path | owner Ada Example')]);
    expect(await treeRows(page, 'This File')).toContain('Owner Ada Example');
    expect(fromFolder.asked).toEqual([]);
  });
});
