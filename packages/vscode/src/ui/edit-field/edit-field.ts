import { SchemaOfKindDocument } from '@steward/client/operations.generated.ts';
import * as vscode from 'vscode';
import type { RecordName } from '../../core/record-address.ts';
import { type EditableField, editableFields } from '../../core/record-fields.ts';
import type { RecordWriter, StewardRecord } from '../../core/record-writer.ts';
import { openRecord } from '../record-document/open-text.ts';
import type { Steward } from '../steward.ts';
import { askForValue } from './ask-for-value.ts';

interface FieldItem extends vscode.QuickPickItem {
  field?: EditableField;
}

type Parts = { steward: Steward; writer: RecordWriter };

/** One field of a record: which, its new value, the write, and its undo. */
export async function editField({ steward, writer }: Parts, name: RecordName): Promise<void> {
  const [read, schema] = await Promise.all([
    writer.read(name),
    steward.connection.request(SchemaOfKindDocument, { kind: name.kind }),
  ]);
  if (!read.ok || !schema.ok) {
    const problem = read.ok ? (schema.ok ? undefined : schema.problem) : read.problem;
    return tellError(problem?.message ?? '');
  }
  const record = read.data;
  if (!record) return tellError(vscode.l10n.t('{0} is not there any more.', name.key));
  const field = await chooseField(record, editableFields(schema.data.recordSchema));
  if (field === 'document') return openRecord(name);
  if (!field) return;
  const before = record.document[field.name] ?? null;
  let problem: string | undefined;
  for (let typed = before; ; ) {
    const value = await askForValue(steward, { record, field, value: typed, problem });
    if (value === undefined || value === before) return;
    const outcome = await writeField(writer, record, { field: field.name, value });
    if (outcome === 'done') return;
    // What was typed stays, with what is wrong about it.
    typed = value;
    problem = outcome;
  }
}

async function chooseField(
  record: StewardRecord,
  fields: readonly EditableField[],
): Promise<EditableField | 'document' | undefined> {
  const items: FieldItem[] = fields.map((field) => ({
    label: field.name,
    description: valueWords(record.document[field.name]),
    detail: field.description,
    field,
  }));
  items.push({
    label: vscode.l10n.t('Edit all of it as a document'),
    iconPath: new vscode.ThemeIcon('edit'),
  });
  const title = vscode.l10n.t('Edit a field of {0}', record.label);
  const chosen = await vscode.window.showQuickPick(items, { title, matchOnDescription: true });
  return chosen && (chosen.field ?? 'document');
}

interface FieldWrite {
  field: string;
  value: unknown;
}

/** Writes one value; answers with what is wrong with it, or that there is nothing more to ask for. */
async function writeField(
  writer: RecordWriter,
  record: StewardRecord,
  { field, value }: FieldWrite,
): Promise<'done' | string> {
  const { kind, key, revision: expectedRevision } = record;
  const outcome = await writer.write({ kind, key, fields: { [field]: value }, expectedRevision });
  switch (outcome.type) {
    case 'WRITTEN':
      if (outcome.record.revision !== record.revision)
        void offerUndo(writer, outcome.record, { field, value: record.document[field] ?? null });
      return 'done';
    case 'INVALID':
      return outcome.message;
    case 'REFUSED':
      tellError(outcome.message);
      return 'done';
    case 'UNANSWERED':
      return vscode.l10n.t('{0}. Press Enter to send it again.', outcome.message);
    case 'CONFLICT':
      return settle(writer, record, { field, value });
  }
}

/** Somebody wrote since: another field does not matter, the same one is asked about. */
async function settle(
  writer: RecordWriter,
  record: StewardRecord,
  write: FieldWrite,
): Promise<'done' | string> {
  const read = await writer.read(record);
  if (!read.ok) return read.problem.message;
  const now = read.data;
  if (!now) {
    tellError(vscode.l10n.t('{0} is not there any more.', record.label));
    return 'done';
  }
  const theirs = valueWords(now.document[write.field]);
  if (theirs !== valueWords(record.document[write.field]) && theirs !== valueWords(write.value)) {
    const overwrite = vscode.l10n.t('Write Mine');
    const chosen = await vscode.window.showWarningMessage(
      vscode.l10n.t('Somebody has changed {0} of {1} meanwhile.', write.field, now.label),
      {
        modal: true,
        detail: vscode.l10n.t('Theirs: {0}\nYours: {1}', theirs, valueWords(write.value)),
      },
      overwrite,
    );
    if (chosen !== overwrite) return 'done';
  }
  return writeField(writer, now, write);
}

async function offerUndo(writer: RecordWriter, record: StewardRecord, before: FieldWrite): Promise<void> {
  const undo = vscode.l10n.t('Undo');
  const said = vscode.l10n.t(
    '{0} of {1} is now {2}',
    before.field,
    record.label,
    valueWords(record.document[before.field]),
  );
  if ((await vscode.window.showInformationMessage(said, undo)) !== undo) return;
  const outcome = await writeField(writer, record, before);
  if (outcome !== 'done') tellError(outcome);
}

export function valueWords(value: unknown): string {
  if (value === null || value === undefined) return vscode.l10n.t('(empty)');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const tellError = (message: string) => void vscode.window.showErrorMessage(message);
