import * as vscode from 'vscode';
import { changeEvent, type Disposable } from '../core/change-event.ts';
import { addressInside, addressKey, type FileAddress, pathInside } from '../core/file-address.ts';
import type { LineHistory } from '../core/line-history.ts';
import { followGit } from './follow-git.ts';
import { type GitExtensionApi, type GitExtensionRepository, gitExtensionApi } from './git-extension.ts';

/** The past as the built-in git extension tells it; none in a browser, where that extension is absent. */
export function gitLineHistory(): LineHistory & Disposable {
  const changed = changeEvent();
  const fire = () => changed.fire();
  const disposables: vscode.Disposable[] = [
    vscode.workspace.onDidCreateFiles(fire),
    vscode.workspace.onDidDeleteFiles(fire),
    vscode.workspace.onDidRenameFiles(fire),
  ];
  const git = gitExtensionApi();
  let over = false;
  void git.then((api) => {
    if (!api || over) return;
    disposables.push(followGit(api, pastText, fire));
    fire();
  });
  return {
    changed,
    async textAt(root, commit, path) {
      const repository = await repositoryAt(git, root);
      return quietly(repository?.show(commit, vscode.Uri.from(addressInside(root, path)).fsPath));
    },
    async renamesSince(root, commit) {
      const repository = await repositoryAt(git, root);
      const differences = (await quietly(repository?.diffWith(commit))) ?? [];
      return new Map(
        differences.flatMap(({ originalUri, renameUri }): [string, string][] => {
          const before = pathInside(root, originalUri);
          const now = renameUri && pathInside(root, renameUri);
          return before === undefined || now === undefined || before === now ? [] : [[now, before]];
        }),
      );
    },
    exists: async (root, path) => {
      const stat = vscode.workspace.fs.stat(vscode.Uri.from(addressInside(root, path)));
      return (await quietly(stat)) !== undefined;
    },
    dispose() {
      over = true;
      vscode.Disposable.from(...disposables).dispose();
    },
  };
}

/** Another text when a fetch, a checkout, a commit or a rename may have told git what it did not know. */
const pastText = ({ state: { HEAD, indexChanges } }: GitExtensionRepository): string =>
  JSON.stringify([
    [HEAD?.commit, HEAD?.ahead, HEAD?.behind],
    indexChanges.flatMap(({ renameUri }) => renameUri?.path ?? []),
  ]);

async function repositoryAt(git: Promise<GitExtensionApi | undefined>, root: FileAddress) {
  return (await git)?.repositories.find(({ rootUri }) => addressKey(rootUri) === addressKey(root));
}

/** What git refuses is what it does not know. */
async function quietly<Value>(asked: PromiseLike<Value> | undefined): Promise<Value | undefined> {
  try {
    return await asked;
  } catch {
    return undefined;
  }
}
