import { change, lines } from '@steward/domain/code/fixtures/index-builders.ts';
import type { IndexedChange } from '@steward/domain/code/repository-index.ts';
import { describe, expect, it } from 'vitest';
import { changeEvent } from './change-event.ts';
import { changeLines } from './change-lines.ts';
import type { FileAnswer } from './file-answer.ts';
import type { LineHistory } from './line-history.ts';

const root = { scheme: 'file', authority: '', path: '/pay' };
const file = { ...root, path: '/pay/src/a.ts' };
const commit = 'c0ffee1';
const base = 'one\ntwo\nthree\nfour\nfive\n';

interface Past {
  texts?: Record<string, string>;
  renames?: Record<string, string>;
  gone?: string[];
}

/** A repository with one change, a past, and an open text that a test edits. */
function opened(references: IndexedChange['codeReferences'], past: Past = {}, text = base) {
  const asked: string[] = [];
  const pastChanged = changeEvent();
  const modelChanged = changeEvent();
  const changes = [change('CHG-1', { requester: 'p', codeReferences: references })];
  const history: LineHistory = {
    textAt: async (_, at, path) => {
      asked.push(`${at}:${path}`);
      return (past.texts ?? { [`${commit}:src/a.ts`]: base })[`${at}:${path}`];
    },
    renamesSince: async (_, at) => {
      asked.push(`renames ${at}`);
      return new Map(Object.entries(past.renames ?? {}));
    },
    exists: async (_, path) => !past.gone?.includes(path),
    changed: pastChanged,
  };
  const answer = {
    state: 'KNOWN',
    repository: { root, key: 'github.com/acme/pay' },
    context: { path: 'src/a.ts' },
    holders: new Map([['p', { id: 'p', kind: 'PERSON', key: 'ada', name: 'Ada', contacts: [] }]]),
  } as unknown as FileAnswer;
  const model = { answer: () => answer, openChanges: () => changes, changed: modelChanged };
  const followed = changeLines(model, history);
  let now = text;
  let told = 0;
  followed.changed.listen(() => {
    told += 1;
  });
  return {
    ...{ asked, followed, past, pastChanged, modelChanged },
    told: () => told,
    follow: () => followed.follow(file, () => now),
    become: (next: string) => {
      now = next;
    },
    marks: () => followed.marks(file).map(({ state, start, end }) => `${state} ${start}-${end}`),
  };
}

const insertAbove = {
  ...{ startLine: 0, startCharacter: 0, endLine: 0, endCharacter: 0 },
  ...{ text: 'new\n', restOfLine: 3 },
};

describe('lines of open changes in a text', () => {
  it('stand where they were counted while nothing has changed', async () => {
    const { follow, marks, followed } = opened([lines('src/a.ts', 2, 3)]);
    expect(marks()).toEqual([]);
    await follow();
    expect(marks()).toEqual(['UNTOUCHED 2-3']);
    expect(followed.marks(file)[0]?.reference.who).toBe('Ada');
  });

  it.each([
    ['move with edits above', 'zero\none\ntwo\nthree\nfour\nfive\n', 'UNTOUCHED 3-4'],
    ['are touched by an edit inside', 'one\ntwo\n3\nfour\nfive\n', 'TOUCHED 2-3'],
    ['leave a mark where they stood', 'one\nfour\nfive\n', 'GONE 2-2'],
    ['leave a mark in an emptied text', '', 'GONE 1-1'],
  ])('%s', async (_, text, expected) => {
    const { follow, marks } = opened([lines('src/a.ts', 2, 3)], {}, text);
    await follow();
    expect(marks()).toEqual([expected]);
  });

  it('move at once with what is typed, and git is asked no more', async () => {
    const { follow, marks, followed, become, asked, told } = opened([lines('src/a.ts', 2, 3)]);
    await follow();
    const before = told();
    expect(followed.edit(file, [insertAbove], 7)).toBe(true);
    expect(marks()).toEqual(['UNTOUCHED 3-4']);
    expect(told()).toBe(before + 1);
    become(`new\n${base}`);
    followed.settle(file);
    expect(marks()).toEqual(['UNTOUCHED 3-4']);
    expect(asked).toEqual([`${commit}:src/a.ts`]);
  });

  it('are what they were again once an edit is undone and typing rests', async () => {
    const { follow, marks, followed } = opened([lines('src/a.ts', 2, 3)]);
    await follow();
    const inside = { startLine: 1, startCharacter: 1, endLine: 1, endCharacter: 2 };
    followed.edit(file, [{ ...inside, text: 'x', restOfLine: 1 }], 6);
    followed.edit(file, [{ ...inside, text: 'w', restOfLine: 1 }], 6);
    expect(marks()).toEqual(['TOUCHED 2-3']);
    followed.settle(file);
    expect(marks()).toEqual(['UNTOUCHED 2-3']);
  });

  it('are followed through a rename, and only where the old file is gone', async () => {
    const past: Past = {
      texts: { [`${commit}:old.ts`]: base },
      renames: { 'src/a.ts': 'old.ts' },
      gone: ['old.ts'],
    };
    const renamed = opened([lines('old.ts', 2, 3)], past, `zero\n${base}`);
    await renamed.follow();
    expect(renamed.marks()).toEqual(['UNTOUCHED 3-4']);
    const copied = opened([lines('old.ts', 2, 3)], { ...past, gone: [] });
    await copied.follow();
    expect(copied.marks()).toEqual([]);
    expect(copied.asked).toEqual([]);
  });

  it.each([
    ['a commit that git does not know', [lines('src/a.ts', 2, 3)], { texts: {} }],
    ['no commit', [{ ...lines('src/a.ts', 2, 3), baseCommit: null }], {}],
    ['lines that the commit does not have', [lines('src/a.ts', 5, 90)], {}],
    ['no lines', [lines('src/a.ts')], {}],
    ['another file', [lines('src/b.ts', 2, 3)], {}],
  ])('have no mark for %s: the change stands at the file', async (_, references, past) => {
    const { follow, marks } = opened(references, past);
    await follow();
    expect(marks()).toEqual([]);
  });

  it('never let a record hand git anything but a commit', async () => {
    const { follow, asked } = opened([{ ...lines('src/a.ts', 2, 3), baseCommit: '--output=/tmp/x' }]);
    await follow();
    expect(asked).toEqual([]);
  });

  it('are found when a fetch brings the commit, and are asked for once more only then', async () => {
    const { follow, marks, past, pastChanged, asked, followed } = opened([lines('src/a.ts', 2, 3)], {
      texts: {},
    });
    await follow();
    await follow();
    expect(asked).toHaveLength(1);
    past.texts = { [`${commit}:src/a.ts`]: base };
    let stale = 0;
    followed.stale.listen(() => {
      stale += 1;
    });
    pastChanged.fire();
    expect(stale).toBe(1);
    await follow();
    expect(marks()).toEqual(['UNTOUCHED 2-3']);
    expect(asked).toHaveLength(2);
  });

  it('are forgotten with their text', async () => {
    const { follow, marks, followed } = opened([lines('src/a.ts', 2, 3)]);
    const late = follow();
    followed.forget(file);
    await late;
    expect(marks()).toEqual([]);
    expect(followed.edit(file, [insertAbove], 7)).toBe(false);
  });
});
