import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createRecord, openChange } from './support/create-record.ts';
import { useEditor } from './support/editor-test.ts';
import { type GitRepository, gitRepository } from './support/git-repository.ts';
import { marginSigns } from './support/margin.ts';
import { useWatchedServer } from './support/watched-server.ts';
import {
  hoverTexts,
  lensPart,
  lensTexts,
  openFile,
  pick,
  runCommand,
  toastTexts,
} from './support/workbench.ts';

const numbered = (name: string, count: number) =>
  Array.from({ length: count }, (_, i) => `export const ${name}${i + 1} = ${i + 1};\n`).join('');

describe('the lines that an open change touches', () => {
  const watched = useWatchedServer();
  const editor = useEditor({ env: watched.environment });
  let repository: GitRepository;
  let page: Page;
  let charge = '';
  /** The lenses about lines: those below the line about the file. */
  const lineLenses = async () => (await lensTexts(page)).filter((text) => text.startsWith('CHG-'));
  const firstLine = async () => {
    await page.locator('.editor-instance .view-lines').first().click();
    await page.keyboard.press('ControlOrMeta+Home');
  };

  beforeAll(async () => {
    repository = await gitRepository({
      files: { 'src/charge.ts': numbered('charge', 24), 'src/before.ts': numbered('limit', 9) },
    });
    const baseCommit = (await repository.git('rev-parse', 'HEAD')).trim();
    const planned = { plannedStart: '2040-01-02T10:00:00Z', plannedEnd: '2040-01-02T11:00:00Z' };
    const lines = (path: string, startLine: number, endLine: number, commit = baseCommit) => ({
      ...{ ...planned, systems: ['checkout'] },
      codeReferences: [{ repository: 'github.com/acme/pay', path, startLine, endLine, baseCommit: commit }],
    });
    await createRecord(watched.server, 'Repository', { key: 'github.com/acme/pay', name: 'Pay' });
    await createRecord(watched.server, 'System', { key: 'checkout', name: 'Checkout' });
    charge = await openChange(watched.server, { title: 'Charge *once*', ...lines('src/charge.ts', 8, 10) });
    await openChange(watched.server, { title: 'Raise the limit', ...lines('src/before.ts', 3, 4) });
    await openChange(watched.server, {
      title: 'From another clone',
      ...lines('src/charge.ts', 1, 2, '0123456789abcdef0123456789abcdef01234567'),
    });
    await repository.git('mv', 'src/before.ts', 'src/after.ts');
    await repository.write('src/after.ts', `// Limits.\n${numbered('limit', 9)}`);
    // Whoever types an address leaves a slash at its end, with which no repository was found at the folder.
    page = await editor.open(`${repository.path}/`);
  });
  afterAll(() => repository?.remove());
  beforeEach(() => editor.server.changeSettings({}));

  it('have a sign in the margin, a line above and a card; a commit that is not here leaves the file', async () => {
    await openFile(page, 'src/charge.ts');
    await expect.poll(lineLenses, { timeout: 100_000 }).toHaveLength(1);
    expect((await lineLenses())[0]).toMatch(
      new RegExp(`^${charge} Charge \\*once\\* · submitted · Jan 2, 2040, .+`),
    );
    await expect.poll(() => marginSigns(page)).toEqual([{ line: 8, sign: 'untouched' }]);
    // Both changes are counted where the file is spoken of.
    expect((await lensTexts(page)).join(' ')).toContain('2 open changes');
    await page.locator('.part.statusbar').hover();
    await page
      .locator('.editor-instance .view-line', { hasText: 'charge9 ' })
      .locator('span span')
      .first()
      .hover();
    await expect.poll(() => hoverTexts(page)).toContain(`${charge} Charge *once*`);
    expect(await hoverTexts(page)).toMatch(/lines 8–10 of src\/charge\.ts at [0-9a-f]{7}: unchanged since/);
    await editor.screenshots(page, 'change-lines');
    await page.keyboard.press('Escape');
    expect(await toastTexts(page)).toEqual([]);
  });

  it('move with what is typed above, without asking anybody', async () => {
    await firstLine();
    await expect.poll(() => watched.proxy.asked).toContain('Events');
    watched.proxy.asked.splice(0);
    await page.keyboard.type('// One.\n// Two.\n');
    await expect.poll(() => marginSigns(page)).toEqual([{ line: 10, sign: 'untouched' }]);
    await expect.poll(lineLenses).toHaveLength(1);
    expect(watched.proxy.asked).toEqual([]);
  });

  it('are touched by an edit inside, and are what they were once it is undone', async () => {
    await lensPart(page, charge).waitFor();
    await page.locator('.editor-instance .view-line', { hasText: 'charge9 ' }).click();
    await page.keyboard.press('End');
    await page.keyboard.type('//Once');
    await expect.poll(() => marginSigns(page)).toEqual([{ line: 10, sign: 'touched' }]);
    await expect.poll(async () => (await lineLenses())[0]).toContain('edited here');
    await editor.screenshots(page, 'change-lines-touched');
    await page.keyboard.press('ControlOrMeta+Z');
    await expect.poll(() => marginSigns(page)).toEqual([{ line: 10, sign: 'untouched' }]);
  });

  it('leave a sign where they stood when all are deleted', async () => {
    await page.locator('.editor-instance .view-line', { hasText: 'charge8 ' }).click();
    for (const _ of [8, 9, 10]) await page.keyboard.press('ControlOrMeta+Shift+K');
    await expect.poll(() => marginSigns(page)).toEqual([{ line: 10, sign: 'gone' }]);
    await expect.poll(async () => (await lineLenses())[0]).toContain('its lines are gone');
    await editor.screenshots(page, 'change-lines-gone');
    await runCommand(page, 'File: Revert File');
    await expect.poll(() => marginSigns(page)).toEqual([{ line: 8, sign: 'untouched' }]);
  });

  it('are followed into a file that has been renamed', async () => {
    await openFile(page, 'src/after.ts');
    await expect.poll(() => marginSigns(page)).toEqual([{ line: 4, sign: 'untouched' }]);
    await expect.poll(async () => (await lineLenses())[0] ?? '').toContain('Raise the limit');
    await expect.poll(async () => (await lensTexts(page))[0]).toContain('1 open change');
  });

  it('mark their file in the Explorer, once that is switched on', async () => {
    const badge = (file = 'charge.ts') =>
      page.evaluate<string>(`[...document.querySelectorAll(
        '.explorer-folders-view .monaco-list-row[aria-label^="${file}"] *')]
        .map((element) => getComputedStyle(element, '::after').content).join(' ')`);
    await openFile(page, 'src/charge.ts');
    expect(await badge()).not.toContain('Δ');
    await editor.server.changeSettings({ 'steward.fileBadges.enabled': true });
    await expect.poll(() => badge()).toContain('Δ');
    // The change names it by the name it had.
    await expect.poll(() => badge('after.ts')).toContain('Δ');
    await editor.screenshots(page, 'file-badges', { 'steward.fileBadges.enabled': true });
    await editor.server.changeSettings({});
    await expect.poll(() => badge()).not.toContain('Δ');
  });

  it('are hidden in place and by the switch, and shown again', async () => {
    await openFile(page, 'src/charge.ts');
    await expect.poll(lineLenses).toHaveLength(1);
    await editor.server.changeSettings({ 'steward.changeLines.enabled': false });
    await expect.poll(lineLenses).toEqual([]);
    expect(await marginSigns(page)).toEqual([]);
    // The line about the file stays.
    expect((await lensTexts(page)).join(' ')).toContain('2 open changes');
    await editor.server.changeSettings({});
    await expect.poll(lineLenses).toHaveLength(1);
    await runCommand(page, 'Steward: Hide a Surface');
    await pick(page, 'Lines that a change touches');
    await expect.poll(lineLenses).toEqual([]);
    await runCommand(page, 'Steward: Show a Surface');
    await pick(page, 'Lines that a change touches');
    await expect.poll(() => marginSigns(page)).toEqual([{ line: 8, sign: 'untouched' }]);
  });
});
