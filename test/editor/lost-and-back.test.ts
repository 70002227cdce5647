import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askServer, tokenOf } from '../support/ask-server.ts';
import { type RunningSteward, runServer, serverPlace } from '../support/steward-server.ts';
import { demonstrationRepository } from './support/demonstration-repository.ts';
import { useEditor } from './support/editor-test.ts';
import type { GitRepository } from './support/git-repository.ts';
import { lensTexts, openFile, runCommand, statusBarText, toastTexts } from './support/workbench.ts';

const place = serverPlace();
const file = 'packages/server/src/platform/record/run-write.ts';
const serve = ['serve', '--port', '0'];
const fresh = 'Write path | owner Ada Example | 99.95 % · 21 min 54 s a month allowed | 1 open change';

describe('a server that is lost and comes back', () => {
  const editor = useEditor({ env: place.environment });
  let server: RunningSteward;
  let repository: GitRepository;
  let page: Page;

  beforeAll(async () => {
    [server, repository] = await Promise.all([runServer(place, serve), demonstrationRepository([file])]);
    page = await editor.open(repository.path);
    await openFile(page, file);
  });
  afterAll(async () => {
    await server?.end();
    await repository?.remove();
    place.remove();
  });

  it('leaves the last good data with its age, and no toast', async () => {
    await expect.poll(() => lensTexts(page), { timeout: 100_000 }).toEqual([fresh]);
    await server.end('SIGKILL');
    await expect
      .poll(() => lensTexts(page))
      .toEqual([expect.stringMatching(/^Write path .* \| server away · data (less than 1|\d+) min old$/)]);
    await expect.poll(() => statusBarText(page)).toMatch(/^Ada Example · 99.95 % .* min old$/);
    await editor.screenshots(page, 'server-lost');
    expect(await toastTexts(page)).toEqual([]);
  });

  it('says so in a new window too, where the data comes from the disk', async () => {
    const next = await editor.open(repository.path);
    await openFile(next, file);
    await expect
      .poll(() => lensTexts(next), { timeout: 100_000 })
      .toEqual([expect.stringMatching(/^Write path .* \| server away · data .* old$/)]);
    await next.close();
  });

  it('is there again without a reload, at another address with another token', async () => {
    const before = { address: server.address };
    server = await runServer(place, serve);
    expect(server.address).not.toBe(before.address);
    expect(tokenOf(place.environment, server.address)).toMatch(/./);
    await expect.poll(() => lensTexts(page)).toEqual([fresh]);
    await expect.poll(() => statusBarText(page)).toBe('Ada Example · 99.95 % · 1 open change');
    // Not only the old data without its age: what was written since is seen.
    await rename(server, 'Way of writing');
    await runCommand(page, 'Steward: Refresh');
    await expect.poll(() => lensTexts(page)).toEqual([fresh.replace('Write path', 'Way of writing')]);
    expect(await toastTexts(page)).toEqual([]);
  });
});

async function rename(server: RunningSteward, name: string): Promise<void> {
  const { component } = await askServer<{ component: { revision: number } }>(
    server,
    '{ component(key: "write-path") { revision } }',
  );
  const { updateComponent } = await askServer<{ updateComponent: { __typename: string } }>(
    server,
    'mutation Rename($input: UpdateComponentInput!) { updateComponent(input: $input) { __typename } }',
    { input: { key: 'write-path', expectedRevision: component.revision, name } },
  );
  expect(updateComponent.__typename).toBe('UpdateComponentPayload');
}
