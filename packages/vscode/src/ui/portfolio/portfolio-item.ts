import * as vscode from 'vscode';
import type { PortfolioRow } from '../../core/portfolio-row.ts';
import { rowWords } from '../../core/portfolio-words.ts';

/** A row as the editor shows it. */
export function portfolioItem(row: PortfolioRow, codeHere: boolean): vscode.TreeItem {
  const words = rowWords(row, codeHere, vscode.l10n);
  const { None, Collapsed } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(words.label, 'children' in row && row.children > 0 ? Collapsed : None);
  item.id = row.id;
  item.description = words.description;
  item.iconPath = new vscode.ThemeIcon(words.icon);
  item.accessibilityInformation = { label: words.accessible, role: 'treeitem' };
  item.contextValue = words.context;
  item.tooltip = tooltip(words.tooltip);
  if (row.type === 'MORE')
    item.command = { command: 'steward.loadMore', title: words.label, arguments: [row.id] };
  if (row.type === 'ERROR')
    item.command = { command: 'steward.refreshRecord', title: words.label, arguments: [row.id] };
  return item;
}

/** What records say is text, never markup. */
function tooltip(lines: readonly { name: string; value: string }[]): vscode.MarkdownString | undefined {
  if (lines.length === 0) return undefined;
  const text = new vscode.MarkdownString();
  for (const { name, value } of lines) {
    text.appendMarkdown('**');
    text.appendText(name);
    text.appendMarkdown('** ');
    text.appendText(value);
    text.appendMarkdown('  \n');
  }
  return text;
}
