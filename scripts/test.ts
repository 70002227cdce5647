// pnpm test [vitest's own filters and options]: all tests that need no browser; the last line counts them.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestError } from 'vitest';
import { parseCLI, startVitest } from 'vitest/node';
import { printable } from '../packages/domain/src/exchange/printable.ts';

/** A test in few lines: what became of it, its name, what each error says first, and where. */
function described(what: string, errors: readonly TestError[] = []): string[] {
  const said = errors.flatMap(({ message, stacks = [] }) => [
    ...String(message).split('\n').slice(0, 6),
    ...stacks.slice(0, 1).map(({ file, line }) => `at ${relative(root, file)}:${line}`),
  ]);
  return [what, ...said.map((line) => `    ${line}`)];
}

const root = fileURLToPath(new URL('..', import.meta.url));
const generated = spawnSync(process.execPath, ['scripts/generate.ts'], { cwd: root, stdio: 'inherit' });
if (generated.status !== 0) process.exit(1);

const { filter, options } = parseCLI(['vitest', 'run', ...process.argv.slice(2)]);
const vitest = await startVitest('test', filter, { ...options, root, watch: false });

const count = { passed: 0, failed: 0, skipped: 0 };
/** Said again before the last line: whoever sees only the end of the output must know what went wrong. */
const told: string[] = [];
for (const file of vitest.state.getTestModules()) {
  const name = `${file.project.name} ${file.relativeModuleId}`;
  let failed = false;
  for (const test of file.children.allTests()) {
    const { state, errors } = test.result();
    if (state === 'pending') continue;
    count[state]++;
    failed ||= state === 'failed';
    const outcome = state === 'failed' ? 'failed' : test.diagnostic()?.flaky ? 'second attempt' : null;
    if (outcome) told.push(...described(`${outcome}: ${name} > ${test.fullName}`, errors));
  }
  // A file that cannot be loaded, or whose hooks fail, holds no failed test and must not pass for green.
  if (file.state() === 'failed' && !failed) {
    count.failed++;
    told.push(...described(`failed: ${name}`, file.errors()));
  }
}
const unhandled = vitest.state.getUnhandledErrors();
count.failed += unhandled.length;
told.push(...unhandled.flatMap((error) => described('failed: outside of every test', [error as TestError])));
// Vitest says by the exit code alone that a setup failed, such as a database that is not there.
if (process.exitCode && count.failed === 0) count.failed = 1;
await vitest.close();
if (count.failed > 0 || count.passed === 0) process.exitCode = 1;
// A message may quote what a test fed to a parser.
for (const line of told) console.log(printable(line));
// For a script that adds up several runs.
const countFile = process.env.STEWARD_TEST_COUNT;
if (countFile) writeFileSync(countFile, `${count.passed} ${count.failed} ${count.skipped}\n`);
console.log(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
