import { lineSpans } from '@steward/domain/code/edit/text-change.ts';
import * as vscode from 'vscode';
import { readText } from '../../host/read-text.ts';
import { openText } from '../record-document/open-text.ts';

/** Text of a file as it stands in the editor, saved or not; empty when there is no such file. */
export const textInEditor = async (uri: vscode.Uri): Promise<string> =>
  openText(uri)?.getText() ?? (await readText(uri)) ?? '';

/**
 * Puts another text into a file, unsaved, with the line in front: the person reads it, saves it or undoes it. A file that
 * is not there yet is made with the text.
 */
export async function editFile(uri: vscode.Uri, text: string, line: number): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  if ((await readText(uri)) === undefined && !openText(uri))
    edit.createFile(uri, { contents: new TextEncoder().encode(text) });
  else {
    const document = await vscode.workspace.openTextDocument(uri);
    const { start, end, put } = difference(document.getText(), text);
    edit.replace(uri, new vscode.Range(document.positionAt(start), document.positionAt(end)), put);
  }
  if (!(await vscode.workspace.applyEdit(edit))) {
    void vscode.window.showErrorMessage(vscode.l10n.t('{0} can not be edited here.', uri.path));
    return;
  }
  const { start, end } = lineSpans(text)[line - 1] ?? { start: 0, end: 0 };
  const selection = new vscode.Range(line - 1, 0, line - 1, end - start);
  await vscode.window.showTextDocument(uri, { selection });
}

/** The stretch in which two texts differ. */
function difference(before: string, after: string): { start: number; end: number; put: string } {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let behind = 0;
  while (behind < most - start && before.at(-1 - behind) === after.at(-1 - behind)) behind++;
  return { start, end: before.length - behind, put: after.slice(start, after.length - behind) };
}
