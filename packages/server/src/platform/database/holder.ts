import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** Who holds a data directory, for the one who comes second. Only a name: the lock itself is the operating system's. */
export type Holder = {
  process: number;
  host: string;
  command: string;
  /** ISO 8601, UTC. */
  since: string;
  /** Where it answers; null until it does. */
  address: string | null;
};

const fileOf = (directory: string) => join(directory, 'holder.json');

export function thisProcess(command: string, since: Date): Holder {
  return { process: process.pid, host: hostname(), command, since: since.toISOString(), address: null };
}

/** Whole or not at all: a reader never sees half of it. */
export function writeHolder(directory: string, holder: Holder): void {
  const beside = `${fileOf(directory)}.${process.pid}`;
  writeFileSync(beside, `${JSON.stringify(holder, null, 2)}\n`, { mode: 0o600 });
  renameSync(beside, fileOf(directory));
}

export function removeHolder(directory: string): void {
  rmSync(fileOf(directory), { force: true });
}

/** Null when nobody has written a name yet, or what stands there is not one. */
export function readHolder(directory: string): Holder | null {
  if (!existsSync(fileOf(directory))) return null;
  try {
    const holder: Partial<Holder> = JSON.parse(readFileSync(fileOf(directory), 'utf8'));
    return typeof holder.process === 'number' && typeof holder.host === 'string' ? (holder as Holder) : null;
  } catch {
    return null;
  }
}

export function describeHolder(holder: Holder | null): string {
  if (!holder) return 'another server';
  const where = holder.host === hostname() ? '' : ` on ${holder.host}`;
  const address = holder.address ? `, ${holder.address}` : '';
  return `process ${holder.process}${where} (${holder.command}, since ${holder.since}${address})`;
}

/** What the user does to have the directory free. `npx` or `pnpm` killed alone leaves the server itself running. */
export function howToEnd(holder: Holder | null): string {
  const other = 'or name another directory with --data';
  if (!holder) return `End the other server, ${other}.`;
  if (holder.host !== hostname() || !isVisible(holder.process)) {
    return `It is not visible from here: end it in its own container or machine, ${other}.`;
  }
  const command = process.platform === 'win32' ? `taskkill /PID ${holder.process}` : `kill ${holder.process}`;
  return `Use that server, end it with \`${command}\` (ending npx or pnpm alone leaves it running), ${other}.`;
}

export function isVisible(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
