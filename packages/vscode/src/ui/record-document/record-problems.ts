import * as vscode from 'vscode';
import { placeOf } from '../../core/record-text.ts';
import type { RecordIssue } from '../../core/record-writer.ts';
import { openText } from './open-text.ts';

/** What the server found wrong with a text, each at its place, until the text is saved again or closed. */
export interface RecordProblems extends vscode.Disposable {
  show(uri: vscode.Uri, issues: readonly RecordIssue[]): void;
  clear(uri: vscode.Uri): void;
}

export function recordProblems(): RecordProblems {
  let collection: vscode.DiagnosticCollection | undefined;
  const clear = (uri: vscode.Uri) => collection?.delete(uri);
  const closing = vscode.workspace.onDidCloseTextDocument(({ uri }) => clear(uri));
  return {
    show(uri, issues) {
      const document = openText(uri);
      if (!document) return;
      collection ??= vscode.languages.createDiagnosticCollection('steward.record');
      const text = document.getText();
      const marks = issues.map(({ path, message }) => {
        const { offset, length } = placeOf(text, path);
        const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
        const mark = new vscode.Diagnostic(range, `${path.join('.')}: ${message}`);
        mark.source = 'Steward';
        return mark;
      });
      collection.set(uri, marks);
    },
    clear,
    dispose() {
      closing.dispose();
      collection?.dispose();
    },
  };
}
