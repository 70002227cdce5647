import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRecord } from './support/create-record.ts';
import { useEditor } from './support/editor-test.ts';
import { type GitRepository, gitRepository } from './support/git-repository.ts';
import { portfolioView } from './support/portfolio-view.ts';
import { useWatchedServer } from './support/watched-server.ts';
import { oneLine, runCommand, sideBarIcon, toastTexts } from './support/workbench.ts';

const titles = [
  'Connect to a server',
  'Add this repository',
  'See whose a file is',
  'See changes at their lines',
  'Walk through the portfolio',
];

describe('the walkthrough', () => {
  const watched = useWatchedServer();
  const editor = useEditor({ env: watched.environment });
  let repository: GitRepository;
  let page: Page;
  const steps = () => page.locator('.gettingStartedContainer .getting-started-step');
  const step = (title: string): Locator => steps().filter({ has: page.getByText(title, { exact: true }) });
  /** Titles of the steps that are ticked off. */
  const done = async () => {
    const checked = steps().filter({ has: page.locator('.codicon-getting-started-step-checked') });
    return (await checked.locator('.step-title').allTextContents()).map(oneLine);
  };
  const press = async (title: string, button: string) => {
    await runCommand(page, 'Steward: Get Started');
    await step(title).locator('.step-title').click();
    await step(title).locator('.monaco-button', { hasText: button }).click();
  };

  beforeAll(async () => {
    repository = await gitRepository({ files: { CODEOWNERS: '* @acme/pay\n', 'a.ts': 'export {};\n' } });
    await editor.server.changeSettings({});
    page = await editor.open(repository.path);
    // The list of commands holds those of the extension from then on.
    await sideBarIcon(page, 'Steward').waitFor({ timeout: 100_000 });
  });
  afterAll(() => repository?.remove());

  it('is opened by a command, and has ticked off what is so already', async () => {
    await runCommand(page, 'Steward: Get Started');
    await expect
      .poll(async () => (await steps().locator('.step-title').allTextContents()).map(oneLine))
      .toEqual(titles);
    await expect.poll(done, { timeout: 100_000 }).toEqual(['Connect to a server']);
    // The pictures need the room.
    await page.keyboard.press('ControlOrMeta+B');
    for (const [index, title] of titles.entries()) {
      await step(title).locator('.step-title').click();
      const picture = page.frameLocator('iframe.webview.ready').frameLocator('iframe').locator('svg > title');
      await expect.poll(() => picture.first().textContent()).toMatch(pictures[index]!);
      await editor.screenshots(page, `walkthrough-${index + 1}`);
    }
    await page.keyboard.press('ControlOrMeta+B');
    expect(await toastTexts(page)).toEqual([]);
  });

  it('ticks a step off once what it is about is so, or is seen', async () => {
    await createRecord(watched.server, 'Repository', { key: 'github.com/acme/pay', name: 'Pay' });
    await runCommand(page, 'Steward: Refresh');
    await expect.poll(done).toEqual(titles.slice(0, 2));
    await press('See whose a file is', 'Show the Files');
    await page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'a.ts' }).dblclick();
    await page.locator('.tab.active[data-resource-name="a.ts"]').waitFor();
    await press('Walk through the portfolio', 'Show the Portfolio');
    await portfolioView(page).first().waitFor();
    await page.locator('.tab[data-resource-name="a.ts"]').click();
    await press('See changes at their lines', 'Show the Changes');
    await expect.poll(done).toEqual(titles);
  });
});

const pictures = [/server/, /tick/, /owner/, /margin/, /tree/];
