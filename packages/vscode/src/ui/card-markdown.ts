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
  const link = (title: string, command: string, value: unknown) =>
    `[${title}](command:${command}?${encodeURIComponent(JSON.stringify([value]))})`;
  card.appendMarkdown(
    [
      ...(decidingPlace(answer)
        ? [link(vscode.l10n.t('Open the rule'), 'steward.openDecidingRule', uri)]
        : []),
      link(vscode.l10n.t('Copy the owner'), 'steward.copyOwner', uri),
      ...(answer.state === 'KNOWN'
        ? []
        : [link(vscode.l10n.t('Add this repository'), 'steward.addRepository', uri)]),
      link(vscode.l10n.t('Hide this'), 'steward.hideSurface', surface),
    ].join(' · '),
  );
  return card;
}

/** Text as the editor escapes it, word by word: it would put no-break spaces between them, and the card would not wrap. */
function escaped(text: string): string {
  const words = text.split(/\s+/).filter((word) => word !== '');
  return words.map((word) => new vscode.MarkdownString('', true).appendText(word).value).join(' ');
}
