import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type RunningSteward, runServer, serverPlace } from '../support/steward-server.ts';
import { demonstrationRepository, ownText } from './support/demonstration-repository.ts';
import { useEditor } from './support/editor-test.ts';
import type { GitRepository } from './support/git-repository.ts';
import {
  hoverFirstLine,
  hoverTexts,
  lensPart,
  lensTexts,
  openFile,
  statusBarItem,
  statusBarLabel,
  statusBarText,
  toastTexts,
  treeRows,
  view,
} from './support/workbench.ts';

const place = serverPlace();
const writePath = 'packages/server/src/platform/record/run-write.ts';
const client = 'packages/client/src/create-client.ts';
const matcher = 'packages/domain/src/code/resolve-file.ts';

const lens = {
  writePath: 'Write path | owner Ada Example | 99.95 % · 21 min 54 s a month allowed | 1 open change',
};

describe('with a server, the editor tells what it knows', () => {
  const editor = useEditor({ env: place.environment });
  let server: RunningSteward;
  let repository: GitRepository;
  let page: Page;

  beforeAll(async () => {
    [server, repository] = await Promise.all([
      runServer(place, ['serve', '--port', '0']),
      demonstrationRepository([writePath, client, matcher]),
    ]);
    page = await editor.open(repository.path);
  });
  afterAll(async () => {
    await server?.end();
    await repository?.remove();
    place.remove();
  });
  beforeEach(() => editor.server.changeSettings({}));

  it('component, owner, promise with its allowance and open changes in one line over the file', async () => {
    await openFile(page, writePath);
    // The first look of a new window, while server and editor still start.
    await expect.poll(() => lensTexts(page), { timeout: 100_000 }).toEqual([lens.writePath]);
    await expect.poll(() => statusBarText(page)).toBe('Ada Example · 99.95 % · 1 open change');
    expect(await statusBarLabel(page)).toBe(
      'Steward: Write path, owner Ada Example, 99.95 % · 21 min 54 s a month allowed, 1 open change',
    );
    await editor.screenshots(page, 'lens');
    expect(await toastTexts(page)).toEqual([]);
  });

  it('more in the hover: why this owner, whom to ask, what is promised and measured, what changes', async () => {
    await openFile(page, writePath);
    await expect.poll(() => lensTexts(page)).toEqual([lens.writePath]);
    await hoverFirstLine(page);
    await expect.poll(() => hoverTexts(page)).toContain('Owner Ada Example');
    const text = await hoverTexts(page);
    expect(text).toContain('Why recorded as the owner of Write path');
    expect(text).toContain('Owner Ada Example · chat.example.org/ada');
    expect(text).toContain('Achieved nothing measured yet');
    expect(text).toMatch(
      /CHG-\d+ Keep the history of roles readable after a rename \(demo\) · being assessed/,
    );
    // A change that names the system alone stands here, and in no count.
    expect(text).toContain('Second index over the outbox (demo)');
    expect(text).toContain('Rule from CODEOWNERS line');
    expect(text).toContain(
      'Processes Change enablement (demo), Incident management (demo), Service level management (demo)',
    );
    await editor.screenshots(page, 'card');
    await page.keyboard.press('Escape');
  });

  it('the same as a tree, every fact within reach of the keyboard', async () => {
    await openFile(page, writePath);
    await statusBarItem(page).click();
    await expect.poll(() => treeRows(page, 'This File')).toContain('Owner Ada Example');
    await view(page, 'This File').locator('.monaco-list').first().focus();
    await page.keyboard.press('Home');
    const reached = new Set<string>();
    const focused = view(page, 'This File').locator('.monaco-list-row.focused');
    for (let before = ''; ; ) {
      const label = (await focused.getAttribute('aria-label')) ?? '';
      if (label === before) break;
      reached.add(label);
      before = label;
      await page.keyboard.press('ArrowDown');
    }
    for (const fact of ['Owner: Ada Example', 'Achieved: nothing measured yet', 'System: Steward server'])
      expect([...reached].some((label) => label.startsWith(fact))).toBe(true);
    await editor.screenshots(page, 'this-file');
  });

  it('an owner that a catalog file declares, and opens the line that does', async () => {
    await openFile(page, client);
    await expect.poll(async () => (await lensTexts(page))[0]).toContain('API client | owner Eve Pretend');
    await lensPart(page, 'owner Eve Pretend').click();
    await page.locator('.tab.active[data-resource-name="catalog-info.yaml"]').waitFor();
    await expect
      .poll(() => page.locator('.statusbar-item[id="status.editor.selection"]').textContent())
      .toContain('Ln 10');
  });

  it('and lets the CODEOWNERS in front of the user win, saying that it differs', async () => {
    const text = await ownText('.github/CODEOWNERS');
    await repository.write('.github/CODEOWNERS', `${text}\n/packages/domain/ @nobody-yet\n`);
    await openFile(page, matcher);
    await expect
      .poll(async () => (await lensTexts(page))[0])
      .toContain('CODEOWNERS here differs from the indexed one');
    await repository.write('.github/CODEOWNERS', text);
    await expect.poll(async () => (await lensTexts(page))[0]).not.toContain('differs');
  });
});
