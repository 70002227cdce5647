import { setTimeout as wait } from 'node:timers/promises';
import type { LoadTarget } from './http-load.ts';
import { percentileOf } from './statistics.ts';

export interface OpenLoadResult {
  readonly requests: number;
  /** Milliseconds from the instant at which a question was due, so that a stall of the server is seen in all it delays. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** Asks `perSecond` questions a second, whether the ones before have been answered or not; checks every answer. */
export async function openLoad(
  target: LoadTarget,
  options: {
    perSecond: number;
    ms: number;
    body: (n: number) => string;
    isRight: (answer: string, n: number) => boolean;
  },
): Promise<OpenLoadResult> {
  const count = Math.round((options.perSecond * options.ms) / 1000);
  const started = performance.now();
  const times = await Promise.all(
    Array.from({ length: count }, async (_, n) => {
      const due = started + (n * 1000) / options.perSecond;
      await wait(Math.max(0, due - performance.now()));
      const response = await fetch(target.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...target.headers },
        body: options.body(n),
      });
      const text = await response.text();
      if (response.status !== 200 || !options.isRight(text, n))
        throw new Error(`${target.url} answered ${response.status} ${text.slice(0, 2_000)}`);
      return performance.now() - due;
    }),
  );
  const at = (share: number) => percentileOf(times, share);
  return { requests: count, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
