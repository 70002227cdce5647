// Loaded before a server: leaves in a file, each second, how late its event loop was since it was asked to count anew.
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

export interface LoopDelay {
  /** Milliseconds beyond those that the clock itself was set to. */
  readonly p50: number;
  readonly p99: number;
}

const resolution = 10;
const file = process.env.LOOP_DELAY_FILE ?? '';
const delay = monitorEventLoopDelay({ resolution });
delay.enable();
setInterval(() => {
  if (existsSync(`${file}.reset`)) {
    rmSync(`${file}.reset`);
    delay.reset();
  }
  const late = (percent: number) => Math.max(0, delay.percentile(percent) / 1e6 - resolution);
  writeFileSync(file, JSON.stringify({ p50: late(50), p99: late(99) } satisfies LoopDelay));
}, 500).unref();
