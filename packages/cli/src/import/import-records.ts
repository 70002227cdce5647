import type { StewardClient } from '@steward/client/create-client.ts';
import { applyImport, discardImport, findingsOf, rowsOf } from '@steward/client/import.ts';
import { PageProblem } from '@steward/client/pages.ts';
import { type PlannedRecords, planRecordsOf } from '@steward/client/records.ts';
import { accept, type ExitCode, exit, type Outcome, refuse, wrongUse } from '../exit.ts';
import { refusalOf } from '../find-server.ts';
import { progressOf, waitingAloud } from '../progress.ts';
import type { Terminal } from '../terminal.ts';
import { recordPieces } from './read-records.ts';

/** True for the names of files of records; everything else is looked at as a repository. */
export const isRecordsFile = (name: string): boolean => /\.jsonl$/i.test(name);

export interface RecordsOptions {
  readonly names: readonly string[];
  readonly dryRun?: boolean;
  readonly skipBad?: boolean;
  readonly json?: boolean;
}

/** `steward import <file>.jsonl`: records as `steward export` writes them. Memory does not grow with the files. */
export async function importRecords(
  options: RecordsOptions,
  client: StewardClient,
  terminal: Terminal,
): Promise<Outcome<ExitCode>> {
  const progress = progressOf(terminal);
  const patience = waitingAloud(progress);
  const policy = options.skipBad ? 'REJECT_FAILED' : 'REJECT_ALL';
  let planned: Awaited<ReturnType<typeof planRecordsOf>>;
  try {
    const pieces = recordPieces(terminal.cwd, options.names);
    planned = await planRecordsOf(
      client,
      pieces,
      policy,
      (lines) => progress(`sending: ${lines} lines`),
      patience,
    );
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && 'path' in error)) throw error;
    progress(null);
    return wrongUse(`${String(error.path)} cannot be read: name a file that is there and that you may read`);
  }
  progress(null);
  if (!planned.ok) return refusalOf(planned);
  const { counts, session, writes } = planned.data;
  try {
    if (!options.json) await printPlan(client, planned.data, terminal);
  } catch (error) {
    if (error instanceof PageProblem) return refusalOf({ ok: false, problem: error.problem });
    throw error;
  }
  const held = counts.REFUSE > 0 && !options.skipBad;
  let written: number | null = null;
  if (!options.dryRun && !held && writes > 0) {
    const applied = await applyImport(client, session, patience);
    progress(null);
    if (!applied.ok) return refusalOf(applied);
    written = applied.data;
  } else await discardImport(client, session);
  if (options.json) await terminal.print(`${JSON.stringify({ counts, writes, written }, null, 2)}\n`);
  else await terminal.print(`${lastLine(planned.data, { ...options, held, written })}\n`);
  if (held && !options.dryRun)
    return refuse(
      exit.findings,
      'nothing was written: mend the lines above, or add --skip-bad to leave them out',
    );
  return accept(counts.REFUSE + counts.CONFLICT > 0 ? exit.findings : exit.done);
}

/** What is refused or in conflict first, with its line, then what changes; what stays is only counted. */
async function printPlan(
  client: StewardClient,
  { session }: PlannedRecords,
  terminal: Terminal,
): Promise<void> {
  for await (const { file, line, severity, message } of findingsOf(client, session))
    await terminal.print(`${file}:${line ?? ''}: ${severity.toLowerCase()}: ${message}\n`);
  for await (const { action, kind, key, file, line, reason } of rowsOf(client, session))
    if (action === 'CREATE' || action === 'UPDATE')
      await terminal.print(`${action.toLowerCase().padEnd(9)} ${kind} ${key}  ${file}:${line}  ${reason}\n`);
}

function lastLine(
  { counts }: PlannedRecords,
  { dryRun, held, written }: { dryRun?: boolean; held: boolean; written: number | null },
): string {
  const all = (['CREATE', 'UPDATE', 'KEEP', 'CONFLICT', 'REFUSE'] as const)
    .filter((action) => counts[action] > 0)
    .map((action) => `${counts[action]} ${action.toLowerCase()}`);
  const what = all.length > 0 ? all.join(', ') : 'nothing to do';
  if (dryRun) return `${what}\nnothing was written: this was --dry-run`;
  if (held) return what;
  return `${what}\n${written === null ? 'nothing had to be written' : `${written} ${written === 1 ? 'record' : 'records'} written`}`;
}
