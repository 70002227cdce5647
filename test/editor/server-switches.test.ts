import { readDemonstration } from '@steward/server/test/record/demonstration-files.ts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { askServer } from '../support/ask-server.ts';
import { writeUnshown } from './support/create-record.ts';
import { demonstrationRepository } from './support/demonstration-repository.ts';
import { useEditor } from './support/editor-test.ts';
import type { GitRepository } from './support/git-repository.ts';
import { useWatchedServer } from './support/watched-server.ts';
import {
  hoverFirstLine,
  hoverTexts,
  lensTexts,
  oneLine,
  openFile,
  runCommand,
  statusBarText,
  treeRows,
  view,
} from './support/workbench.ts';

const file = 'packages/server/src/platform/record/run-write.ts';
/** Those that show the index of the repository in front, one by one; the others are off throughout. */
const looked = ['statusBar', 'codeLens', 'hover', 'thisFile'] as const;
const surfaces = [...looked, 'changeLines', 'fileBadges', 'drift', 'portfolio', 'changes'] as const;
type Surface = (typeof looked)[number];
const only = (on?: Surface) =>
  Object.fromEntries(surfaces.map((each) => [`steward.${each}.enabled`, each === on]));

describe('a surface that is switched off asks the server nothing', () => {
  const watched = useWatchedServer({ demonstration: true });
  const editor = useEditor({ env: watched.environment });
  let repository: GitRepository;
  let page: Page;
  const lastOfDemonstration = async () => {
    const last = readDemonstration(new Date()).at(-1)?.documents.at(-1)?.title;
    const question = 'query Last { changes(first: 50) { nodes { title } } }';
    const { changes } = await askServer<{ changes: { nodes: { title: string }[] } }>(
      watched.server,
      question,
    );
    return changes.nodes.some(({ title }) => title === last);
  };
  const asked = (name: string) => watched.proxy.asked.filter((each) => each === name).length;

  beforeAll(async () => {
    repository = await demonstrationRepository([file]);
    // The server answers before all of the demonstration is in, and would tell of the rest.
    await vi.waitUntil(lastOfDemonstration, { timeout: 100_000, interval: 200 });
    await writeUnshown(watched.server);
    await editor.server.changeSettings(only());
    page = await editor.open(repository.path);
    await openFile(page, file);
  });
  afterAll(() => repository?.remove());

  const shown: Record<Surface, () => Promise<void>> = {
    statusBar: async () => {
      await expect.poll(() => statusBarText(page), { timeout: 100_000 }).toContain('Ada Example · 99.95 %');
    },
    codeLens: async () => {
      await expect.poll(() => lensTexts(page)).toEqual([expect.stringContaining('owner Ada Example')]);
    },
    hover: async () => {
      // Nothing else tells that the setting has arrived, and a pointer that rests asks only once.
      await expect
        .poll(
          async () => {
            const text = await hoverTexts(page);
            if (text === '') await hoverFirstLine(page);
            return text;
          },
          { interval: 2_000 },
        )
        .toContain('Owner Ada Example');
      await page.keyboard.press('Escape');
    },
    thisFile: async () => {
      await page.locator('.pane-header[aria-label="This File Section"][aria-expanded]').waitFor();
      await runCommand(page, "Steward: Show This File's Card");
      await expect.poll(() => treeRows(page, 'This File')).toContain('Owner Ada Example');
    },
  };

  it.each(looked)(
    '%s: the index is asked for while it is on, and nothing once all are off',
    async (surface) => {
      const before = asked('RepositoryIndex');
      const streams = asked('Events');
      await editor.server.changeSettings(only(surface));
      await shown[surface]();
      // One request the first time; afterwards what is here is young enough.
      expect(asked('RepositoryIndex') - before).toBe(before === 0 ? 1 : 0);
      // And one stream that tells of what is written, from where the one before it was.
      await expect.poll(() => asked('Events')).toBe(streams + 1);
      expect([asked('RepositoryIndex'), asked('EventsSince')]).toEqual([1, 1]);
      const all = watched.proxy.asked.length;
      expect(all).toBe(2 + asked('Events'));

      await editor.server.changeSettings(only());
      await expect.poll(() => statusBarText(page)).toBeUndefined();
      await expect.poll(() => lensTexts(page)).toEqual([]);
      await expect.poll(() => view(page, 'This File').count()).toBe(0);
      // Even a refresh by hand asks nothing that nobody would see.
      const said = async () => oneLine(await page.locator('.part.statusbar').textContent());
      await runCommand(page, 'Steward: Refresh');
      await expect.poll(said).toContain('Steward has looked again');
      expect(watched.proxy.asked).toHaveLength(all);
      await expect.poll(said).not.toContain('Steward has looked again');
    },
  );
});
