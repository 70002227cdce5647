// What the extension asks a server when folders are opened: its own bundle, over the real network.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { bundleExtension } from '../../packages/vscode/build/bundle.ts';
import { openInStub } from '../../packages/vscode/src/support/editor-with-folders.ts';
import { recordingProxy } from '../editor/support/recording-proxy.ts';
import { temporaryFolder } from './steward.ts';

export interface AskedOnOpening {
  /** Names of the operations, in their order. */
  readonly asked: readonly string[];
  /** How many were under way at once, at most, the stream of events among them. */
  readonly mostAtOnce: number;
}

/**
 * Opens one root for each repository key, a key named twice being two working copies of it, and waits until the server
 * has answered about all of them and the events of it are followed. It must know none of them: then each lens offers to add the repository.
 */
export async function openRoots(
  server: { readonly address: string; readonly token: string },
  keys: readonly string[],
): Promise<AskedOnOpening> {
  const folder = temporaryFolder();
  const proxy = await recordingProxy(server.address);
  const bundle = (await bundleExtension()).find(({ host }) => host === 'node');
  const roots = keys.map((key, n) => workingCopy(join(folder.path, `root-${n}`), key));
  const editor = openInStub(bundle?.text ?? '', {
    folders: roots,
    storage: join(folder.path, 'storage'),
    settings: { 'steward.server': proxy.address },
    token: server.token,
  });
  try {
    const isAnswered = (root: string) => editor.lenses(join(root, 'a.ts')).includes('add this repository');
    await editor.until(() => roots.every(isAnswered));
    while (!proxy.asked.includes('Events')) await after(20);
    // A request that followed the last answer would stand before this one.
    await fetch(`${proxy.address}/live`);
    return {
      asked: proxy.asked.slice(0, proxy.asked.lastIndexOf('/live')),
      mostAtOnce: proxy.mostAtOnce(),
    };
  } finally {
    editor.close();
    await proxy.close();
    folder.remove();
  }
}

function workingCopy(root: string, key: string): string {
  const [host, ...path] = key.split('/');
  mkdirSync(join(root, '.git'), { recursive: true });
  writeFileSync(
    join(root, '.git', 'config'),
    `[remote "origin"]\n\turl = git@${host}:${path.join('/')}.git\n`,
  );
  writeFileSync(join(root, 'CODEOWNERS'), '* @acme/everyone\n');
  return root;
}
