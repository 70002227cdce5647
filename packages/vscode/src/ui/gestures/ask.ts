import * as vscode from 'vscode';
import { instantOf } from '../../core/held-roles.ts';
import { findRecords } from '../../core/portfolio-source.ts';
import { findRecord } from '../portfolio/find-record.ts';
import type { Steward } from '../steward.ts';

/** Why something is done, for the history; empty for no reason, undefined when the person leaves. */
export function askForReason(title: string, { needed = false } = {}): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title,
    prompt: needed
      ? vscode.l10n.t('Why? Whoever answers for it reads this.')
      : vscode.l10n.t('Why? It goes into the history. Enter alone gives no reason.'),
    ignoreFocusOut: true,
    validateInput: (text) =>
      text.length > 2000
        ? vscode.l10n.t('At most {0} characters', 2000)
        : needed && text.trim() === ''
          ? vscode.l10n.t('It must not be empty')
          : undefined,
  });
}

/** A person or a team that is looked for on the server. */
export async function askForHolder(
  { connection }: Steward,
  title: string,
): Promise<{ person: string | null; team: string | null; name: string } | undefined> {
  const found = await findRecord(
    (text, signal) => findRecords(connection.request, { text, kinds: ['Person', 'Team'] }, signal),
    { title, placeholder: vscode.l10n.t('Key or name of a person or a team') },
  );
  if (!found) return undefined;
  const isPerson = found.kind === 'Person';
  return { person: isPerson ? found.key : null, team: isPerson ? null : found.key, name: found.name };
}

/** An instant, ISO 8601 in UTC; undefined when the person leaves. */
export async function askForInstant(
  title: string,
  prompt: string,
  { after }: { after?: string | undefined } = {},
): Promise<string | undefined> {
  const text = await vscode.window.showInputBox({
    title,
    prompt,
    placeHolder: '2026-01-31',
    ignoreFocusOut: true,
    validateInput: (typed) => {
      const at = instantOf(typed);
      if (!at) return vscode.l10n.t('A day such as 2026-01-31, or a day and a time such as 2026-01-31 09:00');
      return after !== undefined && at <= after
        ? vscode.l10n.t('It must be later than the beginning')
        : undefined;
    },
  });
  return text === undefined ? undefined : instantOf(text);
}
