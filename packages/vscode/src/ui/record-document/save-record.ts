import { changedFields, mergeDocuments } from '@steward/domain/record/merge-documents.ts';
import * as vscode from 'vscode';
import { recordAt } from '../../core/record-address.ts';
import { readDocument } from '../../core/record-text.ts';
import type { RecordWriter, StewardRecord, WriteOutcome } from '../../core/record-writer.ts';
import type { RecordBase, RecordBases } from './record-bases.ts';
import type { RecordProblems } from './record-problems.ts';
import type { Theirs } from './theirs.ts';

/** Saves a text over its base, and gives the record as it then is; throws what the editor tells, and keeps the text. */
export type SaveRecord = (uri: vscode.Uri, base: RecordBase, text: string) => Promise<StewardRecord>;

export interface SaveParts {
  writer: RecordWriter;
  bases: RecordBases;
  problems: RecordProblems;
  theirs: Theirs;
}

export function recordSaving({ writer, bases, problems, theirs }: SaveParts): SaveRecord {
  const refuse = (message: string) => vscode.FileSystemError.Unavailable(message);

  /** Somebody wrote since: what only one side changed is merged, what both did is for the person to settle. */
  const settle = async (
    uri: vscode.Uri,
    base: StewardRecord,
    mine: Record<string, unknown>,
    { changedBy }: Extract<WriteOutcome, { type: 'CONFLICT' }>,
  ): Promise<StewardRecord> => {
    const name = recordAt(uri.path)!;
    const answer = await writer.read(name);
    if (!answer.ok) throw refuse(answer.problem.message);
    if (!answer.data) throw vscode.FileSystemError.FileNotFound(uri);
    const now = answer.data;
    const merge = mergeDocuments(base.document, mine, now.document);
    const who = changedBy ?? vscode.l10n.t('Somebody');
    const compare = async () => {
      await bases.rebase(uri.toString(), now);
      theirs.show(uri, { record: now, who, merged: merge.merged });
    };
    if (merge.both.length > 0) {
      await compare();
      throw refuse(
        vscode.l10n.t(
          '{0} has changed {1} too. Their text stands beside yours: put right what differs, then save again.',
          who,
          merge.both.join(', '),
        ),
      );
    }
    // Both have done the same.
    if (merge.ours.length === 0) return now;
    const saveBoth = vscode.l10n.t('Save Both');
    const compareFirst = vscode.l10n.t('Compare');
    const detail = vscode.l10n.t(
      'They changed: {0}\nYou changed: {1}',
      merge.theirs.join(', '),
      merge.ours.join(', '),
    );
    const chosen = await vscode.window.showWarningMessage(
      vscode.l10n.t('{0} has changed {1} since you opened it, in other fields than you.', who, now.label),
      { modal: true, detail },
      saveBoth,
      compareFirst,
    );
    if (chosen === saveBoth) return write(uri, now, merge.merged);
    if (chosen === compareFirst) await compare();
    throw refuse(
      vscode.l10n.t('{0} has changed the record meanwhile. Your text stays as it is; save again.', who),
    );
  };

  const write = async (
    uri: vscode.Uri,
    base: StewardRecord,
    mine: Record<string, unknown>,
  ): Promise<StewardRecord> => {
    const fields = changedFields(base.document, mine);
    if (Object.keys(fields).length === 0) return base;
    const name = recordAt(uri.path)!;
    const outcome = await writer.write([
      { ...name, action: 'UPDATE', fields, expectedRevision: base.revision },
    ]);
    switch (outcome.type) {
      case 'WRITTEN':
        return outcome.records[0]!;
      case 'CONFLICT':
        return settle(uri, base, mine, outcome);
      case 'INVALID':
        problems.show(uri, outcome.issues);
        throw refuse(outcome.message);
      case 'REFUSED':
        if (outcome.code === 'FORBIDDEN') throw vscode.FileSystemError.NoPermissions(outcome.message);
        throw refuse(outcome.message);
      case 'UNANSWERED':
        throw refuse(vscode.l10n.t('{0}. Your text stays as it is; save again.', outcome.message));
    }
  };

  return async (uri, base, text) => {
    problems.clear(uri);
    const document = readDocument(text);
    if (!document) throw refuse(vscode.l10n.t('the text is no JSON object: put right what is underlined'));
    return write(uri, base.record, document);
  };
}
