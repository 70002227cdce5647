import type { StewardClient } from '@steward/client/create-client.ts';
import { PageProblem } from '@steward/client/pages.ts';
import { recordHistory } from '@steward/client/record-history.ts';
import { connected } from '../connected.ts';
import { accept, type ExitCode, exit, type Outcome, wrongUse } from '../exit.ts';
import { refusalOf } from '../find-server.ts';
import type { Terminal } from '../terminal.ts';
import { compareVersions, readPoints } from './compare.ts';
import { instantOption } from './instant-option.ts';
import { revisionText } from './print.ts';
import { type NamedRecord, namedRecord, noRecord, type RecordArgument } from './record-argument.ts';

export interface HistoryOptions extends RecordArgument {
  readonly since?: string;
  readonly compare?: readonly string[];
  readonly json?: boolean;
  readonly server?: string;
}

/** `steward history <kind> <key>`: every write of a record, newest first, or two of its versions side by side. */
export async function history(options: HistoryOptions, terminal: Terminal): Promise<Outcome<ExitCode>> {
  const { since, compare } = options;
  if (since !== undefined && compare !== undefined) return wrongUse('give --since or --compare, one of them');
  const record = namedRecord(options);
  if (!record.ok) return record;
  const from = since === undefined ? accept(null) : instantOption('--since', since, terminal.now());
  if (!from.ok) return from;
  const points = compare ? readPoints(compare, terminal.now()) : accept(null);
  if (!points.ok) return points;
  const client = connected(options, terminal);
  if (!client.ok) return client;
  return points.value
    ? compareVersions(client.value, record.value, points.value, options, terminal)
    : list(client.value, record.value, { since: from.value, json: options.json === true }, terminal);
}

async function list(
  client: StewardClient,
  record: NamedRecord,
  { since, json }: { since: string | null; json: boolean },
  terminal: Terminal,
): Promise<Outcome<ExitCode>> {
  const { head, revisions } = recordHistory(client, record);
  const found: object[] = [];
  try {
    for await (const revision of revisions) {
      if (since !== null && Date.parse(revision.at) < Date.parse(since)) break;
      if (json) found.push(revision);
      // A reader that has gone, as `head` does, wants no more.
      else if (!(await terminal.print(revisionText(revision)))) break;
      else found.push(revision);
    }
  } catch (error) {
    if (error instanceof PageProblem) return refusalOf({ ok: false, problem: error.problem });
    throw error;
  }
  const named = head();
  if (!named) return noRecord(record);
  if (json) await terminal.print(`${JSON.stringify(found, null, 2)}\n`);
  else if (found.length === 0) terminal.note(`nothing was written to ${named.label} since ${since}\n`);
  return accept(exit.done);
}
