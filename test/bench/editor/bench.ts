import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleExtension } from '../../../packages/vscode/build/bundle.ts';
import { buildVsix } from '../../../packages/vscode/build/vsix.ts';
import { type AskedOnOpening, openRoots } from '../../support/open-roots.ts';
import type { Bench, BenchGoal, BenchReport } from '../support/bench.ts';
import { measureChild } from '../support/measure-child.ts';
import { atMost } from '../support/report.ts';
import { figure, percentileOf, spreadOf, spreadText } from '../support/statistics.ts';
import { startSteward } from '../support/steward-child.ts';
import type { AnswerFigures } from './answers-child.ts';
import { activationInEditor } from './code-server.ts';
import { largeRepository, writeLargeRepository } from './large-repository.ts';
import type { StartFigures } from './start-child.ts';

/** The extension as it is packed: its load, its answers, its memory, its sizes and what it asks. */
export const editorBench: Bench = {
  name: 'editor',
  title: 'The extension in the editor',
  short: true,
  run: async ({ long, note }) => {
    const folder = mkdtempSync(join(tmpdir(), 'steward-bench-editor-'));
    try {
      const places = { bundle: join(folder, 'node.js'), ...placesIn(folder) };
      note('bundling the extension');
      const bundles = await bundleExtension();
      writeFileSync(places.bundle, bundles.find(({ host }) => host === 'node')?.text ?? '');
      writeLargeRepository(largeRepository(), places);
      const ask = <Figures>(script: string) =>
        measureChild<Figures>(
          new URL(script, import.meta.url),
          [places.bundle, places.root, places.storage],
          // Nobody's server: what is measured asks nobody.
          { XDG_STATE_HOME: places.state },
        );
      note('loading and activating');
      const starts: StartFigures[] = [];
      for (let round = 0; round < (long ? 200 : 10); round++) starts.push(await ask('./start-child.ts'));
      const answers: AnswerFigures[] = [];
      for (let round = 0; round < (long ? 9 : 2); round++) {
        note('asking about a hundred thousand files');
        answers.push(await ask('./answers-child.ts'));
      }
      note('opening ten roots');
      const roots = await askedByTenRoots();
      const sizes = { ...sizesOf(bundles), VSIX: statSync((await buildVsix()).file).size };
      const activation = long ? await activationInEditor(note) : [];
      return reportOf({ starts, answers, roots, sizes, activation });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function placesIn(folder: string) {
  const places = {
    root: join(folder, 'large'),
    storage: join(folder, 'storage'),
    state: join(folder, 'state'),
  };
  for (const place of Object.values(places)) mkdirSync(place);
  return places;
}

const sizesOf = (bundles: Awaited<ReturnType<typeof bundleExtension>>) =>
  Object.fromEntries(
    bundles.map(({ host, text }) => [
      host === 'node' ? 'host bundle' : 'web bundle',
      Buffer.byteLength(text),
    ]),
  );

async function askedByTenRoots(): Promise<AskedOnOpening> {
  const server = await startSteward({ databaseUrl: null });
  try {
    const token = server.headers.authorization?.replace('Bearer ', '') ?? '';
    const keys = Array.from({ length: 10 }, (_, n) => `github.com/acme/repository-${n}`);
    return await openRoots({ address: new URL(server.url).origin, token }, keys);
  } finally {
    await server.end();
  }
}

interface Measured {
  readonly starts: readonly StartFigures[];
  readonly answers: readonly AnswerFigures[];
  readonly roots: AskedOnOpening;
  readonly sizes: Readonly<Record<string, number>>;
  /** Milliseconds that the real editor says; empty where it was not asked. */
  readonly activation: readonly number[];
}

function reportOf({ starts, answers, roots, sizes, activation }: Measured): BenchReport {
  const [about] = answers;
  const startRow = (what: string, of: (each: StartFigures) => number) => {
    const values = starts.map(of);
    return [what, `${figure(percentileOf(values, 0.5))} ms`, `${figure(percentileOf(values, 0.99))} ms`];
  };
  const over = (of: (each: AnswerFigures) => number, unit: string) =>
    spreadText(spreadOf(answers.map(of)), unit);
  const megabytes = (of: (each: AnswerFigures) => number) => over((each) => of(each) / 2 ** 20, ' MB');
  const both = starts.map(({ load, activate }) => load + activate);
  const work = starts.map((each) => each.work);
  const middle = (of: (each: AnswerFigures) => number) => spreadOf(answers.map(of)).median;
  const limits: Record<string, number> = { 'host bundle': 350, 'web bundle': 350, VSIX: 2_048 };
  const goals: BenchGoal[] = [
    atMost('loading and activating, processor time', percentileOf(work, 0.5), 50, 'ms'),
    atMost('loading and activating, p99', percentileOf(both, 0.99), 300, 'ms'),
    atMost(
      'a lens, p99',
      middle(({ lens }) => lens.p99),
      5,
      'ms',
    ),
    atMost(
      'a hover, p99',
      middle(({ hover }) => hover.p99),
      5,
      'ms',
    ),
    atMost(
      'contexts of 100,000 files, processor time',
      middle(({ first }) => first.work),
      300,
      'ms',
    ),
    ...Object.entries(sizes).map(([what, bytes]) => atMost(what, bytes / 1024, limits[what]!, 'KB')),
    {
      what: 'requests on opening ten roots',
      wanted: '10, where the events begin, and their stream; at most 6 and the stream at once',
      seen: `${roots.asked.length}, at most ${roots.mostAtOnce} at once`,
      reached: roots.asked.length === 12 && roots.mostAtOnce <= 7,
    },
    ...(activation.length > 0
      ? [atMost('activation as the editor tells it, the most', Math.max(...activation), 300, 'ms')]
      : []),
  ];
  return {
    table: {
      columns: ['what', 'p50', 'p99'],
      rows: [
        startRow('Node alone, until the first line of a program', ({ node }) => node),
        startRow('loading the host bundle', ({ load }) => load),
        startRow('activating it', ({ activate }) => activate),
        startRow('processor time of both', (each) => each.work),
        startRow(
          'from the beginning to the first lens, folders and files read',
          ({ firstLens }) => firstLens,
        ),
        ...(activation.length > 0
          ? [
              [
                'activation in code-server, as the editor tells it',
                spreadText(spreadOf(activation), ' ms'),
                '',
              ],
            ]
          : []),
        ['a lens', over(({ lens }) => lens.p50, ' ms'), over(({ lens }) => lens.p99, ' ms')],
        ['a hover', over(({ hover }) => hover.p50, ' ms'), over(({ hover }) => hover.p99, ' ms')],
        ['contexts of 100,000 files, none asked before', over(({ first }) => first.wall, ' ms'), ''],
        ['processor time of that', over(({ first }) => first.work, ' ms'), ''],
        ['the same files again', over(({ again }) => again.wall, ' ms'), ''],
        ['processor time of that', over(({ again }) => again.work, ' ms'), ''],
        ['the same from a map that holds each answer', over((each) => each.ready, ' ms'), ''],
        ['heap of the index made ready', megabytes((each) => each.indexHeap), ''],
        ['heap that 100,000 answers add', megabytes((each) => each.answersHeap), ''],
        ['the index as the server sends it', megabytes((each) => each.indexText), ''],
        ...Object.entries(sizes).map(([what, bytes]) => [what, `${figure(bytes / 1024)} KB`, '']),
      ],
    },
    goals,
    notes: [
      `The packed host bundle in a plain Node process, in place of the editor a stub that reads real folders and files: ${starts.length} processes that load and activate it once, with nothing compiled before. Answers are about ${about?.repository}: 100,000 files, ${about?.rules.toLocaleString('en')} rules, 500 components of 50 systems and 400 open changes; lens and hover are asked of each tenth file through the bundle, contexts of all files from the model that every surface asks. Goals that name processor time are judged by it: on a machine that does other work, the slowest hundredth of what takes microseconds is the time in which others ran. Brackets hold the least and the most of ${answers.length} processes. Ten roots are opened against a real server behind a proxy that counts.`,
    ],
  };
}
