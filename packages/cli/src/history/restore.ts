import { ReadRecordDocument, RestoreRevisionDocument } from '@steward/client/operations.generated.ts';
import { userErrorOf } from '@steward/client/problem.ts';
import { topFields } from '@steward/domain/record/top-fields.ts';
import { connected } from '../connected.ts';
import { accept, type ExitCode, exit, type Outcome, refuse, wrongUse } from '../exit.ts';
import { refusalOf } from '../find-server.ts';
import type { Terminal } from '../terminal.ts';
import { namedRecord, noRecord, type RecordArgument, revisionNumber } from './record-argument.ts';

export interface RestoreOptions extends RecordArgument {
  readonly revision: string;
  readonly reason: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly server?: string;
}

/** `steward restore <kind> <key>`: what an earlier revision said, written anew as an edit of now. */
export async function restore(options: RestoreOptions, terminal: Terminal): Promise<Outcome<ExitCode>> {
  const name = namedRecord(options);
  if (!name.ok) return name;
  const revision = revisionNumber(options.revision);
  if (revision === undefined)
    return wrongUse(
      `--revision is "${options.revision}": give the number of a revision, as \`steward history\` shows it`,
    );
  const reason = options.reason.trim();
  if (reason === '') return wrongUse('--reason is empty: say why, for the history');
  const client = connected(options, terminal);
  if (!client.ok) return client;
  const now = await client.value.ask(ReadRecordDocument, name.value);
  if (!now.ok) return refusalOf(now);
  const { record } = now.data;
  if (!record) return noRecord(name.value);
  const input = {
    ...{ ...name.value, revision, expectedRevision: record.revision, reason },
    ...{ validateOnly: options.dryRun ?? false, idempotencyKey: crypto.randomUUID() },
  };
  const answer = await client.value.ask(RestoreRevisionDocument, { input });
  if (!answer.ok) return refusalOf(answer);
  const result = answer.data.restoreRevision;
  const error = userErrorOf(result);
  if (error) return refuse(exit.findings, [error.message, ...issueLines(error)].join('\n'));
  const changed = 'changed' in result ? result.changed : [];
  const written = 'record' in result ? (result.record?.revision ?? record.revision) : record.revision;
  const fields = topFields(changed).join(', ');
  const { label } = record;
  if (options.json)
    await terminal.print(`${JSON.stringify({ ...name.value, revision: written, changed }, null, 2)}\n`);
  else if (changed.length === 0)
    await terminal.print(
      `${label} says what it said in revision ${revision} already: nothing is to be written\n`,
    );
  else if (options.dryRun) await terminal.print(`Nothing is written; it would change: ${fields}\n`);
  else
    await terminal.print(
      `${label} says again what it said in revision ${revision}: ${fields}. This is revision ${written}\n`,
    );
  return accept(exit.done);
}

/** What is wrong at its field, where the message names only the first. */
const issueLines = (error: object): string[] =>
  'issues' in error
    ? (error.issues as { path: string[]; message: string }[])
        .slice(1)
        .map(({ path, message }) => `  ${path.join('.')}: ${message}`)
    : [];
