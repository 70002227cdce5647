import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tokenOf } from '../support/ask-server.ts';
import { type RunningSteward, runServer, serverPlace } from '../support/steward-server.ts';
import { openChange } from './support/create-record.ts';
import { useEditor } from './support/editor-test.ts';
import { type GitRepository, gitRepository } from './support/git-repository.ts';
import { marginSigns } from './support/margin.ts';
import { portfolioRows, portfolioView, showPortfolio, welcomeWords } from './support/portfolio-view.ts';
import {
  lensPart,
  lensTexts,
  openFile,
  pick,
  runCommand,
  showSideBar,
  statusBarItem,
  toastTexts,
  treeRows,
} from './support/workbench.ts';

const place = serverPlace();
const files = {
  CODEOWNERS: '* @acme/pay\n',
  'catalog-info.yaml': [
    'apiVersion: backstage.io/v1alpha1',
    'kind: Component',
    'metadata: { name: checkout, title: Checkout }',
    'spec: { type: service, lifecycle: production, owner: payments, system: pay }',
    '---',
    'apiVersion: backstage.io/v1alpha1',
    'kind: System',
    'metadata: { name: pay, title: Paying }',
    'spec: { owner: payments }',
    '---',
    'apiVersion: backstage.io/v1alpha1',
    'kind: Group',
    'metadata: { name: payments, title: Payments }',
    'spec: { type: team, children: [] }',
    '',
  ].join('\n'),
  'src/charge.ts': 'export const charge = 1;\nexport const again = 2;\n',
};
const known = 'Checkout | owner Payments';

describe('in the worker of a browser, which has neither git nor a disk', () => {
  const editor = useEditor();
  let server: RunningSteward;
  let repository: GitRepository;
  let page: Page;
  /** Requests to the server that the browser itself has sent. */
  const sent: string[] = [];
  const settings = (more: object = {}) => ({
    'remote.extensionKind': { 'steward.steward': ['web'] },
    ...more,
  });
  const named = () => settings({ 'steward.server': server.address });

  beforeAll(async () => {
    const { origin } = new URL(editor.server.url());
    writeFileSync(join(place.path, 'steward.config.json'), JSON.stringify({ allowedOrigins: [origin] }));
    [server, repository] = await Promise.all([
      runServer(place, ['serve', '--port', '0', '--no-demo']),
      gitRepository({ files }),
    ]);
    await editor.server.changeSettings(settings());
    page = await editor.open(repository.path);
    page.context().on('request', (request) => {
      if (request.url().startsWith(server.address)) sent.push(request.url());
    });
    await openFile(page, 'src/charge.ts');
  });
  afterAll(async () => {
    await server?.end();
    await repository?.remove();
    place.remove();
  });

  it('owners come from CODEOWNERS, and the trees say what a browser needs', async () => {
    await expect
      .poll(() => lensTexts(page), { timeout: 100_000 })
      .toEqual(['owner @acme/pay | from CODEOWNERS line 1: *']);
    await showPortfolio(page);
    await expect
      .poll(() => welcomeWords(portfolioView(page)))
      .toEqual({
        text: expect.stringMatching(/^No Steward server answers this page.* allowedOrigins\.$/),
        buttons: ['Try Again', "Set the Server's Address"],
      });
    await editor.screenshots(page, 'browser-no-server', settings());
    await runCommand(page, 'Steward: Add This Repository');
    await expect
      .poll(() => toastTexts(page))
      .toEqual([expect.stringContaining(`name ${new URL(editor.server.url()).origin} in its setting`)]);
    await runCommand(page, 'Notifications: Clear All Notifications');
    expect(sent).toEqual([]);
  });

  it('the server that the settings name is asked from the page, with the token that was entered', async () => {
    await editor.server.changeSettings(named());
    await showSideBar(page, 'Explorer');
    await statusBarItem(page).click();
    await expect.poll(() => treeRows(page, 'This File')).toContain('Server you are signed out: sign in');
    await runCommand(page, "Steward: Enter the Server's Token");
    const input = page.locator('.quick-input-widget input[type="password"]');
    await input.fill(tokenOf(place.environment, server.address));
    await input.press('Enter');
    await expect.poll(async () => (await lensTexts(page))[0]).toContain('add this repository');
    expect(new Set(sent)).toEqual(new Set([`${server.address}/graphql`]));
  });

  it('the repository is added, read without git', async () => {
    await lensPart(page, 'add this repository').click();
    await page.locator('.quick-input-list', { hasText: 'Add github.com/acme/pay' }).waitFor();
    await pick(page, 'Add github.com/acme/pay');
    await expect.poll(() => lensTexts(page)).toEqual([known]);
    await showPortfolio(page);
    await expect.poll(() => portfolioRows(page)).toEqual([expect.stringMatching(/^Not in a portfolio/)]);
    await editor.screenshots(page, 'browser-portfolio', named());
  });

  it('a change that names lines stands at the file, because no git follows them', async () => {
    const baseCommit = (await repository.git('rev-parse', 'HEAD')).trim();
    const lines = { path: 'src/charge.ts', startLine: 2, endLine: 2, baseCommit };
    await openChange(server, {
      ...{ title: 'Charge once', components: ['checkout'], systems: ['pay'] },
      ...{ plannedStart: '2040-01-02T10:00:00Z', plannedEnd: '2040-01-02T11:00:00Z' },
      codeReferences: [{ repository: 'github.com/acme/pay', ...lines }],
    });
    // The server tells the worker too.
    await expect.poll(() => lensTexts(page)).toEqual([`${known} | 1 open change`]);
    expect(await marginSigns(page)).toEqual([]);
    await showSideBar(page, 'Explorer');
    await expect
      .poll(() => treeRows(page, 'This File'))
      .toContainEqual(expect.stringMatching(/^CHG-\d+ Charge once · .*lines 2/));
    await editor.screenshots(page, 'browser-lens', named());
    expect(await toastTexts(page)).toEqual([]);
  });

  it('what was heard outlives the server, and the page', async () => {
    await server.end();
    await runCommand(page, 'Steward: Refresh');
    await expect.poll(() => lensTexts(page)).toEqual([away]);
    await page.close();
    page = await editor.open(repository.path);
    await openFile(page, 'src/charge.ts');
    // Young enough: nobody is asked, so nobody is missed.
    await expect.poll(() => lensTexts(page), { timeout: 60_000 }).toEqual([`${known} | 1 open change`]);
    await runCommand(page, 'Steward: Refresh');
    await expect.poll(() => lensTexts(page)).toEqual([away]);
  });

  it('and the server is found again by itself', async () => {
    server = await runServer(place, ['serve', '--port', new URL(server.address).port, '--no-demo']);
    // A new start makes a new token.
    await expect
      .poll(() => lensTexts(page))
      .toEqual([expect.stringMatching(/^Checkout .* \| signed out · data .* old$/)]);
  });
});

const away = expect.stringMatching(/^Checkout .* \| server away · data .* old$/);
