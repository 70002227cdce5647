import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useEditor } from './support/editor-test.ts';
import { type GitRepository, gitRepository } from './support/git-repository.ts';
import {
  clipboardText,
  hoverFirstLine,
  hoverTexts,
  lensPart,
  lensTexts,
  openFile,
  runCommand,
  statusBarItem,
  statusBarLabel,
  statusBarText,
  toastTexts,
  treeRows,
} from './support/workbench.ts';

const codeowners = [
  '# Who looks after what',
  '*            @acme/platform',
  '/src/pay/    @acme/payments @ada',
  '/docs/       @acme/writers',
  '/docs/api/',
  '',
].join('\n');

const files = {
  '.github/CODEOWNERS': codeowners,
  'src/pay/charge.ts': 'export const charge = 1;\n',
  'src/shared/money.ts': 'export const money = 2;\n',
  'docs/api/index.md': '# API\n',
};

describe('without a server, the editor tells from the CODEOWNERS of the working copy', () => {
  const editor = useEditor();
  let repository: GitRepository;
  let page: Page;

  beforeAll(async () => {
    repository = await gitRepository({ files });
    page = await editor.open(repository.path);
  });
  afterAll(() => repository?.remove());
  beforeEach(() => editor.server.changeSettings({}));

  it('whose each file is, with the rule and the line that decide', async () => {
    await openFile(page, 'src/pay/charge.ts');
    await expect
      .poll(() => lensTexts(page))
      .toEqual(['owners @acme/payments, @ada | from CODEOWNERS line 3: /src/pay/']);
    await expect.poll(() => statusBarText(page)).toBe('@acme/payments and 1 more · from CODEOWNERS');
    await editor.screenshots(page, 'from-codeowners');

    await openFile(page, 'src/shared/money.ts');
    await expect.poll(() => lensTexts(page)).toEqual(['owner @acme/platform | from CODEOWNERS line 2: *']);
    await expect.poll(() => statusBarText(page)).toBe('@acme/platform · from CODEOWNERS');

    await openFile(page, 'docs/api/index.md');
    await expect
      .poll(() => lensTexts(page))
      .toEqual(['no owner | from CODEOWNERS line 5: cleared by /docs/api/ | claim it']);
    await expect.poll(() => statusBarText(page)).toBe('no owner · from CODEOWNERS');
    await expect
      .poll(() => statusBarLabel(page))
      .toBe('Steward: no owner, from CODEOWNERS line 5: cleared by /docs/api/');
    expect(await toastTexts(page)).toEqual([]);
  });

  it('more in the hover over the first line', async () => {
    await openFile(page, 'src/pay/charge.ts');
    await expect.poll(() => lensTexts(page)).toHaveLength(1);
    await hoverFirstLine(page);
    await expect.poll(() => hoverTexts(page)).toContain('Owner @acme/payments');
    const text = await hoverTexts(page);
    expect(text).toContain('Owner @ada');
    expect(text).toContain('Rule from CODEOWNERS line 3: /src/pay/ (.github/CODEOWNERS)');
    expect(text).toContain('Repository github.com/acme/pay');
    await editor.screenshots(page, 'hover');
  });

  it('the same as a tree in the view "This File"', async () => {
    await openFile(page, 'src/pay/charge.ts');
    await statusBarItem(page).click();
    await expect
      .poll(() => treeRows(page, 'This File'))
      .toEqual([
        'Owner @acme/payments',
        'Owner @ada',
        'Rule from CODEOWNERS line 3: /src/pay/ (.github/CODEOWNERS)',
        'Repository github.com/acme/pay',
      ]);
  });

  it('and opens the deciding rule at its line', async () => {
    await openFile(page, 'src/pay/charge.ts');
    await lensPart(page, 'from CODEOWNERS line 3').click();
    await page.locator('.tab.active[data-resource-name="CODEOWNERS"]').waitFor();
    await expect
      .poll(() => page.locator('.statusbar-item[id="status.editor.selection"]').textContent())
      .toContain('Ln 3');
  });

  it('and copies the owner, from the palette too', async () => {
    await openFile(page, 'src/pay/charge.ts');
    await runCommand(page, "Steward: Copy This File's Owner");
    await expect.poll(() => clipboardText(page)).toBe('@acme/payments @ada');
  });

  it('something else as soon as the CODEOWNERS is saved', async () => {
    await openFile(page, 'src/shared/money.ts');
    await repository.write('.github/CODEOWNERS', '*.ts @acme/typescript\n');
    await expect
      .poll(() => lensTexts(page))
      .toEqual(['owner @acme/typescript | from CODEOWNERS line 1: *.ts']);
    await expect.poll(() => statusBarText(page)).toBe('@acme/typescript · from CODEOWNERS');
    await repository.write('.github/CODEOWNERS', codeowners);
    await expect.poll(() => lensTexts(page)).toEqual(['owner @acme/platform | from CODEOWNERS line 2: *']);
  });
});
