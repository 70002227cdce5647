import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Runs a script in a process of its own, where nothing is warm, and reads the figures that it prints as JSON. */
export async function measureChild<Figures>(
  script: URL,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Figures> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', script.pathname, ...args], {
    env: { ...process.env, ...environment },
  });
  return JSON.parse(stdout) as Figures;
}
