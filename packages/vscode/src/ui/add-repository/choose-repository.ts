import { readRepositoryKey } from '@steward/domain/code/repository-key.ts';
import * as vscode from 'vscode';
import type { KnownRepository } from '../../core/file-answer.ts';
import { activeAnswer, type Steward } from '../steward.ts';

/** The repository that is meant: of the file that was given or is in front, else the only one, else a choice. */
export async function chooseRepository(
  steward: Steward,
  given: vscode.Uri | undefined,
): Promise<KnownRepository | undefined> {
  const answer = given ? steward.model.answer(given) : activeAnswer(steward);
  if (answer && 'repository' in answer) return answer.repository;
  await steward.model.reload();
  const repositories = steward.model.repositories();
  if (repositories.length === 0)
    void vscode.window.showInformationMessage(vscode.l10n.t('Open the folder of a repository first.'));
  if (repositories.length <= 1) return repositories[0];
  const items = repositories.map((repository) => ({
    label: repository.key ?? repository.root.path,
    description: repository.key === undefined ? '' : repository.root.path,
    repository,
  }));
  const placeHolder = vscode.l10n.t('Which repository shall be added?');
  return (await vscode.window.showQuickPick(items, { placeHolder }))?.repository;
}

/** Asks for the key of a repository that has neither remote nor .steward.yaml, and keeps it in the settings. */
export async function askForKey(root: vscode.Uri): Promise<string | undefined> {
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Which repository is this?'),
    prompt: vscode.l10n.t(
      'It has no remote and no .steward.yaml. Give host and path, such as github.com/acme/pay.',
    ),
    ignoreFocusOut: true,
    validateInput: (text) =>
      readRepositoryKey(text) === null
        ? vscode.l10n.t('Give host and path, such as github.com/acme/pay')
        : undefined,
  });
  const key = typed === undefined ? null : readRepositoryKey(typed);
  if (key === null) return undefined;
  const target = vscode.workspace.getWorkspaceFolder(root)
    ? vscode.ConfigurationTarget.WorkspaceFolder
    : vscode.ConfigurationTarget.Workspace;
  await vscode.workspace.getConfiguration('steward', root).update('repository', key, target);
  return key;
}
