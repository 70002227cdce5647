import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useEditor } from './support/editor-test.ts';
import { type GitRepository, gitRepository } from './support/git-repository.ts';
import {
  hoverFirstLine,
  hoverTexts,
  lensTexts,
  openFile,
  pick,
  runCommand,
  showSideBar,
  sideBarIcon,
  statusBarText,
  view,
} from './support/workbench.ts';

describe('every surface has a switch that works without a reload', () => {
  const editor = useEditor();
  let repository: GitRepository;
  let page: Page;

  beforeAll(async () => {
    repository = await gitRepository({
      files: { CODEOWNERS: '* @acme/pay\n', 'a.txt': 'See https://example.com/a\n' },
    });
    page = await editor.open(repository.path);
    await openFile(page, 'a.txt');
  });
  afterAll(() => repository?.remove());
  beforeEach(async () => {
    await editor.server.changeSettings({});
    await expect.poll(() => lensTexts(page)).toHaveLength(1);
    await expect.poll(() => statusBarText(page)).toContain('@acme/pay');
  });

  it('steward.statusBar.enabled', async () => {
    await editor.server.changeSettings({ 'steward.statusBar.enabled': false });
    await expect.poll(() => statusBarText(page)).toBeUndefined();
    expect(await lensTexts(page)).toHaveLength(1);
    await editor.server.changeSettings({});
    await expect.poll(() => statusBarText(page)).toBe('@acme/pay · from CODEOWNERS');
  });

  it('steward.codeLens.enabled', async () => {
    await editor.server.changeSettings({ 'steward.codeLens.enabled': false });
    await expect.poll(() => lensTexts(page)).toEqual([]);
    expect(await statusBarText(page)).toBe('@acme/pay · from CODEOWNERS');
    await editor.server.changeSettings({});
    await expect.poll(() => lensTexts(page)).toEqual(['owner @acme/pay | from CODEOWNERS line 1: *']);
  });

  it('steward.hover.enabled', async () => {
    // Another surface tells that the settings have arrived.
    await editor.server.changeSettings({
      'steward.hover.enabled': false,
      'steward.statusBar.enabled': false,
    });
    await expect.poll(() => statusBarText(page)).toBeUndefined();
    await hoverFirstLine(page);
    // The editor's own hover over a link comes; ours is not with it.
    await expect.poll(() => hoverTexts(page)).toContain('Follow link');
    expect(await hoverTexts(page)).not.toContain('@acme/pay');
    await page.keyboard.press('Escape');
    await editor.server.changeSettings({});
    await expect.poll(() => statusBarText(page)).toContain('@acme/pay');
    await hoverFirstLine(page);
    await expect.poll(() => hoverTexts(page)).toContain('@acme/pay');
  });

  it('steward.thisFile.enabled', async () => {
    await expect.poll(() => view(page, 'This File').count()).toBe(1);
    await editor.server.changeSettings({ 'steward.thisFile.enabled': false });
    await expect.poll(() => view(page, 'This File').count()).toBe(0);
    await editor.server.changeSettings({});
    await expect.poll(() => view(page, 'This File').count()).toBe(1);
  });

  it('steward.portfolio.enabled', async () => {
    await showSideBar(page, 'Steward');
    await expect.poll(() => view(page, 'Steward: Portfolio').or(view(page, 'Portfolio')).count()).toBe(1);
    await editor.server.changeSettings({ 'steward.portfolio.enabled': false });
    await expect.poll(() => view(page, 'Steward: Portfolio').or(view(page, 'Portfolio')).count()).toBe(0);
    await editor.server.changeSettings({
      'steward.portfolio.enabled': false,
      'steward.changes.enabled': false,
    });
    await expect.poll(() => sideBarIcon(page, 'Steward').count()).toBe(0);
    await editor.server.changeSettings({});
    await expect.poll(() => sideBarIcon(page, 'Steward').count()).toBe(1);
    await showSideBar(page, 'Explorer');
  });

  it('and is hidden and shown again in place, by a command', async () => {
    await runCommand(page, 'Steward: Hide a Surface');
    await pick(page, 'Line at the top of the file');
    await expect.poll(() => lensTexts(page)).toEqual([]);
    await runCommand(page, 'Steward: Show a Surface');
    await pick(page, 'Line at the top of the file');
    await expect.poll(() => lensTexts(page)).toHaveLength(1);
  });
});
