import * as vscode from 'vscode';
import type { RecordName } from '../../core/record-address.ts';
import type { RecordWriter, StewardRecord, WriteOutcome } from '../../core/record-writer.ts';
import { planRestore, type RestorePlan, sendRestore } from '../../core/revision-restorer.ts';
import { valueWords } from '../edit-field/edit-field.ts';
import type { Steward } from '../steward.ts';

export interface RestoreParts {
  steward: Steward;
  writer: RecordWriter;
}

/** Goes back to a revision as an edit of now: shows what will change, asks why, writes, and offers to undo it. */
export async function restoreRevision(
  { steward, writer }: RestoreParts,
  name: RecordName,
  revision: number,
): Promise<void> {
  const planned = await planRestore(steward.connection, name, revision);
  if (planned.type !== 'PLANNED') return tellNot(planned);
  const { now, changes } = planned.plan;
  if (changes.length === 0) {
    const text = vscode.l10n.t('{0} says what it said in revision {1} already.', now.label, revision);
    return void vscode.window.showInformationMessage(text);
  }
  if (!(await confirm(planned.plan, revision))) return;
  const outcome = await askAndSend(steward, now, revision);
  if (outcome?.type === 'WRITTEN') {
    const [written] = outcome.records;
    if (!written) return;
    writer.tell(written);
    const fields = changes.map(({ field }) => field).join(', ');
    await offerUndo({ steward, writer }, now, written, {
      text: vscode.l10n.t('{0} says again what it said in revision {1}: {2}', now.label, revision, fields),
    });
  } else if (outcome) tellNot(outcome);
}

/** True when the person goes on with what is shown. */
async function confirm({ now, changes }: RestorePlan, revision: number): Promise<boolean> {
  const go = {
    label: vscode.l10n.t('Restore It…'),
    description: vscode.l10n.t('The reason is asked for next'),
    iconPath: new vscode.ThemeIcon('discard'),
  };
  const shown = changes.map(({ field, before, after }) => ({
    label: field,
    description: `${valueWords(before)} → ${valueWords(after)}`,
  }));
  const between = {
    label: vscode.l10n.t('What will change'),
    kind: vscode.QuickPickItemKind.Separator,
  };
  const title = vscode.l10n.t('Restore revision {0} of {1}', revision, now.label);
  const placeHolder = vscode.l10n.t('The key and the roles held stay as they are');
  return (await vscode.window.showQuickPick([go, between, ...shown], { title, placeHolder })) === go;
}

/** Asks for the reason and writes; asks again while nobody answers. Undefined when the person leaves. */
async function askAndSend(
  { connection }: Steward,
  now: StewardRecord,
  revision: number,
): Promise<WriteOutcome | undefined> {
  const { kind, key, revision: expectedRevision } = now;
  // The same reason sent again counts once, another one is another write.
  const keys = new Map<string, string>();
  let prompt = vscode.l10n.t('Why, for the history');
  for (let typed = ''; ; ) {
    const reason = await vscode.window.showInputBox({
      title: vscode.l10n.t('Restore revision {0} of {1}', revision, now.label),
      prompt,
      value: typed,
      ignoreFocusOut: true,
      validateInput: (text) => (text.trim() === '' ? vscode.l10n.t('Say why, for the history') : undefined),
    });
    if (reason === undefined) return undefined;
    const idempotencyKey = keys.get(reason) ?? crypto.randomUUID();
    keys.set(reason, idempotencyKey);
    const input = { kind, key, revision, expectedRevision, reason: reason.trim(), idempotencyKey };
    const outcome = await sendRestore(connection, input);
    if (outcome.type !== 'UNANSWERED') return outcome;
    typed = reason;
    prompt = vscode.l10n.t('{0}. Press Enter to send it again.', outcome.message);
  }
}

async function offerUndo(
  { steward, writer }: RestoreParts,
  before: StewardRecord,
  written: StewardRecord,
  { text }: { text: string },
): Promise<void> {
  const undo = vscode.l10n.t('Undo');
  if ((await vscode.window.showInformationMessage(text, undo)) !== undo) return;
  const { kind, key, revision: expectedRevision } = written;
  const outcome = await sendRestore(steward.connection, {
    ...{ kind, key, revision: before.revision, expectedRevision, idempotencyKey: crypto.randomUUID() },
  });
  if (outcome.type === 'WRITTEN') outcome.records.forEach(writer.tell);
  else tellNot(outcome);
}

function tellNot(outcome: Exclude<WriteOutcome, { type: 'WRITTEN' }>): void {
  const issues = outcome.type === 'INVALID' ? outcome.issues : [];
  const text =
    outcome.type === 'CONFLICT'
      ? vscode.l10n.t(
          '{0} has changed it meanwhile, so nothing is restored. Look at the history again.',
          outcome.changedBy ?? vscode.l10n.t('Somebody'),
        )
      : issues.length > 0
        ? issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')
        : outcome.message;
  void vscode.window.showErrorMessage(vscode.l10n.t('Not restored: {0}', text));
}
