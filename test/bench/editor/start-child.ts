// Loads and activates the extension once, in a process where nothing was compiled before, and prints what it took.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { openInStub } from '../../../packages/vscode/src/support/editor-with-folders.ts';

export interface StartFigures {
  /** Milliseconds until Node itself runs the first line of a program. */
  readonly node: number;
  readonly load: number;
  readonly activate: number;
  /** Of the processor, for both. */
  readonly work: number;
  /** From the beginning of loading until a file has its first lens. */
  readonly firstLens: number;
}

const [bundle = '', root = '', storage = ''] = process.argv.slice(2);
const text = readFileSync(bundle, 'utf8');
const began = performance.now();
const worked = process.threadCpuUsage();
const editor = openInStub(text, { folders: [root], storage });
const { user, system } = process.threadCpuUsage(worked);
await editor.until(() => editor.lenses(join(root, 'README.md')).length > 0);
const figures: StartFigures = {
  node: performance.nodeTiming.bootstrapComplete,
  load: editor.loadMs,
  activate: editor.activateMs,
  work: (user + system) / 1000,
  firstLens: performance.now() - began,
};
console.log(JSON.stringify(figures));
process.exit();
