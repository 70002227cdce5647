import * as vscode from 'vscode';
import type { IndexCache } from '../core/repository-index-store.ts';

/** Keeps each repository's index in a file of the extension's own storage, over windows and restarts. */
export function indexCache(storage: vscode.Uri): IndexCache {
  const folder = vscode.Uri.joinPath(storage, 'indexes');
  const { fs } = vscode.workspace;
  const fileOf = (key: string) => vscode.Uri.joinPath(folder, `${encodeURIComponent(key)}.json`);
  return {
    async read(key) {
      return new TextDecoder().decode(await fs.readFile(fileOf(key)));
    },
    async write(key, text) {
      await fs.createDirectory(folder);
      // Beside it first: another window never reads half of it.
      const beside = vscode.Uri.joinPath(folder, `${crypto.randomUUID()}.new`);
      await fs.writeFile(beside, new TextEncoder().encode(text));
      await fs.rename(beside, fileOf(key), { overwrite: true });
    },
  };
}
