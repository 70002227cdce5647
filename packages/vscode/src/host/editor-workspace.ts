import * as vscode from 'vscode';
import { changeEvent, type Disposable } from '../core/change-event.ts';
import { addressKey } from '../core/file-address.ts';
import type { RepositoryFolder, WorkspaceHost } from '../core/workspace-host.ts';
import { followGit } from './follow-git.ts';
import { type GitExtensionApi, type GitExtensionRepository, gitExtensionApi } from './git-extension.ts';
import { findGitFolder, readGitRemotes } from './git-folder.ts';
import { readText } from './read-text.ts';

/** Files that say who owns what, or which repository this is. */
const watched = ['**/CODEOWNERS', '**/.steward.yaml', '**/.git/config'];

/** The opened folders as the model wants to see them, on any host. */
export function editorWorkspace(): WorkspaceHost & Disposable {
  const changed = changeEvent();
  const fire = () => changed.fire();
  const disposables: vscode.Disposable[] = [
    vscode.workspace.onDidChangeWorkspaceFolders(fire),
    vscode.workspace.onDidGrantWorkspaceTrust(fire),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (
        event.affectsConfiguration('steward.repository') ||
        event.affectsConfiguration('steward.codeowners')
      )
        fire();
    }),
    // A file system without watchers still tells about saves in this window.
    vscode.workspace.onDidSaveTextDocument(({ uri }) => {
      if (/\/(CODEOWNERS|\.steward\.yaml)$/.test(uri.path)) fire();
    }),
  ];
  for (const pattern of watched) {
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    watcher.onDidChange(fire);
    watcher.onDidCreate(fire);
    watcher.onDidDelete(fire);
    disposables.push(watcher);
  }

  let git: GitExtensionApi | undefined;
  // Not awaited: what stands in the folders is shown at once, and completed when git has looked.
  void gitExtensionApi().then((api) => {
    if (!api) return;
    git = api;
    disposables.push(followGit(api, remotesText, fire));
    fire();
  });

  return {
    changed,
    readText: (address) => readText(vscode.Uri.from(address)),
    repositories: () => repositories(git),
    dispose: () => vscode.Disposable.from(...disposables).dispose(),
  };
}

async function repositories(git: GitExtensionApi | undefined): Promise<RepositoryFolder[]> {
  const roots = new Map<string, vscode.Uri>();
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    const root = (await findGitFolder(folder.uri)) ?? folder.uri;
    roots.set(addressKey(root), root);
  }
  for (const { rootUri } of git?.repositories ?? []) {
    // Git always speaks of local paths; in a remote window they are the folder's own.
    if (vscode.workspace.getWorkspaceFolder(rootUri)) roots.set(addressKey(rootUri), rootUri);
  }
  return Promise.all(
    [...roots.values()].map(async (root) => ({
      root,
      remotes: remotesOf(git, root) ?? (await readGitRemotes(root)),
      settings: settingsOf(root),
    })),
  );
}

function remotesOf(git: GitExtensionApi | undefined, root: vscode.Uri) {
  const repository = git?.repositories.find(({ rootUri }) => addressKey(rootUri) === addressKey(root));
  const remotes = repository?.state.remotes.flatMap(({ name, fetchUrl, pushUrl }) => {
    const url = fetchUrl ?? pushUrl;
    return url === undefined ? [] : [{ name, url }];
  });
  // Just opened, the extension knows the repository before it has read its remotes.
  return remotes && remotes.length > 0 ? remotes : undefined;
}

function remotesText(repository: GitExtensionRepository): string {
  return repository.state.remotes
    .map(({ name, fetchUrl, pushUrl }) => `${name} ${fetchUrl ?? pushUrl}`)
    .join('\n');
}

function settingsOf(root: vscode.Uri): RepositoryFolder['settings'] {
  const settings = vscode.workspace.getConfiguration('steward', root);
  return {
    repository: settings.get('repository', ''),
    dialect: settings.get('codeowners.dialect', 'auto'),
  };
}
