import { afterEach, describe, expect, it, vi } from 'vitest';
import { inSlices, turnsOf } from './in-slices.ts';

afterEach(() => void vi.restoreAllMocks());

const spin = (ms: number) => {
  for (const until = performance.now() + ms; performance.now() < until; );
};

function* busy(steps: number, ms: number): Generator<void, number> {
  for (let step = 0; step < steps; step++) {
    yield;
    spin(ms);
  }
  return steps;
}

/** How often others had their turn while the work was done. */
async function turnsMeanwhile(work: Promise<unknown>): Promise<number> {
  let turns = 0;
  let over = false;
  const next = () => {
    turns += 1;
    if (!over) setImmediate(next);
  };
  setImmediate(next);
  await work;
  over = true;
  return turns;
}

const noDatabase = { $queryRaw: () => Promise.reject(new Error('not that long')) as never };

describe('a long computation', () => {
  it('lets others have their turn, and gives its result', async () => {
    const work = inSlices(busy(20, 10), turnsOf(noDatabase));
    expect(await turnsMeanwhile(work)).toBeGreaterThanOrEqual(5);
    expect(await work).toBe(20);
  });

  it('keeps its transaction awake when it takes so long that the database would end it', async () => {
    let now = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => now);
    function* long(): Generator<void, void> {
      for (; now < 12_000; now += 1_000) yield;
    }
    const tx = { $queryRaw: vi.fn(() => Promise.resolve([])) };
    await inSlices(long(), turnsOf(tx as never));
    expect(tx.$queryRaw).toHaveBeenCalledTimes(3);
  });
});
