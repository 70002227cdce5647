import { SchemaOfKindDocument } from '@steward/client/operations.generated.ts';
import * as vscode from 'vscode';
import type { RecordName } from '../../core/record-address.ts';
import { type EditableField, editableFields } from '../../core/record-fields.ts';
import type { StewardRecord } from '../../core/record-writer.ts';
import { openRecord } from '../record-document/open-text.ts';
import { offerUndo } from '../writing/offer-undo.ts';
import type { Writing } from '../writing/writing.ts';
import { askForValue } from './ask-for-value.ts';

interface FieldItem extends vscode.QuickPickItem {
  field?: EditableField;
}

type Parts = Pick<Writing, 'steward' | 'writer' | 'last'>;

/** One field of a record: which, its new value, the write, and its undo. */
export async function editField(parts: Parts, name: RecordName): Promise<void> {
  const { steward, writer } = parts;
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
    const outcome = await writeField(parts, record, { field, value });
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
    label: field.title,
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
  field: EditableField;
  value: unknown;
}

/** Writes one value; answers with what is wrong with it, or that there is nothing more to ask for. */
async function writeField(
  parts: Parts,
  record: StewardRecord,
  { field, value }: FieldWrite,
): Promise<'done' | string> {
  const { kind, key, revision: expectedRevision } = record;
  const change = (to: unknown) => ({ action: 'UPDATE' as const, kind, key, fields: { [field.name]: to } });
  const outcome = await parts.writer.write([{ ...change(value), expectedRevision }]);
  switch (outcome.type) {
    case 'WRITTEN': {
      const [written] = outcome.records;
      if (!written || written.revision === record.revision) return 'done';
      const said = vscode.l10n.t(
        '{0} of {1} is now {2}',
        field.title,
        written.label,
        valueWords(written.document[field.name]),
      );
      void offerUndo(parts, {
        ...{ said, after: [written] },
        undo: [change(record.document[field.name] ?? null)],
      });
      return 'done';
    }
    case 'INVALID':
      return outcome.message;
    case 'REFUSED':
      tellError(outcome.message);
      return 'done';
    case 'UNANSWERED':
      return vscode.l10n.t('{0}. Press Enter to send it again.', outcome.message);
    case 'CONFLICT':
      return settle(parts, record, { field, value });
  }
}

/** Somebody wrote since: another field does not matter, the same one is asked about. */
async function settle(parts: Parts, record: StewardRecord, write: FieldWrite): Promise<'done' | string> {
  const read = await parts.writer.read(record);
  if (!read.ok) return read.problem.message;
  const now = read.data;
  if (!now) {
    tellError(vscode.l10n.t('{0} is not there any more.', record.label));
    return 'done';
  }
  const { name, title } = write.field;
  const theirs = valueWords(now.document[name]);
  if (theirs !== valueWords(record.document[name]) && theirs !== valueWords(write.value)) {
    const overwrite = vscode.l10n.t('Write Mine');
    const chosen = await vscode.window.showWarningMessage(
      vscode.l10n.t('Somebody has changed {0} of {1} meanwhile.', title, now.label),
      {
        modal: true,
        detail: vscode.l10n.t('Theirs: {0}\nYours: {1}', theirs, valueWords(write.value)),
      },
      overwrite,
    );
    if (chosen !== overwrite) return 'done';
  }
  return writeField(parts, now, write);
}

export function valueWords(value: unknown): string {
  if (value === null || value === undefined) return vscode.l10n.t('(empty)');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const tellError = (message: string) => void vscode.window.showErrorMessage(message);
