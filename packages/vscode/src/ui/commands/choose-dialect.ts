import * as vscode from 'vscode';
import { activeAnswer, type Steward } from '../steward.ts';

/** Asks once how this repository's CODEOWNERS is read, and keeps the answer in the folder's settings. */
export async function chooseDialect(steward: Steward): Promise<void> {
  const items = [
    { label: 'GitHub', value: 'github', detail: vscode.l10n.t('The last matching line of the file decides') },
    {
      label: 'GitLab',
      value: 'gitlab',
      detail: vscode.l10n.t('The last matching line of each section decides'),
    },
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('How is this CODEOWNERS read?'),
  });
  if (!chosen) return;
  const answer = activeAnswer(steward);
  const root = answer && 'repository' in answer ? vscode.Uri.from(answer.repository.root) : undefined;
  const folder = root && vscode.workspace.getWorkspaceFolder(root);
  const target = folder ? vscode.ConfigurationTarget.WorkspaceFolder : vscode.ConfigurationTarget.Workspace;
  await vscode.workspace.getConfiguration('steward', root).update('codeowners.dialect', chosen.value, target);
}
