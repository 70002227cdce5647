import * as vscode from 'vscode';
import type { Connection } from '../../core/connection.ts';
import type { Draft } from '../../core/drafts.ts';
import { printDocument } from '../../core/record-text.ts';
import type { RecordWriter, WriteOutcome } from '../../core/record-writer.ts';
import { openText, recordUri, replaceText } from './open-text.ts';
import type { RecordBases } from './record-bases.ts';

export interface SendDraftsOptions {
  writer: RecordWriter;
  bases: RecordBases;
  connection: Connection;
  log: vscode.LogOutputChannel;
}

/** Sends once what an earlier run had begun to save, as soon as a server answers. */
export function sendDrafts({ writer, bases, connection, log }: SendDraftsOptions): vscode.Disposable {
  const end = new AbortController();
  const run = async (): Promise<void> => {
    const sent = await writer.resend();
    for (const { draft, outcome } of sent) await tell(draft, outcome);
    if (!sent.some(({ outcome }) => outcome.type === 'UNANSWERED')) return;
    await nextAnswer(connection, end.signal);
    return run();
  };
  const tell = async (draft: Draft, outcome: WriteOutcome) => {
    if (outcome.type === 'UNANSWERED') return;
    if (outcome.type !== 'WRITTEN') return tellNotSaved(draft, outcome);
    for (const record of outcome.records) {
      const uri = recordUri(record);
      // The text that was being saved stands on what has become of it.
      if (openText(uri)?.isDirty) await bases.rebase(uri.toString(), record);
    }
    tellSaved(outcome.records.length === 1 ? outcome.records[0]!.label : aboutOf(draft));
  };
  run().catch((error: unknown) => {
    if (!end.signal.aborted) log.error(error instanceof Error ? error : String(error));
  });
  return new vscode.Disposable(() => end.abort(new Error('the window is closed')));
}

/** Resolves when the server has answered anything after it was lost. */
function nextAnswer(connection: Connection, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const listening = connection.changed.listen(() => {
      if (connection.state() !== 'CONNECTED') return;
      listening.dispose();
      resolve();
    });
    signal.addEventListener(
      'abort',
      () => {
        listening.dispose();
        reject(signal.reason);
      },
      { once: true },
    );
  });
}

const tellSaved = (label: string) =>
  void vscode.window.showInformationMessage(
    vscode.l10n.t('Your edit of {0}, which was cut off, is saved.', label),
  );

function tellNotSaved(draft: Draft, { message }: { message: string }): void {
  const open = vscode.l10n.t('Open It');
  const about = aboutOf(draft);
  const text = vscode.l10n.t('Your edit of {0}, which was cut off, is not saved: {1}', about, message);
  const edit = 'writes' in draft.input ? draft.input.writes : [];
  const [only, more] = [edit].flat();
  const { kind, key, fields } = only ?? {};
  if (more || !kind || !key || !fields) return void vscode.window.showWarningMessage(text);
  void vscode.window.showWarningMessage(text, open).then(async (chosen) => {
    if (chosen !== open) return;
    const document = await vscode.workspace.openTextDocument(recordUri({ kind, key }));
    await vscode.window.showTextDocument(document);
    if (document.isDirty) return;
    const now = JSON.parse(document.getText()) as object;
    await replaceText(document, printDocument({ ...now, ...(JSON.parse(fields) as object) }));
  });
}

/** What a draft is about, as far as its input says it. */
function aboutOf({ input }: Draft): string {
  if ('person' in input) return input.person;
  const writes = [input.writes].flat();
  return writes.length === 1
    ? (writes[0]?.key ?? writes[0]?.kind ?? '')
    : vscode.l10n.t('{0} records', writes.length);
}
