import { resolve } from 'node:path';
import { accept, type ExitCode, exit, type Outcome, refuse } from '../exit.ts';
import { readSettings } from '../read-settings.ts';
import { loadServer } from '../server-entry.ts';
import type { Terminal } from '../terminal.ts';
import { problemLine } from './command.ts';

/** `steward migrate`: the database at this version, and no server. */
export async function migrate(
  { data }: { readonly data?: string },
  terminal: Terminal,
): Promise<Outcome<ExitCode>> {
  const read = readSettings(terminal, { data });
  if (!read.ok) return read;
  const { settings } = read.value;
  const { migrateDatabase } = await loadServer();
  const done = await migrateDatabase({
    ...settings,
    data: settings.data === null ? null : resolve(terminal.cwd, settings.data),
  });
  if (!done.ok) return refuse(exit.findings, problemLine(done.problem));
  const what = done.applied.length > 0 ? `applied ${done.applied.join(', ')}` : 'nothing to do';
  await terminal.print(`${done.place}: ${what}\n`);
  return accept(exit.done);
}
