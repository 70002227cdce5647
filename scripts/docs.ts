// pnpm docs: writes the parts of docs/ that say what the code declares. A contract test fails when they differ.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describeLifecycle } from '../packages/domain/src/change/describe-lifecycle.ts';
import { changeLifecycle } from '../packages/domain/src/change/lifecycle.ts';

const file = fileURLToPath(new URL('../docs/change-lifecycle.md', import.meta.url));
const [introduction = ''] = readFileSync(file, 'utf8').split('## Steps');
writeFileSync(file, introduction + describeLifecycle(changeLifecycle));
