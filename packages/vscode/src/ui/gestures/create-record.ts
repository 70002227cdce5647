import { SchemaOfKindDocument } from '@steward/client/operations.generated.ts';
import { normalizeKey, slugOf } from '@steward/domain/record/key.ts';
import type { KindName } from '@steward/domain/record/kind-plurals.ts';
import * as vscode from 'vscode';
import { kindsUnder, placeUnder } from '../../core/placement.ts';
import { kindIcon, kindWords } from '../../core/portfolio-words.ts';
import { editableField } from '../../core/record-fields.ts';
import { askForValue } from '../edit-field/ask-for-value.ts';
import { newRecordUri } from '../record-document/new-records.ts';
import { perform, tellError } from '../writing/perform.ts';
import type { Writing } from '../writing/writing.ts';
import type { Called } from './target-records.ts';

interface KindItem extends vscode.QuickPickItem {
  make?: KindName;
  asDocument?: boolean;
}

/** Makes a record under the row, or at the root: its name and key are asked for, or it is opened as a new document. */
export async function createRecord(writing: Writing, { argument }: Called): Promise<void> {
  const row = typeof argument === 'string' ? writing.rowOf(argument) : undefined;
  const parent = row?.type === 'RECORD' ? row : null;
  const kinds = kindsUnder(parent?.kind ?? null);
  const items: KindItem[] = [
    ...kinds.map((kind) => ({
      label: kindWords(kind, vscode.l10n),
      iconPath: new vscode.ThemeIcon(kindIcon(kind)),
      make: kind,
    })),
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    ...kinds.map((kind) => ({
      label: vscode.l10n.t('{0} as a Document', kindWords(kind, vscode.l10n)),
      iconPath: new vscode.ThemeIcon('json'),
      make: kind,
      asDocument: true,
    })),
  ];
  const title = parent ? vscode.l10n.t('New in {0}', parent.name) : vscode.l10n.t('New record');
  const chosen = await vscode.window.showQuickPick(items, { title });
  const kind = chosen?.make;
  if (!kind) return;
  const place = { ...(parent && placeUnder(kind, parent)) };
  const fields = Object.fromEntries(Object.entries(place).filter(([, key]) => key !== null));
  if (chosen.asDocument) {
    await vscode.window.showTextDocument(newRecordUri(kind, { key: '', name: '', ...fields }));
    return;
  }
  await createByName(writing, kind, fields);
}

async function createByName(
  writing: Writing,
  kind: KindName,
  fields: Readonly<Record<string, string | null>>,
): Promise<void> {
  const { steward } = writing;
  const noun = kindWords(kind, vscode.l10n);
  const schema = await steward.connection.request(SchemaOfKindDocument, { kind });
  if (!schema.ok) return tellError(schema.problem.message);
  const field = editableField(schema.data.recordSchema, 'name');
  if (!field) return;
  const record = { label: vscode.l10n.t('a new {0}', noun) };
  const name = await askForValue(steward, { record, field, value: null, problem: undefined });
  if (typeof name !== 'string') return;
  const key = await askForKey(noun, name);
  if (key === undefined) return;
  const records = await perform(writing, {
    changes: [{ action: 'CREATE', kind, key, fields: { name, ...fields } }],
    said: ([made]) => vscode.l10n.t('Made {0}', made?.label ?? name),
    undo: (made) => made.map((one) => ({ action: 'ARCHIVE', kind: one.kind, key: one.key })),
  });
  if (records?.[0]) await writing.reveal(records[0].id);
}

function askForKey(noun: string, name: string): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Key of {0}', name),
    prompt: vscode.l10n.t('What people call the {0} by, in links and files. It can be changed later.', noun),
    value: slugOf(name),
    ignoreFocusOut: true,
    validateInput: (key) => {
      const right = normalizeKey({ form: 'slug' }, key);
      return right.ok ? undefined : right.message;
    },
  });
}
