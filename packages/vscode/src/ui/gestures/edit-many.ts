import { SchemaOfKindDocument } from '@steward/client/operations.generated.ts';
import * as vscode from 'vscode';
import { type EditableField, editableFields } from '../../core/record-fields.ts';
import type { RecordChange, StewardRecord } from '../../core/record-writer.ts';
import { askForValue } from '../edit-field/ask-for-value.ts';
import { editField, valueWords } from '../edit-field/edit-field.ts';
import { offerUndo } from '../writing/offer-undo.ts';
import { inView, perform, tellError } from '../writing/perform.ts';
import type { Writing } from '../writing/writing.ts';
import { type Called, mayChange, readAll, targetNames } from './target-records.ts';

/** One field of several records of a kind gets one value. */
export async function editMany(writing: Writing, called: Called): Promise<void> {
  const names = await targetNames(writing, called);
  if (!names?.length) return;
  const [first] = names;
  if (names.length === 1) return editField(writing, first!);
  if (names.some(({ kind }) => kind !== first!.kind))
    return tellError(vscode.l10n.t('Choose records of one kind: other kinds have other fields.'));
  const [records, schema] = await Promise.all([
    readAll(writing, names),
    writing.steward.connection.request(SchemaOfKindDocument, { kind: first!.kind }),
  ]);
  if (!records) return;
  if (!schema.ok) return tellError(schema.problem.message);
  const label = vscode.l10n.t('{0} records', records.length);
  const field = await chooseField(records, editableFields(schema.data.recordSchema), label);
  if (!field) return;
  const value = await askForValue(writing.steward, {
    ...{ record: { label }, field, value: shared(records, field) ?? null, problem: undefined },
  });
  if (value === undefined) return;
  const changing = records.filter(({ document }) => valueWords(document[field.name]) !== valueWords(value));
  if (changing.length === 0)
    return void vscode.window.setStatusBarMessage(vscode.l10n.t('It is so already'), 5000);
  const policy = await choosePolicy(changing, field, value);
  if (policy === 'ALL') await writeAll(writing, changing, field, value);
  if (policy === 'EACH') await writeEach(writing, changing, field, value);
}

async function chooseField(
  records: readonly StewardRecord[],
  fields: readonly EditableField[],
  label: string,
): Promise<EditableField | undefined> {
  const items = fields.map((field) => ({
    label: field.title,
    description: valueText(records, field),
    detail: field.description,
    field,
  }));
  const title = vscode.l10n.t('Edit a field of {0}', label);
  return (await vscode.window.showQuickPick(items, { title }))?.field;
}

/** The value that all have; undefined where they differ. */
function shared(records: readonly StewardRecord[], { name }: EditableField): unknown {
  const [first, ...others] = records.map(({ document }) => document[name]);
  return others.every((other) => JSON.stringify(other) === JSON.stringify(first)) ? first : undefined;
}

const valueText = (records: readonly StewardRecord[], field: EditableField): string => {
  const value = shared(records, field);
  return value === undefined ? vscode.l10n.t('(differs)') : valueWords(value);
};

async function choosePolicy(
  records: readonly StewardRecord[],
  field: EditableField,
  value: unknown,
): Promise<'ALL' | 'EACH' | undefined> {
  const items = [
    {
      label: vscode.l10n.t('All or none'),
      detail: vscode.l10n.t('When one of the {0} can not be written, none is.', records.length),
      policy: 'ALL' as const,
    },
    {
      label: vscode.l10n.t('Each by itself'),
      detail: vscode.l10n.t('What can be written is; you are told which could not, and why.'),
      policy: 'EACH' as const,
    },
  ];
  const title = vscode.l10n.t(
    '{0} of {1} records becomes {2}',
    field.title,
    records.length,
    valueWords(value),
  );
  return (await vscode.window.showQuickPick(items, { title, ignoreFocusOut: true }))?.policy;
}

const changeOf = ({ kind, key }: StewardRecord, field: EditableField, value: unknown): RecordChange => ({
  ...{ action: 'UPDATE', kind, key, fields: { [field.name]: value } },
});
const backOf = (record: StewardRecord, field: EditableField): RecordChange =>
  changeOf(record, field, record.document[field.name] ?? null);
const saidOf = (count: number, field: EditableField, value: unknown): string =>
  count === 1
    ? vscode.l10n.t('{0} of 1 record is now {1}', field.title, valueWords(value))
    : vscode.l10n.t('{0} of {1} records is now {2}', field.title, count, valueWords(value));

async function writeAll(
  writing: Writing,
  records: readonly StewardRecord[],
  field: EditableField,
  value: unknown,
): Promise<void> {
  if (!mayChange(records)) return;
  await perform(writing, {
    changes: records.map((record) => ({
      ...changeOf(record, field, value),
      expectedRevision: record.revision,
    })),
    said: (written) => saidOf(written.length, field, value),
    undo: () => records.map((record) => backOf(record, field)),
  });
}

async function writeEach(
  writing: Writing,
  records: readonly StewardRecord[],
  field: EditableField,
  value: unknown,
): Promise<void> {
  const done: { before: StewardRecord; after: StewardRecord }[] = [];
  const failed: vscode.QuickPickItem[] = [];
  await inView(vscode.l10n.t('Saving'), async () => {
    for (const record of records) {
      const change = { ...changeOf(record, field, value), expectedRevision: record.revision };
      const outcome = await writing.writer.write([change]);
      if (outcome.type === 'WRITTEN') done.push({ before: record, after: outcome.records[0]! });
      else failed.push({ label: record.label, detail: outcome.message });
    }
  });
  if (done.length > 0)
    void offerUndo(writing, {
      said: saidOf(done.length, field, value),
      undo: done.map(({ before }) => backOf(before, field)),
      after: done.map(({ after }) => after),
    });
  if (failed.length === 0) return;
  const show = vscode.l10n.t('Show Which');
  const text = vscode.l10n.t('{0} of {1} records could not be written.', failed.length, records.length);
  if ((await vscode.window.showWarningMessage(text, show)) !== show) return;
  await vscode.window.showQuickPick(failed, { title: text, ignoreFocusOut: true });
}
