import * as vscode from 'vscode';
import { perform } from '../writing/perform.ts';
import type { Writing } from '../writing/writing.ts';
import { askForReason } from './ask.ts';
import { type Called, labelsOf, mayChange, readAll, targetNames } from './target-records.ts';

/** Puts records away after a question, with a reason. */
export async function archiveRecord(writing: Writing, called: Called): Promise<void> {
  const names = await targetNames(writing, called);
  const records = names && (await readAll(writing, names));
  if (!records || !mayChange(records)) return;
  const labels = labelsOf(records);
  const archive = vscode.l10n.t('Archive');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('Archive {0}?', labels),
    {
      modal: true,
      detail: vscode.l10n.t(
        'It leaves the lists, keeps its history and can be restored. What stands under it stays.',
      ),
    },
    archive,
  );
  if (chosen !== archive) return;
  const reason = await askForReason(vscode.l10n.t('Archive {0}', labels));
  if (reason === undefined) return;
  await perform(writing, {
    changes: records.map(({ kind, key, revision }) => ({
      ...{ action: 'ARCHIVE', kind, key, expectedRevision: revision },
    })),
    reason: reason || undefined,
    said: (written) => vscode.l10n.t('Archived {0}', labelsOf(written)),
    undo: (written) => written.map(({ kind, key }) => ({ action: 'RESTORE', kind, key })),
  });
}

/** Brings archived records back. */
export async function restoreRecord(writing: Writing, called: Called): Promise<void> {
  const names = await targetNames(writing, called);
  const records = names && (await readAll(writing, names));
  if (!records || !mayChange(records)) return;
  await perform(writing, {
    changes: records.map(({ kind, key, revision }) => ({
      ...{ action: 'RESTORE', kind, key, expectedRevision: revision },
    })),
    said: (written) => vscode.l10n.t('Restored {0}', labelsOf(written)),
    undo: (written) => written.map(({ kind, key }) => ({ action: 'ARCHIVE', kind, key })),
  });
}
