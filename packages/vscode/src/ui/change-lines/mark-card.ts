import * as vscode from 'vscode';
import type { ChangeMark } from '../../core/change-mark.ts';
import { markLines } from '../../core/change-mark-words.ts';
import { commandLink, escaped } from '../card-markdown.ts';

/** The card over marked lines: each change at length. Text of records is escaped. */
export function markCard(marks: readonly ChangeMark[], uri: vscode.Uri): vscode.MarkdownString {
  const card = new vscode.MarkdownString('', true);
  card.isTrusted = { enabledCommands: ['steward.showFileCard', 'steward.hideSurface'] };
  for (const mark of marks) {
    const { key, title } = mark.reference.change;
    card.appendMarkdown(`$(git-pull-request) **${escaped(key)}** ${escaped(title)}  \n`);
    for (const line of markLines(mark, vscode.l10n)) card.appendMarkdown(`${escaped(line)}  \n`);
  }
  const links = [
    commandLink(vscode.l10n.t("Show this file's card"), 'steward.showFileCard', uri),
    commandLink(vscode.l10n.t('Hide this'), 'steward.hideSurface', 'changeLines'),
  ];
  card.appendMarkdown(links.join(' · '));
  return card;
}
