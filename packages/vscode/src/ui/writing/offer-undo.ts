import * as vscode from 'vscode';
import { type LastWrite, undoOver } from '../../core/last-writes.ts';
import type { StewardRecord } from '../../core/record-writer.ts';
import type { Writing } from './writing.ts';

type Undoing = Pick<Writing, 'writer' | 'last'>;

/** Says what was done and offers to take it back; the command does so as well once the message is gone. */
export async function offerUndo(writing: Undoing, write: LastWrite): Promise<void> {
  writing.last.add(write);
  const undo = vscode.l10n.t('Undo');
  if ((await vscode.window.showInformationMessage(write.said, undo)) === undo) await takeBack(writing, write);
}

/** Records in one request. */
const mostAtOnce = 100;

/** Takes the newest write back, or the one that is chosen of several. */
export async function undoLastWrite(writing: Undoing): Promise<void> {
  const writes = writing.last.all();
  if (writes.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Nothing was written here that could be undone.'),
    );
    return;
  }
  const items = writes.map((write, at) => ({
    label: write.said,
    description: at === 0 ? vscode.l10n.t('the last one') : '',
    write,
  }));
  const title = vscode.l10n.t('Undo what?');
  const chosen = items.length === 1 ? items[0] : await vscode.window.showQuickPick(items, { title });
  if (chosen) await takeBack(writing, chosen.write);
}

async function takeBack({ writer, last }: Undoing, write: LastWrite): Promise<void> {
  if (!last.take(write)) return;
  const tell = (message: string) =>
    void vscode.window.showErrorMessage(vscode.l10n.t('It is not undone: {0}', message));
  const now: (StewardRecord | null)[] = [];
  for (const record of write.after) {
    const answer = await writer.read(record);
    if (!answer.ok) {
      last.add(write);
      return tell(answer.problem.message);
    }
    now.push(answer.data);
  }
  const changes = undoOver(write, now);
  if (!changes) return tell(vscode.l10n.t('somebody has changed the same since.'));
  // As many as one request takes; all of them in one step, unless a leaver held more than that.
  for (let at = 0; at < changes.length; at += mostAtOnce) {
    const part = changes.slice(at, at + mostAtOnce);
    const outcome = await writer.write(part, vscode.l10n.t('Undo: {0}', write.said));
    if (outcome.type === 'WRITTEN') continue;
    const rest = { ...write, undo: write.undo.slice(at), after: write.after.slice(at) };
    if (outcome.type === 'UNANSWERED') last.add(rest);
    return tell(outcome.message);
  }
  vscode.window.setStatusBarMessage(vscode.l10n.t('Undone: {0}', write.said), 5000);
}
