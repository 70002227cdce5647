import { isDependencyFolder } from '@steward/domain/exchange/dependency-folders.ts';
import * as vscode from 'vscode';

/** What only some hosts can tell about a working copy. */
export interface WorkingCopy {
  /** Every file that git tracks or would track, by its path from the root; null where git does not answer. */
  files(root: vscode.Uri): Promise<string[] | null>;
  /** The commit that is checked out; null without one. */
  headCommit(root: vscode.Uri): Promise<string | null>;
}

export const noWorkingCopy: WorkingCopy = { files: async () => null, headCommit: async () => null };

/** Every file below a folder on any file system that the editor knows; links are not followed. */
export async function everyFile(root: vscode.Uri, folder = ''): Promise<string[]> {
  const entries = await vscode.workspace.fs.readDirectory(vscode.Uri.joinPath(root, folder));
  const files = entries.map(async ([name, type]): Promise<string[]> => {
    const path = folder === '' ? name : `${folder}/${name}`;
    if (type === vscode.FileType.Directory) return isDependencyFolder(name) ? [] : everyFile(root, path);
    return type === vscode.FileType.File ? [path] : [];
  });
  return (await Promise.all(files)).flat();
}
