import { change, indexOf, lines } from '@steward/domain/code/fixtures/index-builders.ts';
import { describe, expect, it } from 'vitest';
import { changeEvent } from './change-event.ts';
import { fileBadge } from './file-badge.ts';
import { lensParts } from './file-words.ts';
import { movedFiles } from './moved-files.ts';
import type { IndexEntry } from './repository-index-store.ts';
import { workspaceModel } from './workspace-model.ts';

const root = { scheme: 'file', authority: '', path: '/w' };
const l10n = {
  t: (text: string, ...values: (string | number)[]) =>
    text.replace(/\{(\d)\}/g, (_, at: string) => String(values[Number(at)])),
};
const commit = 'c0ffee1';
const named = (path: string, baseCommit: string | null = commit) => ({ ...lines(path), baseCommit });
const indexWith = (...codeReferences: ReturnType<typeof named>[]) =>
  indexOf({ changes: [change('CHG-1', { codeReferences })], indexedCommit: 'abcdef0' });

/** A past in which these files had other names, with everything it was asked. */
function pastWith(renames: Record<string, string>, there: string[]) {
  const asked: string[] = [];
  return {
    asked,
    changed: changeEvent(),
    textAt: async () => undefined,
    renamesSince: async (_: unknown, at: string) => {
      asked.push(at);
      return new Map(Object.entries(renames));
    },
    exists: async (_: unknown, path: string) => there.includes(path),
  };
}

describe('files that a change names by an older path', () => {
  it('are looked for only from commits of which one is missing', async () => {
    const past = pastWith({ 'src/now.ts': 'src/before.ts', 'b.ts': 'a.ts' }, ['here.ts', 'a.ts']);
    const index = indexWith(
      named('src/before.ts'),
      named('src/before.ts', 'abcdef0'),
      named('here.ts', 'fedcba9'),
      named('a.ts'),
      named('src/old/'),
      named('gone.ts', '--output=x'),
    );
    expect([...(await movedFiles(root, index, past))]).toEqual([
      ['c0ffee1 src/before.ts', 'src/now.ts'],
      ['abcdef0 src/before.ts', 'src/now.ts'],
    ]);
    expect(past.asked).toEqual(['c0ffee1', 'abcdef0']);
  });

  it('are followed in the lens and the Explorer, and back again', async () => {
    const renames: Record<string, string> = { 'src/now.ts': 'src/before.ts' };
    const there = ['src/now.ts'];
    const past = pastWith(renames, there);
    // Without a commit of its own, a reference is as old as the index.
    const entry: IndexEntry<ReturnType<typeof indexOf>> = {
      answer: { state: 'KNOWN', index: indexWith(named('src/before.ts', null)) },
      ...{ loadedAt: 0, failure: undefined, loading: false },
    };
    const model = workspaceModel(
      {
        changed: changeEvent(),
        repositories: async () => [
          {
            root,
            remotes: [{ name: 'origin', url: 'git@github.com:acme/pay.git' }],
            settings: { repository: '', dialect: 'auto' },
          },
        ],
        readText: async () => undefined,
      },
      { entry: () => entry, connection: () => 'CONNECTED', now: () => 0, changed: changeEvent() },
      past,
    );
    const told = (path: string) => {
      const answer = model.answer({ ...root, path: `/w/${path}` });
      return [
        lensParts(answer, l10n).findLast(({ action }) => action !== 'claimFile')?.text,
        fileBadge(answer, l10n)?.badge,
      ];
    };
    await model.reload();
    await expect.poll(() => told('src/now.ts')).toEqual(['1 open change', 'Δ']);
    expect(told('src/before.ts')).toEqual(['no owner', '?']);
    delete renames['src/now.ts'];
    there.splice(0, 1, 'src/before.ts');
    past.changed.fire();
    await expect.poll(() => told('src/before.ts')).toEqual(['1 open change', 'Δ']);
    expect(told('src/now.ts')).toEqual(['no owner', '?']);
    expect(past.asked).toEqual(['abcdef0']);
  });
});
