import * as vscode from 'vscode';

/** Asks once how a repository's CODEOWNERS is read, and keeps the answer in the folder's settings. False: no answer. */
export async function chooseDialect(root: vscode.Uri | undefined): Promise<boolean> {
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
  if (!chosen) return false;
  const folder = root && vscode.workspace.getWorkspaceFolder(root);
  const target = folder ? vscode.ConfigurationTarget.WorkspaceFolder : vscode.ConfigurationTarget.Workspace;
  await vscode.workspace.getConfiguration('steward', root).update('codeowners.dialect', chosen.value, target);
  return true;
}
