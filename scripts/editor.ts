// pnpm editor [folder]: the folder, or the demonstration, in VS Code with the extension installed.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildVsix } from '../packages/vscode/build/vsix.ts';
import { codeServerFolder, codeServerVersion, findCodeServer, installCodeServer } from './code-server.ts';
import { runCodeServer } from './run-code-server.ts';

// A package manager starts scripts at the root; the person stands elsewhere.
const here = process.env.INIT_CWD ?? process.cwd();
const [wanted, ...rest] = process.argv.slice(2);
const folder = resolve(here, wanted ?? fileURLToPath(new URL('..', import.meta.url)));

if (rest.length > 0) {
  fail(2, `pnpm editor takes one folder, and was given ${rest.length + 1}`);
} else if (!existsSync(folder)) {
  fail(2, `${folder} does not exist: give a folder to open, or none for the demonstration`);
} else {
  try {
    const vsix = (await buildVsix()).file;
    if (!openInDesktop(vsix)) await openInBrowser(vsix);
  } catch (error) {
    fail(1, error instanceof Error ? error.message : String(error));
  }
}

/** False where VS Code is not installed, or has no window to open. */
function openInDesktop(vsix: string): boolean {
  const code = process.platform === 'win32' ? 'code.cmd' : 'code';
  const options = { stdio: 'inherit', shell: process.platform === 'win32' } as const;
  if (spawnSync(code, ['--install-extension', vsix, '--force'], options).status !== 0) return false;
  if (spawnSync(code, [folder], options).status !== 0) return false;
  console.log(`Opened ${folder} in VS Code, with the extension installed.`);
  return true;
}

async function openInBrowser(vsix: string): Promise<void> {
  let codeServer = await findCodeServer();
  if (!codeServer) {
    console.log(
      `No VS Code is installed here. Installing one for the browser: code-server ${codeServerVersion}, 0.8 GB, into ` +
        `${codeServerFolder()}. This takes 4-5 minutes, once.`,
    );
    codeServer = await installCodeServer();
  }
  const home = await mkdtemp(join(tmpdir(), 'steward-editor-'));
  const { origin, stop } = await runCodeServer({ codeServer, home, vsix });
  console.log(`Open ${origin}/?folder=${encodeURI(folder)} in a browser. Ctrl-C ends it.`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void stop().then(() => rm(home, { recursive: true, force: true, maxRetries: 5 }));
    });
  }
}

function fail(code: number, message: string): void {
  console.error(message);
  process.exitCode = code;
}
