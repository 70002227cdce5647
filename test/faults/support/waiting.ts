import { availableParallelism, loadavg } from 'node:os';

/**
 * How many processes want each core, at least 1: where a machine is busy with other things, everything takes that much
 * longer, and a bound in milliseconds is multiplied by it.
 */
export const wantedCores = (): number => Math.max(1, (loadavg()[0] ?? 0) / availableParallelism());
