import * as vscode from 'vscode';
import { findRecords } from '../../core/portfolio-source.ts';
import { isKindName, type RecordName, recordAt } from '../../core/record-address.ts';
import type { StewardRecord } from '../../core/record-writer.ts';
import { findRecord } from '../portfolio/find-record.ts';
import { tellError } from '../writing/perform.ts';
import type { Writing } from '../writing/writing.ts';

/** What a command was called with: a row or a document, and all rows that are chosen with it. */
export interface Called {
  argument: unknown;
  more: unknown;
}

const mostAtOnce = 100;

/** The records that a command is about: those of the rows, else the chosen ones, else one that is looked for. */
export async function targetNames(
  { steward, rowOf, selected }: Writing,
  { argument, more }: Called,
  kinds?: readonly RecordName['kind'][],
): Promise<RecordName[] | undefined> {
  const open = argument instanceof vscode.Uri ? recordAt(argument.path) : undefined;
  if (open) return [open];
  const given =
    Array.isArray(more) && more.length > 0 ? more : argument === undefined ? selected() : [argument];
  const rows = given.flatMap((id) => (typeof id === 'string' ? (rowOf(id) ?? []) : []));
  const names = rows.flatMap((row) => (row.type === 'RECORD' ? [{ kind: row.kind, key: row.key }] : []));
  const wanted = [...new Map(names.map((name) => [`${name.kind} ${name.key}`, name])).values()];
  if (wanted.length > mostAtOnce) {
    tellError(vscode.l10n.t('At most {0} records at once.', mostAtOnce));
    return undefined;
  }
  if (wanted.length > 0) return wanted;
  const found = await findRecord(
    (text, signal) =>
      findRecords(steward.connection.request, { text, kinds: kinds ? [...kinds] : null }, signal),
    {
      title: vscode.l10n.t('Which record?'),
      placeholder: vscode.l10n.t('Key, name or words of a record'),
    },
  );
  return found && isKindName(found.kind) ? [{ kind: found.kind, key: found.key }] : undefined;
}

/** The records as they are now; undefined where one is not there any more or nobody answers, which is said. */
export async function readAll(
  { writer }: Pick<Writing, 'writer'>,
  names: readonly RecordName[],
): Promise<StewardRecord[] | undefined> {
  const answers = await Promise.all(names.map((name) => writer.read(name)));
  const records: StewardRecord[] = [];
  for (const [at, answer] of answers.entries()) {
    const key = names[at]!.key;
    if (!answer.ok || !answer.data) {
      tellError(answer.ok ? vscode.l10n.t('{0} is not there any more.', key) : answer.problem.message);
      return undefined;
    }
    records.push(answer.data);
  }
  return records;
}

/** One record, as it is now. */
export async function targetRecord(writing: Writing, called: Called): Promise<StewardRecord | undefined> {
  const [name] = (await targetNames(writing, called)) ?? [];
  const [record] = (name && (await readAll(writing, [name]))) ?? [];
  return record;
}

/** What records are called in a sentence. */
export const labelsOf = (records: readonly Pick<StewardRecord, 'label'>[]): string =>
  records.length === 1 ? records[0]!.label : vscode.l10n.t('{0} records', records.length);

/** Says which records this person may not change; true when there is none. */
export function mayChange(records: readonly StewardRecord[]): boolean {
  const closed = records.filter(({ viewerCanUpdate }) => !viewerCanUpdate);
  if (closed.length === 0) return true;
  tellError(
    vscode.l10n.t(
      'You may not change {0}. Whoever holds a role on it may.',
      closed.map(({ label }) => label).join(', '),
    ),
  );
  return false;
}
