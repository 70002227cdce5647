import * as vscode from 'vscode';
import { kindOfNew } from '../../core/new-record.ts';
import { type RecordName, recordPath, recordScheme } from '../../core/record-address.ts';

/** Where a record stands as a document. */
export const recordUri = (name: RecordName): vscode.Uri =>
  vscode.Uri.from({ scheme: recordScheme, path: recordPath(name) });

/** The text of an address while an editor holds it. */
export const openText = (uri: vscode.Uri): vscode.TextDocument | undefined =>
  vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());

/** Every record that an editor holds as a document, those that are not made yet and earlier versions apart. */
export const openRecords = (): vscode.TextDocument[] =>
  vscode.workspace.textDocuments.filter(
    ({ uri }) => uri.scheme === recordScheme && uri.query === '' && !kindOfNew(uri.path),
  );

/** Puts another text in the place of the whole, as one step that can be undone. */
export async function replaceText(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  const end = document.positionAt(document.getText().length);
  edit.replace(document.uri, new vscode.Range(new vscode.Position(0, 0), end), text);
  await vscode.workspace.applyEdit(edit);
}

export async function openRecord(name: RecordName): Promise<void> {
  await vscode.window.showTextDocument(recordUri(name));
}
