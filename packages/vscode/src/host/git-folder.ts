import type { Remote } from '@steward/domain/code/repository-key.ts';
import * as vscode from 'vscode';
import { folderOfGitFile, remotesOfGitConfig } from '../core/git-config.ts';
import { readText } from './read-text.ts';

/** The nearest folder, from this one upwards, that holds a `.git`; undefined when none does. */
export async function findGitFolder(folder: vscode.Uri): Promise<vscode.Uri | undefined> {
  for (let at = folder; ; at = vscode.Uri.joinPath(at, '..')) {
    if (await exists(vscode.Uri.joinPath(at, '.git'))) return at;
    if (at.path === '/' || at.path === '') return undefined;
  }
}

/** The remotes that stand in a repository's own config: the way that works without the git extension. */
export async function readGitRemotes(root: vscode.Uri): Promise<Remote[]> {
  const dotGit = vscode.Uri.joinPath(root, '.git');
  const config = await readText(vscode.Uri.joinPath(dotGit, 'config'));
  if (config !== undefined) return remotesOfGitConfig(config);
  const target = folderOfGitFile((await readText(dotGit)) ?? '');
  if (target === undefined) return [];
  const folder = await commonFolder(resolveFolder(root, target));
  return remotesOfGitConfig((await readText(vscode.Uri.joinPath(folder, 'config'))) ?? '');
}

/** A worktree keeps its config in the repository it was made from. */
async function commonFolder(folder: vscode.Uri): Promise<vscode.Uri> {
  const common = (await readText(vscode.Uri.joinPath(folder, 'commondir')))?.trim();
  return common ? resolveFolder(folder, common) : folder;
}

function resolveFolder(base: vscode.Uri, target: string): vscode.Uri {
  const path = target.replaceAll('\\', '/');
  if (/^[a-z]:\//i.test(path)) return base.with({ path: `/${path}` });
  return path.startsWith('/') ? base.with({ path }) : vscode.Uri.joinPath(base, path);
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
