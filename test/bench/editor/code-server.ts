import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildVsix } from '../../../packages/vscode/build/vsix.ts';
import { installCodeServer } from '../../../scripts/code-server.ts';
import { runCodeServer } from '../../../scripts/run-code-server.ts';
import { newPerson, openWindow, startBrowser } from '../../editor/support/browser.ts';

const windows = 7;
const extension = 'Steward';

/** Milliseconds of activation, window by window, that a real VS Code shows under "Show Running Extensions". */
export async function activationInEditor(note: (text: string) => void): Promise<number[]> {
  const home = mkdtempSync(join(tmpdir(), 'steward-bench-code-'));
  const env = { ...process.env, XDG_STATE_HOME: join(home, 'state') };
  const { file: vsix } = await buildVsix();
  const editor = await runCodeServer({ codeServer: await installCodeServer(), home, vsix, env });
  const browser = await startBrowser();
  try {
    const person = await newPerson(browser);
    const times: number[] = [];
    for (let n = 0; n < windows; n++) {
      note(`opening window ${n + 1} of the editor`);
      const page = await openWindow(person, `${editor.origin}/?folder=${home}`);
      await page.locator('.statusbar-item').first().waitFor();
      await page.keyboard.press('F1');
      await page.locator('.quick-input-filter input').fill('>Developer: Show Running Extensions');
      await page.locator('.quick-input-list .monaco-list-row.focused').waitFor();
      await page.keyboard.press('Enter');
      const row = page.locator('.runtime-extensions-editor .extension', { hasText: extension });
      const text = await row.locator('.activation-time').textContent({ timeout: 60_000 });
      const [, milliseconds] = /(\d+) ?ms/.exec(text ?? '') ?? [];
      if (milliseconds === undefined) throw new Error(`the editor says of the activation: ${text}`);
      times.push(Number(milliseconds));
      await page.close();
    }
    return times;
  } finally {
    await browser.close();
    await editor.stop();
    rmSync(home, { recursive: true, force: true });
  }
}
