// pnpm test [vitest's own filters and options]: all tests that need no browser; the last line counts them.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseCLI, startVitest } from 'vitest/node';

const root = fileURLToPath(new URL('..', import.meta.url));
const generated = spawnSync(process.execPath, ['scripts/generate.ts'], { cwd: root, stdio: 'inherit' });
if (generated.status !== 0) process.exit(1);

const { filter, options } = parseCLI(['vitest', 'run', ...process.argv.slice(2)]);
const vitest = await startVitest('test', filter, { ...options, root, watch: false });

const count = { passed: 0, failed: 0, skipped: 0 };
for (const file of vitest.state.getTestModules()) {
  let failed = false;
  for (const test of file.children.allTests()) {
    const { state } = test.result();
    if (state === 'pending') continue;
    count[state]++;
    failed ||= state === 'failed';
  }
  // A file that cannot be loaded, or whose hooks fail, holds no failed test and must not pass for green.
  if (file.state() === 'failed' && !failed) count.failed++;
}
count.failed += vitest.state.getUnhandledErrors().length;
// Vitest says by the exit code alone that a setup failed, such as a database that is not there.
if (process.exitCode && count.failed === 0) count.failed = 1;
await vitest.close();
if (count.failed > 0 || count.passed === 0) process.exitCode = 1;
console.log(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
