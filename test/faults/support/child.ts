import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { DatabaseTarget } from '@steward/server/test/platform/database/target.ts';
import type { Migration } from '@steward/server/test/platform/migrations/migration-files.ts';
import { onTestFinished } from 'vitest';

export type StartCommand = { target: DatabaseTarget; migrations?: Migration[]; lockOnly?: boolean };

/** `ms`: how long the start itself took, without the process around it. */
export type StartReport = { ms: number } & (
  | { ok: true; applied: string[] }
  | { ok: false; code: string; line: string }
);

export type Child = {
  pid: number;
  /** What it reported; null when it ended without a word. */
  report: Promise<StartReport | null>;
  /** Its exit code, null when a signal ended it. */
  exit: Promise<number | null>;
  /** Lets it close its database and end. */
  end(): Promise<number | null>;
  kill(): Promise<number | null>;
};

const script = fileURLToPath(new URL('./start-child.ts', import.meta.url));

/** `under`: a program that runs it, with its arguments, for example `unshare --pid --fork`. */
export function startChild(command: StartCommand, under: string[] = []): Child {
  const [program = process.execPath, ...args] = [...under, process.execPath, script, JSON.stringify(command)];
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const exit = new Promise<number | null>((resolve) => child.once('close', resolve));
  onTestFinished(() => void child.kill('SIGKILL'));
  return {
    pid: child.pid ?? 0,
    report: firstLine(child),
    exit,
    end: () => {
      child.stdin.end();
      return exit;
    },
    kill: () => {
      child.kill('SIGKILL');
      return exit;
    },
  };
}

function firstLine(child: ChildProcess): Promise<StartReport | null> {
  return new Promise((resolve) => {
    let text = '';
    child.stdout?.on('data', (piece) => {
      text += piece;
      const end = text.indexOf('\n');
      if (end >= 0) resolve(JSON.parse(text.slice(0, end)));
    });
    child.once('close', () => resolve(null));
  });
}
