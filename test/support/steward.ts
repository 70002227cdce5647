// The command line: as a person runs it, in a process of its own, or inside the test where many cases are asked.
import { spawn } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runSteward } from '@steward/cli/program.ts';

/** The command line's one file to run. */
export const stewardMain = fileURLToPath(new URL('../../packages/cli/src/main.ts', import.meta.url));

export interface StewardRun {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface StewardOptions {
  cwd: string;
  environment?: Record<string, string>;
  stdin?: string;
  /** What the clock says, milliseconds since 1970; inside this process alone. */
  now?: number;
}

/** Runs `steward <args>` to its end. */
export function steward(args: readonly string[], options: StewardOptions): Promise<StewardRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [stewardMain, ...args], {
      cwd: options.cwd,
      env: cleanEnvironment(options.environment),
    });
    const run: StewardRun = { code: null, stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      run.stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      run.stderr += text;
    });
    child.on('error', reject).on('close', (code) => resolve({ ...run, code }));
    child.stdin.on('error', () => {}).end(options.stdin ?? '');
  });
}

/** The same command in this process: quicker, and nothing of the process around it reaches it. */
export async function stewardInside(args: readonly string[], options: StewardOptions): Promise<StewardRun> {
  const run: StewardRun = { code: null, stdout: '', stderr: '' };
  const print = async (text: string) => {
    run.stdout += text;
    return true;
  };
  run.code = await runSteward(args, {
    cwd: options.cwd,
    environment: cleanEnvironment(options.environment),
    watched: false,
    print,
    printData: print,
    clearLine: () => {},
    note: (text) => {
      run.stderr += text;
    },
    now: () => options.now ?? Date.now(),
    readInput: async () => options.stdin ?? '',
    untilEnded: async () => {},
  });
  return run;
}

/** The environment of a person who has set nothing for Steward, with what the test sets. */
export function cleanEnvironment(more: Record<string, string> = {}): Record<string, string> {
  const { PATH = '', HOME = '', LANG = 'C.UTF-8' } = process.env;
  return { PATH, HOME, LANG, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', ...more };
}

/** A folder of the test's own; `remove` takes it away. */
export function temporaryFolder(): { path: string; remove: () => void } {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'steward-test-')));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
