import type { TextEdit } from '@steward/domain/code/lines/edit-hunk.ts';
import * as vscode from 'vscode';
import type { ChangeLines } from '../../core/change-lines.ts';

/** Milliseconds without an edit after which marks are worked out exactly. */
const rest = 300;

/** Follows the texts of visible editors: at once by what is typed, exactly once typing rests. */
export function followTexts(lines: ChangeLines): vscode.Disposable {
  const resting = new Map<string, ReturnType<typeof setTimeout>>();
  const followVisible = () => {
    for (const { document } of vscode.window.visibleTextEditors)
      void lines.follow(document.uri, () => document.getText());
  };
  const settleLater = (uri: vscode.Uri) => {
    const key = uri.toString();
    clearTimeout(resting.get(key));
    resting.set(
      key,
      setTimeout(() => {
        resting.delete(key);
        lines.settle(uri);
      }, rest),
    );
  };
  followVisible();
  const listening = vscode.Disposable.from(
    lines.stale.listen(followVisible),
    vscode.window.onDidChangeVisibleTextEditors(followVisible),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length === 0) return;
      const edits = contentChanges.map((change) => textEdit(document, change));
      if (lines.edit(document.uri, edits, document.lineCount)) settleLater(document.uri);
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => lines.forget(uri)),
  );
  return new vscode.Disposable(() => {
    for (const timer of resting.values()) clearTimeout(timer);
    listening.dispose();
  });
}

function textEdit(
  document: vscode.TextDocument,
  { range, text }: vscode.TextDocumentContentChangeEvent,
): TextEdit {
  const added = text.split(/\r\n|\r|\n/);
  const lastLine = Math.min(range.start.line + added.length - 1, document.lineCount - 1);
  const before = (added.length === 1 ? range.start.character : 0) + (added.at(-1)?.length ?? 0);
  return {
    startLine: range.start.line,
    startCharacter: range.start.character,
    endLine: range.end.line,
    endCharacter: range.end.character,
    text,
    restOfLine: Math.max(document.lineAt(lastLine).text.length - before, 0),
  };
}
