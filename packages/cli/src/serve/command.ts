import { resolve } from 'node:path';
import { accept, type ExitCode, exit, type Outcome, refuse } from '../exit.ts';
import { readSettings } from '../read-settings.ts';
import { loadServer, type RunningServer } from '../server-entry.ts';
import type { Terminal } from '../terminal.ts';

export interface ServeOptions {
  readonly host?: string;
  readonly port?: string;
  readonly data?: string;
  readonly logLevel?: string;
  /** False for `--no-demo`. */
  readonly demo: boolean;
}

export interface Served {
  /** What stands for the process in a message to a second one. */
  readonly command: string;
  /** What to do once the server answers; it is not waited for. */
  readonly afterReady?: (server: RunningServer) => Promise<void>;
}

/** Runs the server until somebody ends it. */
export async function serve(
  options: ServeOptions,
  terminal: Terminal,
  { command, afterReady }: Served,
): Promise<Outcome<ExitCode>> {
  const { host, port, data, logLevel } = options;
  const read = readSettings(terminal, { host, port, data, 'log-level': logLevel });
  if (!read.ok) return read;
  const { settings, from } = read.value;
  const { startServer, loadDemonstration, createLog } = await loadServer();
  // A person watches: what they have to know is printed in words, and the log speaks up when something is wrong.
  const quiet = from.logLevel.kind === 'default' && terminal.watched;
  const placed = (path: string | null) => (path === null ? null : resolve(terminal.cwd, path));
  const start = await startServer({
    settings: { ...settings, data: placed(settings.data), auditKey: placed(settings.auditKey) },
    command,
    progress: (what) => terminal.note(`${what} ...\n`),
    log: createLog(quiet ? 'warn' : settings.logLevel),
    ...(options.demo ? { demonstration: loadDemonstration } : {}),
  });
  if (!start.ok) return refuse(exit.findings, problemLine(start.problem));
  const { server } = start;
  // Before anything is printed: whoever reads the address may end the server at once.
  const ended = terminal.untilEnded();
  await terminal.print(readyText(server, options.demo));
  void afterReady?.(server);
  await ended;
  terminal.note('Stopping: requests under way are finished first.\n');
  await server.close();
  return accept(exit.done);
}

export const problemLine = ({ message, fix }: { message: string; fix: string }): string =>
  `${message} ${fix}`;

function readyText(server: RunningServer, demo: boolean): string {
  const { address, explorerUrl, dataDirectory, firstStart, applied } = server;
  const lines = [
    `Steward answers at ${address}`,
    `  explorer   ${explorerUrl}`,
    `  data       ${dataDirectory ?? 'in the PostgreSQL database of DATABASE_URL'}`,
    ...(firstStart && demo && dataDirectory
      ? ['  filled with the demonstration; `steward demo remove` takes it out']
      : []),
    ...(!firstStart && applied.length > 0 ? [`  migrated   ${applied.join(', ')}`] : []),
    `  process    ${process.pid}; Ctrl-C ends it, or \`kill ${process.pid}\``,
  ];
  return `${lines.join('\n')}\n`;
}
