import { describe, expect, it } from 'vitest';
import { limitAttempts } from './limit-attempts.ts';

describe('limitAttempts', () => {
  const world = { now: 0 };
  const limited = () => {
    world.now = 0;
    return limitAttempts({ most: 3, every: 1_000, clock: () => world.now });
  };

  it('allows so many at once, and one more after each span', () => {
    const attempt = limited();
    const waits = () => attempt('a').retryAfterMs;
    expect([waits(), waits(), waits(), waits(), waits()]).toEqual([null, null, null, 1_000, 1_000]);
    world.now = 999;
    expect(waits()).toBe(1);
    world.now = 1_000;
    expect([waits(), waits()]).toEqual([null, 1_000]);
    world.now = 60_000;
    expect([waits(), waits(), waits(), waits()]).toEqual([null, null, null, 1_000]);
  });

  it('counts each caller apart, and not what was given back', () => {
    const attempt = limited();
    for (let n = 0; n < 3; n++) attempt('a');
    expect(attempt('b').retryAfterMs).toBeNull();
    for (let n = 0; n < 10; n++) {
      const { retryAfterMs, giveBack } = attempt('c');
      expect(retryAfterMs).toBeNull();
      giveBack();
    }
  });
});
