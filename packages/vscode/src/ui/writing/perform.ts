import * as vscode from 'vscode';
import type { RecordChange, StewardRecord, WriteOutcome } from '../../core/record-writer.ts';
import { offerUndo } from './offer-undo.ts';
import type { Writing } from './writing.ts';

export interface Wish {
  changes: readonly RecordChange[];
  reason?: string | undefined;
  /** What was done, in a sentence. */
  said: (records: readonly StewardRecord[]) => string;
  /** What takes it back, one change for each record and in their order; the revision is known by itself. */
  undo: (records: readonly StewardRecord[]) => readonly RecordChange[];
}

/** Writes, shows it, says it and offers to take it back; undefined where nothing was written, which is said too. */
export async function perform(
  writing: Writing,
  { changes, reason, said, undo }: Wish,
): Promise<readonly StewardRecord[] | undefined> {
  const outcome = await insist(() =>
    inView(vscode.l10n.t('Saving'), () => writing.writer.write(changes, reason)),
  );
  if (outcome?.type !== 'WRITTEN') return undefined;
  const { records } = outcome;
  void offerUndo(writing, { said: said(records), undo: undo(records), after: records });
  return records;
}

/** Sends until somebody has said whether it is written, as long as the person wants; says why it is not. */
export async function insist(send: () => Thenable<WriteOutcome>): Promise<WriteOutcome | undefined> {
  for (;;) {
    const outcome = await send();
    if (outcome.type === 'WRITTEN') return outcome;
    if (outcome.type !== 'UNANSWERED') {
      void vscode.window.showErrorMessage(outcome.message);
      return outcome;
    }
    const again = vscode.l10n.t('Send Again');
    const text = vscode.l10n.t('Whether it is saved is not known: {0}', outcome.message);
    if ((await vscode.window.showWarningMessage(text, again)) !== again) return undefined;
  }
}

/** Shows that work is under way where it will be seen: in the view. */
export const inView = <Result>(title: string, work: () => Promise<Result>): Thenable<Result> =>
  vscode.window.withProgress({ location: { viewId: 'steward.portfolio' }, title }, work);

export const tellError = (message: string) => void vscode.window.showErrorMessage(message);
