// Asks the extension about the files of a large repository, and prints what an answer takes and what stays in memory.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { changeEvent } from '../../../packages/vscode/src/core/change-event.ts';
import { type WorkspaceModel, workspaceModel } from '../../../packages/vscode/src/core/workspace-model.ts';
import { openInStub } from '../../../packages/vscode/src/support/editor-with-folders.ts';
import { percentileOf } from '../support/statistics.ts';
import { largeRepository } from './large-repository.ts';

/** Milliseconds. */
export interface Percentiles {
  readonly p50: number;
  readonly p99: number;
}

/** Milliseconds: by the clock, and of the processor, which others on the machine do not change. */
export interface Taken {
  readonly wall: number;
  readonly work: number;
}

export interface AnswerFigures {
  readonly repository: string;
  readonly rules: number;
  readonly lens: Percentiles;
  readonly hover: Percentiles;
  /** For the contexts of all files: none asked before; and all of them again. */
  readonly first: Taken;
  readonly again: Taken;
  /** Milliseconds of the same from a map that holds an answer for each path. */
  readonly ready: number;
  /** Bytes of heap: the index made ready, and what all answers add to it. */
  readonly indexHeap: number;
  readonly answersHeap: number;
  /** Bytes of the index as the server sends it. */
  readonly indexText: number;
}

const [bundle = '', root = '', storage = ''] = process.argv.slice(2);
const { name, key, codeowners, paths, index } = largeRepository();
// First what stays in memory, while nothing else has come and gone.
const model = await askModel();
const lensAndHover = await askProviders();
const figures: AnswerFigures = {
  repository: name,
  rules: index.codeowners?.rules.length ?? 0,
  ...lensAndHover,
  ...model,
};
console.log(JSON.stringify(figures));
process.exit();

/** Through the bundle, as the editor asks it: one file after another, spread over the repository. */
async function askProviders() {
  const editor = openInStub(readFileSync(bundle, 'utf8'), { folders: [root], storage });
  const files = paths.filter((_, n) => n % 10 === 0).map((path) => join(root, path));
  const isKnown = () => editor.lenses(files[0]!).some((title) => /^(Team|owner Team|Component)/.test(title));
  await editor.until(isKnown);
  const timed = (ask: (file: string) => readonly unknown[]): Percentiles => {
    for (const file of files.slice(0, 1_000)) ask(file);
    const times = files.map((file) => {
      const began = performance.now();
      if (ask(file).length === 0) throw new Error(`nothing is said about ${file}`);
      return performance.now() - began;
    });
    return { p50: percentileOf(times, 0.5), p99: percentileOf(times, 0.99) };
  };
  const lens = timed(editor.lenses);
  const hover = timed((file) => editor.hovers(file, 0));
  editor.close();
  return { lens, hover };
}

/** The model alone, from its source: what every surface asks. */
async function askModel() {
  const indexText = JSON.stringify(index).length;
  const files = paths.map((path) => ({ scheme: 'file', authority: '', path: `/large/${path}` }));
  const askAll = (model: WorkspaceModel) =>
    takenBy(() => {
      for (const file of files) if (model.answer(file).state !== 'KNOWN') throw new Error(file.path);
    });
  const before = heap();
  const large = await readyModel();
  const indexHeap = heap() - before;
  const firsts = [askAll(large)];
  const answersHeap = heap() - before - indexHeap;
  // Models that were asked nothing yet, in a process that has compiled what it runs often.
  for (let n = 0; n < 4; n++) firsts.push(askAll(await readyModel()));
  const again = [1, 2, 3, 4, 5].map(() => askAll(large));
  const answers = new Map(files.map((file) => [file.path, large.answer(file)]));
  const began = performance.now();
  let known = 0;
  for (const { path } of files) if (answers.get(path)?.state === 'KNOWN') known++;
  const ready = performance.now() - began;
  if (known !== files.length) throw new Error('the map has lost answers');
  return { indexText, indexHeap, first: middleOf(firsts), answersHeap, again: middleOf(again), ready };
}

function middleOf(taken: readonly Taken[]): Taken {
  const middle = (of: (each: Taken) => number) => percentileOf(taken.map(of), 0.5);
  return { wall: middle(({ wall }) => wall), work: middle(({ work }) => work) };
}

async function readyModel(): Promise<WorkspaceModel> {
  const root = { scheme: 'file', authority: '', path: '/large' };
  const answer = {
    state: 'KNOWN' as const,
    // A copy of its own, so that the heap of the index counts.
    index: JSON.parse(JSON.stringify(index)) as typeof index,
  };
  const model = workspaceModel(
    {
      changed: changeEvent(),
      repositories: async () => [{ root, remotes: [], settings: { repository: key, dialect: 'auto' } }],
      readText: async ({ path }) => (path === '/large/CODEOWNERS' ? codeowners : undefined),
    },
    {
      entry: () => ({ answer, loadedAt: Date.now(), failure: undefined, loading: false }),
      connection: () => 'CONNECTED',
      now: Date.now,
      changed: changeEvent(),
    },
  );
  await model.reload();
  return model;
}

function takenBy(work: () => void): Taken {
  const [began, worked] = [performance.now(), process.threadCpuUsage()];
  work();
  const { user, system } = process.threadCpuUsage(worked);
  return { wall: performance.now() - began, work: (user + system) / 1000 };
}

function heap(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
