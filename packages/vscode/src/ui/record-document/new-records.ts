import type { KindName } from '@steward/domain/record/kind-plurals.ts';
import * as vscode from 'vscode';
import { kindOfNew, newRecordPath } from '../../core/new-record.ts';
import { recordScheme } from '../../core/record-address.ts';
import { printDocument, readDocument } from '../../core/record-text.ts';
import type { RecordWriter, StewardRecord } from '../../core/record-writer.ts';
import { openRecord } from './open-text.ts';
import type { RecordProblems } from './record-problems.ts';

type Values = Readonly<Record<string, unknown>>;

/** The address of a new document of a record that is not made yet, with what it says at first in the address itself. */
export const newRecordUri = (kind: KindName, values: Values): vscode.Uri =>
  vscode.Uri.from({
    scheme: recordScheme,
    path: newRecordPath(kind, crypto.randomUUID().slice(0, 8)),
    query: JSON.stringify(values),
  });

export const isNew = (uri: vscode.Uri): boolean => kindOfNew(uri.path) !== undefined;

/** What a new document says at first; it is the same after a reload. */
export function textOfNew({ query }: vscode.Uri): string {
  return printDocument(readDocument(query) ?? { key: '', name: '' });
}

/** Makes the record that a new document describes, and opens it in its place. */
export async function saveNew(
  { writer, problems }: { writer: RecordWriter; problems: RecordProblems },
  uri: vscode.Uri,
  text: string,
): Promise<StewardRecord> {
  const refuse = (message: string) => vscode.FileSystemError.Unavailable(message);
  problems.clear(uri);
  const document = readDocument(text);
  if (!document) throw refuse(vscode.l10n.t('the text is no JSON object: put right what is underlined'));
  const { key, ...fields } = document;
  const outcome = await writer.write([
    {
      ...{ action: 'CREATE', kind: kindOfNew(uri.path)!, fields },
      ...(typeof key === 'string' && key.trim() !== '' && { key }),
    },
  ]);
  if (outcome.type === 'WRITTEN') return outcome.records[0]!;
  if (outcome.type === 'INVALID') problems.show(uri, outcome.issues);
  throw refuse(outcome.message);
}

/** Puts the document of the record that was made in the place of the new one. */
export async function openInPlace(uri: vscode.Uri, record: StewardRecord): Promise<void> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const tab = tabs.find(
    ({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString(),
  );
  await openRecord(record);
  if (tab) await vscode.window.tabGroups.close(tab);
}
