import { join } from 'node:path';
import { removeServerFile, writeServerFile } from '@steward/client/server-file.ts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningSteward, runServer, serverPlace } from '../support/steward-server.ts';
import { tokenOf } from './support/ask-server.ts';
import { demonstrationRepository } from './support/demonstration-repository.ts';
import { useEditor } from './support/editor-test.ts';
import type { GitRepository } from './support/git-repository.ts';
import { type RecordingProxy, recordingProxy } from './support/recording-proxy.ts';
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

/** The server's own user, and the user of the editor, who finds only what stands before the server. */
const place = serverPlace();
const editorPlace = serverPlace();
const file = 'packages/server/src/platform/record/run-write.ts';
/** Those that show the index of the repository in front, one by one; the others are off throughout. */
const looked = ['statusBar', 'codeLens', 'hover', 'thisFile'] as const;
const surfaces = [...looked, 'changeLines', 'fileBadges', 'drift', 'portfolio', 'changes'] as const;
type Surface = (typeof looked)[number];
const only = (on?: Surface) =>
  Object.fromEntries(surfaces.map((each) => [`steward.${each}.enabled`, each === on]));

describe('a surface that is switched off asks the server nothing', () => {
  const editor = useEditor({ env: editorPlace.environment });
  const state = join(editorPlace.environment.XDG_STATE_HOME ?? '', 'steward', 'servers');
  let server: RunningSteward;
  let proxy: RecordingProxy;
  let repository: GitRepository;
  let page: Page;

  beforeAll(async () => {
    [server, repository] = await Promise.all([
      runServer(place, ['serve', '--port', '0']),
      demonstrationRepository([file]),
    ]);
    proxy = await recordingProxy(server.address);
    writeServerFile(state, {
      address: proxy.address,
      process: process.pid,
      dataDirectory: null,
      token: tokenOf(place.environment, server.address),
      startedAt: new Date().toISOString(),
    });
    await editor.server.changeSettings(only());
    page = await editor.open(repository.path);
    await openFile(page, file);
  });
  afterAll(async () => {
    removeServerFile(state, process.pid);
    await proxy?.close();
    await server?.end();
    await repository?.remove();
    editorPlace.remove();
    place.remove();
  });

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
      const before = proxy.asked.length;
      await editor.server.changeSettings(only(surface));
      await shown[surface]();
      expect(new Set(proxy.asked)).toEqual(new Set(['RepositoryIndex']));
      // One request the first time; afterwards what is here is young enough.
      expect(proxy.asked.length - before).toBe(before === 0 ? 1 : 0);
      expect(proxy.asked).toHaveLength(1);

      await editor.server.changeSettings(only());
      await expect.poll(() => statusBarText(page)).toBeUndefined();
      await expect.poll(() => lensTexts(page)).toEqual([]);
      await expect.poll(() => view(page, 'This File').count()).toBe(0);
      // Even a refresh by hand asks nothing that nobody would see.
      const said = async () => oneLine(await page.locator('.part.statusbar').textContent());
      await runCommand(page, 'Steward: Refresh');
      await expect.poll(said).toContain('Steward has looked again');
      expect(proxy.asked).toHaveLength(1);
      await expect.poll(said).not.toContain('Steward has looked again');
    },
  );
});
