import { setImmediate as next } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { inGroups } from './in-groups.ts';

it('lets whatever waits have its turn between groups, and holds nobody up who comes alone', async () => {
  const turn = inGroups(3);
  const passed: number[] = [];
  const seen: number[] = [];
  const all = Array.from({ length: 9 }, async (_, n) => {
    await turn();
    passed.push(n);
  });
  for (let looks = 0; looks < 9; looks++) {
    seen.push(passed.length);
    await next();
  }
  await Promise.all(all);
  expect(passed).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  expect(seen.filter((count) => count > 0 && count < 9).length).toBeGreaterThanOrEqual(2);
  await turn();
});
