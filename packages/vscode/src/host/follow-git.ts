import * as vscode from 'vscode';
import type { GitExtensionApi, GitExtensionRepository } from './git-extension.ts';

/** Tells when repositories come and go, and when what `read` gives of one has become another text. */
export function followGit(
  api: GitExtensionApi,
  read: (repository: GitExtensionRepository) => string,
  changed: () => void,
): vscode.Disposable {
  const disposables: vscode.Disposable[] = [];
  const follow = (repository: GitExtensionRepository) => {
    let before = read(repository);
    disposables.push(
      repository.state.onDidChange(() => {
        const now = read(repository);
        // Git reports every keystroke's consequence; only what is read concerns anybody here.
        if (now !== before) changed();
        before = now;
      }),
    );
  };
  for (const repository of api.repositories) follow(repository);
  disposables.push(
    api.onDidChangeState(changed),
    api.onDidCloseRepository(changed),
    api.onDidOpenRepository((repository) => {
      follow(repository);
      changed();
    }),
  );
  return { dispose: () => vscode.Disposable.from(...disposables).dispose() };
}
