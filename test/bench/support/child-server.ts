import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface ChildServer {
  /** Of its /graphql or what stands for it. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Milliseconds from its start to its first word. */
  readonly readyMs: number;
  /** Bytes of memory it holds now; null where the system does not say. */
  memory(): number | null;
  /** Milliseconds of processor time it has used; null where the system does not say. */
  cpuMs(): number | null;
  /** Holds it still, or lets it go on: what it does by itself then falls on nobody else's turn. */
  hold(still: boolean): void;
  end(): Promise<void>;
}

export interface ChildOptions {
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** The line by which it says that it is ready; the first group is its address. */
  readonly ready: RegExp;
  readonly urlOf: (address: string) => string;
  readonly headersOf?: (pid: number) => Record<string, string>;
}

/** A server in a process of its own, as users run it. Rejects with what it printed when it ends before it is ready. */
export function startChild(options: ChildOptions): Promise<ChildServer> {
  const started = performance.now();
  const child = spawn(process.execPath, options.args, {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'production', ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: options.cwd,
  });
  let printed = '';
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      const [, address] = options.ready.exec(printed) ?? [];
      if (!address) return;
      resolve({
        url: options.urlOf(address),
        headers: options.headersOf?.(child.pid!) ?? {},
        readyMs: performance.now() - started,
        memory: () => statusBytes(child.pid!),
        cpuMs: () => processorMs(child.pid!),
        hold: (still) => void child.kill(still ? 'SIGSTOP' : 'SIGCONT'),
        end: async () => {
          child.kill('SIGCONT');
          child.kill('SIGTERM');
          await ended;
        },
      });
    });
    void ended.then(() => reject(new Error(`a server ended before it was ready: ${printed}`)));
  });
}

function statusBytes(pid: number): number | null {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readProcess(pid, 'status')) ?? [];
  return kilobytes === undefined ? null : Number(kilobytes) * 1024;
}

/** Linux counts it in hundredths of a second. */
function processorMs(pid: number): number | null {
  const fields = readProcess(pid, 'stat').split(') ')[1]?.split(' ');
  return fields ? (Number(fields[11]) + Number(fields[12])) * 10 : null;
}

function readProcess(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
