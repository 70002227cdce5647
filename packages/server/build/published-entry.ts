#!/usr/bin/env node
// The entry of the published folder. An older Node would end in a stack trace about a module it does not have.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major > 22 || (major === 22 && minor >= 18)) {
  await import('../../cli/src/main.ts');
} else {
  process.stderr.write(
    `steward: this is Node ${process.versions.node}, and 22.18 or newer is needed: install one from https://nodejs.org\n`,
  );
  process.exitCode = 2;
}
