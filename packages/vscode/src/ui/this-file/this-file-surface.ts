import * as vscode from 'vscode';
import type { FileFact } from '../../core/file-fact.ts';
import { fileFacts } from '../../core/file-facts.ts';
import type { FileAction } from '../../core/file-words.ts';
import { activeAnswer, type Steward } from '../steward.ts';
import type { Surface } from '../surface.ts';

/** The card of the file in front as a tree, every fact within reach of the keyboard. */
export const thisFileSurface: Surface = {
  id: 'thisFile',
  open(steward: Steward) {
    const changed = new vscode.EventEmitter<void>();
    const provider: vscode.TreeDataProvider<FileFact> = {
      onDidChangeTreeData: changed.event,
      getChildren: (fact) => {
        if (fact) return fact.parts ?? [];
        const answer = activeAnswer(steward);
        return answer ? fileFacts(answer, vscode.l10n) : [];
      },
      getTreeItem: factItem,
    };
    const show = () => {
      const state = activeAnswer(steward)?.state;
      const context = state === undefined ? 'noFile' : state === 'OUTSIDE' ? 'outside' : 'file';
      void vscode.commands.executeCommand('setContext', 'steward.thisFile', context);
      changed.fire();
    };
    show();
    return vscode.Disposable.from(
      changed,
      vscode.window.createTreeView('steward.thisFile', { treeDataProvider: provider }),
      steward.active.changed.listen(show),
      steward.model.changed.listen(show),
    );
  },
};

/** What a click, or Enter, does at once; the rest stands in the context menu. */
const direct: readonly (FileAction | undefined)[] = [
  'openDecidingRule',
  'claimFile',
  'chooseDialect',
  'refresh',
  'signIn',
];

function factItem({ id, label, value, icon, action, record, link, parts }: FileFact): vscode.TreeItem {
  const { None, Expanded } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(label, parts && parts.length > 0 ? Expanded : None);
  item.id = id;
  item.description = value;
  item.tooltip = `${label}: ${value}`;
  item.iconPath = new vscode.ThemeIcon(icon);
  item.accessibilityInformation = { label: `${label}: ${value}` };
  item.contextValue = action ?? (record && 'record');
  if (link !== undefined) {
    item.command = { command: 'vscode.open', title: label, arguments: [vscode.Uri.parse(link, true)] };
  } else if (direct.includes(action)) {
    item.command = { command: `steward.${action}`, title: label };
  }
  return item;
}
