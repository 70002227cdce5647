import * as vscode from 'vscode';
import { decidingPlace, type FileAnswer } from '../core/file-answer.ts';
import { fileFacts } from '../core/file-facts.ts';
import type { SurfaceId } from './surface.ts';

/** Reading and finding only: a hover changes no record. */
const links = [
  'steward.openDecidingRule',
  'steward.copyOwner',
  'steward.addRepository',
  'steward.hideSurface',
];

/** The card as text that can be hovered; undefined where nothing is known. Text of records is escaped. */
export function cardMarkdown(
  answer: FileAnswer,
  surface: SurfaceId,
  uri?: vscode.Uri,
): vscode.MarkdownString | undefined {
  const facts = answer.state === 'SILENT' ? [] : fileFacts(answer, vscode.l10n);
  if (facts.length === 0) return undefined;
  const card = new vscode.MarkdownString('', true);
  card.isTrusted = { enabledCommands: links };
  for (const { icon, label, value, parts = [] } of facts) {
    const words = [value, ...parts.map((part) => part.value)].join(' · ');
    card.appendMarkdown(`$(${icon}) **${escaped(label)}** ${escaped(words)}  \n`);
  }
  card.appendMarkdown(
    [
      ...(decidingPlace(answer)
        ? [commandLink(vscode.l10n.t('Open the rule'), 'steward.openDecidingRule', uri)]
        : []),
      commandLink(vscode.l10n.t('Copy the owner'), 'steward.copyOwner', uri),
      ...(answer.state === 'KNOWN'
        ? []
        : [commandLink(vscode.l10n.t('Add this repository'), 'steward.addRepository', uri)]),
      commandLink(vscode.l10n.t('Hide this'), 'steward.hideSurface', surface),
    ].join(' · '),
  );
  return card;
}

/** A link that runs a command with one argument; the card must trust that command. */
export const commandLink = (title: string, command: string, value: unknown): string =>
  `[${title}](command:${command}?${encodeURIComponent(JSON.stringify([value]))})`;

/** Text as the editor escapes it, word by word: it would put no-break spaces between them, and the card would not wrap. */
export function escaped(text: string): string {
  const words = text.split(/\s+/).filter((word) => word !== '');
  return words.map((word) => new vscode.MarkdownString('', true).appendText(word).value).join(' ');
}
