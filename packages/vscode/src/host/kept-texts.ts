import * as vscode from 'vscode';
import type { KeptTexts } from '../core/drafts.ts';

/** Texts as files of the extension's own storage, over windows, hosts and restarts. */
export function keptTexts(storage: vscode.Uri, folderName: string): KeptTexts {
  const folder = vscode.Uri.joinPath(storage, folderName);
  const { fs } = vscode.workspace;
  const fileOf = (name: string) => vscode.Uri.joinPath(folder, `${encodeURIComponent(name)}.json`);
  return {
    async names() {
      const files = await fs.readDirectory(folder).then(
        (entries) => entries,
        () => [],
      );
      return files.flatMap(([file]) =>
        file.endsWith('.json') ? decodeURIComponent(file.slice(0, -'.json'.length)) : [],
      );
    },
    async read(name) {
      return fs.readFile(fileOf(name)).then(
        (bytes) => new TextDecoder().decode(bytes),
        () => undefined,
      );
    },
    async write(name, text) {
      await fs.createDirectory(folder);
      // Beside it first: nobody ever reads half of it.
      const beside = vscode.Uri.joinPath(folder, `${crypto.randomUUID()}.new`);
      await fs.writeFile(beside, new TextEncoder().encode(text));
      await fs.rename(beside, fileOf(name), { overwrite: true });
    },
    async remove(name) {
      await fs.delete(fileOf(name)).then(undefined, () => {});
    },
  };
}
