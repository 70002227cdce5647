import { readFileSync } from 'node:fs';
import { describeLifecycle } from '@steward/domain/change/describe-lifecycle.ts';
import { changeLifecycle } from '@steward/domain/change/lifecycle.ts';
import { expect, it } from 'vitest';

it('docs/change-lifecycle.md lists every step and every guard that is not enforced yet; pnpm docs writes it anew', () => {
  const text = readFileSync(new URL('../../docs/change-lifecycle.md', import.meta.url), 'utf8');
  expect(text.slice(text.indexOf('## Steps'))).toBe(describeLifecycle(changeLifecycle));
});
