import * as vscode from 'vscode';
import { printDocument } from '../../core/record-text.ts';
import type { StewardRecord } from '../../core/record-writer.ts';
import { openText, replaceText } from './open-text.ts';

const scheme = 'steward-theirs';

/** What others have saved, beside the text that could not be. */
export interface Theirs extends vscode.Disposable {
  /** Shows it once the editor has heard that the text was not saved, with all of theirs that we did not touch. */
  show(uri: vscode.Uri, conflict: Conflict): void;
}

export interface Conflict {
  record: StewardRecord;
  who: string;
  merged: Readonly<Record<string, unknown>>;
}

export function theirTexts(log: vscode.LogOutputChannel): Theirs {
  const texts = new Map<string, string>();
  const registered = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? '',
  });
  const open = async (uri: vscode.Uri, { record, who, merged }: Conflict) => {
    const theirs = uri.with({ scheme, query: `revision=${record.revision}` });
    texts.set(theirs.toString(), printDocument(record.document));
    const document = openText(uri);
    if (document) await replaceText(document, printDocument(merged));
    const title = vscode.l10n.t('{0}: saved by {1} ↔ yours', record.label, who);
    await vscode.commands.executeCommand('vscode.diff', theirs, uri, title);
  };
  return {
    show: (uri, conflict) =>
      void setTimeout(() => open(uri, conflict).catch((error: unknown) => log.error(String(error))), 0),
    dispose: () => registered.dispose(),
  };
}
