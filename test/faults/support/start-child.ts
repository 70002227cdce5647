// A server's start in a process of its own: `node start-child.ts <StartCommand as JSON>`. Reports one line of JSON; when
// it started it stays until its input ends.
import { lockDirectory } from '@steward/server/test/platform/database/directory-lock.ts';
import { type StartProblem, startProblemLine } from '@steward/server/test/platform/database/start-problem.ts';
import type { StartCommand, StartReport } from './child.ts';

type Outcome = { applied: string[]; end(): void } | StartProblem;

const command: StartCommand = JSON.parse(process.argv[2] ?? '');
const options = { command: 'the first server', now: new Date() };
const began = performance.now();
const outcome = command.lockOnly ? await takeLock() : await startWhole();
const ms = Math.round(performance.now() - began);

if ('end' in outcome) {
  report({ ok: true, applied: outcome.applied, ms });
  process.stdin.resume();
  process.stdin.once('end', outcome.end);
} else {
  report({ ok: false, code: outcome.code, line: startProblemLine(outcome), ms });
  process.exitCode = 1;
}

function report(line: StartReport): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

async function takeLock(): Promise<Outcome> {
  if (command.target.kind !== 'embedded') throw new Error('only a directory has a lock');
  const lock = await lockDirectory(command.target.directory, options.command, options.now);
  return lock.ok ? { applied: [], end: lock.value.release } : lock.problem;
}

async function startWhole(): Promise<Outcome> {
  const { startDatabase } = await import('@steward/server/test/platform/database/start-database.ts');
  const { target, migrations } = command;
  const start = await startDatabase(target, migrations ? { ...options, migrations } : options);
  if (!start.ok) return start.problem;
  return { applied: start.database.applied, end: () => void start.database.close() };
}
