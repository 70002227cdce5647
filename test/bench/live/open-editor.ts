import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { bundleExtension } from '../../../packages/vscode/build/bundle.ts';
import { knownFile } from '../dataset/known-file.ts';
import type { ChildServer } from '../support/child-server.ts';
import type { SeenLens } from './editor-child.ts';

export interface OpenEditor {
  /** The instant at which the lens over the known file said this. Rejects after so many milliseconds. */
  says(text: string, within?: number): Promise<number>;
  end(): Promise<void>;
}

/** The packed extension in a process of its own, the known file in front, signed in to a server. */
export async function openEditor(server: ChildServer): Promise<OpenEditor> {
  const folder = mkdtempSync(join(tmpdir(), 'steward-bench-live-'));
  const [bundle, root, storage] = ['node.js', 'root', 'storage'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const bundles = await bundleExtension();
  writeFileSync(bundle, bundles.find(({ host }) => host === 'node')?.text ?? '');
  for (const path of [join(root, '.git'), storage, join(root, dirname(knownFile.path))])
    mkdirSync(path, { recursive: true });
  writeFileSync(
    join(root, '.git', 'config'),
    `[remote "origin"]\n\turl = https://${knownFile.repository}.git\n`,
  );
  const file = join(root, knownFile.path);
  writeFileSync(file, 'export const total = 1;\n');
  const token = server.headers.authorization?.replace('Bearer ', '') ?? '';
  const child = spawn(
    process.execPath,
    [
      fileURLToPath(new URL('./editor-child.ts', import.meta.url)),
      ...[bundle, root, storage, file, new URL(server.url).origin, token],
    ],
    // Nobody's server but the one that its settings name.
    { env: { ...process.env, XDG_STATE_HOME: join(folder, 'state') }, stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const seen: SeenLens[] = [];
  let news = Promise.withResolvers<void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    seen.push(JSON.parse(line) as SeenLens);
    news.resolve();
    news = Promise.withResolvers();
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  return {
    says: async (text, within = 60_000) => {
      const tooLong = AbortSignal.timeout(within);
      const over = new Promise<void>((resolve) => tooLong.addEventListener('abort', () => resolve()));
      for (;;) {
        const found = seen.find((each) => each.text.includes(text));
        if (found) return found.at;
        if (tooLong.aborted)
          throw new Error(`the editor never said ${text}, and last: ${seen.at(-1)?.text ?? 'nothing'}`);
        await Promise.race([news.promise, over, ended]);
        if (child.exitCode !== null) throw new Error(`the editor ended with ${child.exitCode}`);
      }
    },
    end: async () => {
      child.stdin.end();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
