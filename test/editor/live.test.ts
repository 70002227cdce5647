import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { askServer } from '../support/ask-server.ts';
import { createRecord, writeUnshown } from './support/create-record.ts';
import { useEditor } from './support/editor-test.ts';
import { type GitRepository, gitRepository } from './support/git-repository.ts';
import { expandRow, portfolioRow, portfolioRows, showPortfolio } from './support/portfolio-view.ts';
import {
  documentText,
  isDirty,
  openRecord,
  recordTab,
  replaceInDocument,
  writeRecord,
} from './support/record-document.ts';
import { useWatchedServer } from './support/watched-server.ts';
import { lensTexts, openFile, runCommand, toastTexts } from './support/workbench.ts';

describe('what others write', () => {
  const watched = useWatchedServer();
  const editor = useEditor({ env: watched.environment });
  let repository: GitRepository;
  let page: Page;
  const asked = () => watched.proxy.asked.splice(0);
  const write = (kind: string, key: string, fields: object) => writeRecord(watched.server, kind, key, fields);

  beforeAll(async () => {
    repository = await gitRepository({ files: { 'src/charge.ts': 'export const charge = 1;\n' } });
    await createRecord(watched.server, 'Repository', { key: 'github.com/acme/pay', name: 'Pay' });
    await createRecord(watched.server, 'System', {
      key: 'checkout',
      name: 'Checkout',
      purpose: 'Takes money',
    });
    await createRecord(watched.server, 'Component', {
      ...{ key: 'charge', name: 'Charging', system: 'checkout' },
      codeLocations: [{ repository: 'github.com/acme/pay', path: 'src/charge.ts' }],
    });
    await writeUnshown(watched.server);
    page = await editor.open(repository.path);
    await openFile(page, 'src/charge.ts');
  });
  afterAll(() => repository?.remove());
  beforeEach(() => editor.server.changeSettings({}));

  it('is told over one stream, and only what it concerns is asked for again', async () => {
    await expect
      .poll(() => lensTexts(page), { timeout: 100_000 })
      .toEqual([expect.stringContaining('Charging')]);
    await showPortfolio(page);
    await expandRow(page, 'Not in a portfolio');
    await expandRow(page, 'Checkout');
    await expect
      .poll(() => portfolioRows(page))
      .toEqual(['Not in a portfolio 1', 'Checkout in production', expect.stringMatching(/^Charging/)]);
    await expect.poll(() => watched.proxy.asked).toContain('Events');
    expect(asked().filter((name) => name.startsWith('Events'))).toEqual(['EventsSince', 'Events']);
    await write('Component', 'charge', { name: 'Charging cards' });
    await expect.poll(() => lensTexts(page)).toEqual([expect.stringContaining('Charging cards')]);
    await expect
      .poll(() => portfolioRows(page))
      .toEqual(['Not in a portfolio 1', 'Checkout in production', expect.stringMatching(/^Charging cards/)]);
    expect(asked().sort()).toEqual(['RepositoryIndex', 'TreeRecord']);
    // Of what stands nowhere here nobody hears.
    await createRecord(watched.server, 'ExternalParty', { key: 'bank', name: 'Bank' });
    await write('System', 'checkout', { stage: 'PILOT' });
    await expect.poll(() => portfolioRows(page)).toContain('Checkout pilot');
    await expect.poll(() => watched.proxy.asked.length).toBeGreaterThanOrEqual(2);
    expect(asked().sort()).toEqual(['RepositoryIndex', 'TreeRecord']);
  });

  it('appears where it belongs, moves and goes', async () => {
    await createRecord(watched.server, 'System', { key: 'ledger', name: 'Ledger' });
    await expect.poll(() => portfolioRows(page)).toContain('Ledger in production');
    await expect.poll(async () => (await portfolioRows(page))[0]).toBe('Not in a portfolio 2');
    await createRecord(watched.server, 'Portfolio', { key: 'retail', name: 'Retail' });
    await expect.poll(async () => (await portfolioRows(page))[0]).toBe('Retail');
    await write('System', 'ledger', { portfolio: 'retail' });
    await expect.poll(() => portfolioRows(page)).not.toContain('Ledger in production');
    // It has something under it now, and so can be opened.
    await expect.poll(() => portfolioRow(page, 'Retail').getAttribute('aria-expanded')).toBe('false');
    await expandRow(page, 'Retail');
    await expect.poll(async () => (await portfolioRows(page))[1]).toBe('Ledger in production');
    await askServer(
      watched.server,
      'mutation Archive { archiveSystem(input: { key: "ledger", expectedRevision: null }) { __typename } }',
    );
    await expect.poll(() => portfolioRows(page)).not.toContain('Ledger in production');
    expect(await toastTexts(page)).toEqual([]);
  });

  it('comes into an open document, and never under what somebody types', async () => {
    await openRecord(page, 'check', 'checkout');
    await write('System', 'checkout', { purpose: 'Takes cards' });
    await expect.poll(() => documentText(page)).toContain('"purpose": "Takes cards"');
    expect(await isDirty(page, 'checkout')).toBe(false);
    await replaceInDocument(page, 'Takes cards', 'Typed here');
    await expect.poll(() => isDirty(page, 'checkout')).toBe(true);
    await write('System', 'checkout', { name: 'The checkout' });
    await expect.poll(() => portfolioRows(page)).toContain('The checkout pilot');
    expect(await documentText(page)).toContain('"purpose": "Typed here"');
    expect(await documentText(page)).toContain('"name": "Checkout"');
    await editor.screenshots(page, 'live');
    await runCommand(page, 'File: Revert File');
    await expect.poll(() => documentText(page)).toContain('"name": "The checkout"');
    await expect.poll(() => documentText(page)).toContain('"purpose": "Takes cards"');
    await recordTab(page, 'checkout').waitFor();
  });

  it('a server that is gone is noticed in a window where nobody does anything', async () => {
    await openFile(page, 'src/charge.ts');
    await expect.poll(() => lensTexts(page)).toEqual([expect.stringContaining('Charging cards')]);
    await watched.server.end('SIGKILL');
    await expect
      .poll(() => lensTexts(page), { timeout: 60_000 })
      .toEqual([expect.stringMatching(/server away · data .* old$/)]);
    expect(await toastTexts(page)).toEqual([]);
  });
});
