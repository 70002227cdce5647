import { describe, expect, it } from 'vitest';
import type { ComponentActivity } from '../code/activity/activity.ts';
import type { GitHistoryPiece } from './git-history.ts';
import type { ImportPiece } from './import-piece.ts';
import { importPieceSchema } from './import-piece.ts';
import type { Existing } from './plan/types.ts';
import { planImport } from './plan.ts';
import { joinPieces, splitPiece } from './split-piece.ts';
import { afterwards, madeByHand, nothing, shuffled, source } from './test-store.ts';

const share = (person: string, authored = 3) => ({
  person,
  authored,
  reviewed: 1,
  lastAt: '2026-08-01T10:00:00.000Z',
});

const activity = (component: string, people = [share('ada')]): ComponentActivity => ({
  component,
  commits: 4,
  unknownPeople: 1,
  unknownCommits: 1,
  botCommits: 2,
  people,
});

const history = (components: ComponentActivity[], more: Partial<GitHistoryPiece> = {}): ImportPiece => ({
  format: 'GIT_HISTORY',
  piece: {
    file: '.git',
    since: '2025-08-01T10:00:01.000Z',
    until: '2026-08-01T10:00:01.000Z',
    commits: 12,
    components,
    ...more,
  },
});

const existing: Existing = {
  ...nothing,
  records: [
    madeByHand('Component', 'cart', { name: 'Cart' }),
    madeByHand('Component', 'pay', { name: 'Pay' }),
    { ...madeByHand('Component', 'old', { name: 'Old' }), archivedBy: 'MANUAL' },
    { ...madeByHand('Person', 'ada', { name: 'Ada' }), aliases: ['ada-l'] },
    madeByHand('Person', 'bob', { name: 'Bob', activityOptOut: true }),
  ],
};

const plan = (pieces: ImportPiece[], over = existing) =>
  planImport({ source: { ...source, scope: 'FILES' }, pieces, existing: over });
const rows = (made: ReturnType<typeof plan>) =>
  made.rows
    .filter(({ kind }) => kind === 'ComponentActivity')
    .map(({ action, key, reason }) => [action, key, reason]);

describe('the history of a repository in an import', () => {
  it('is kept by component, and again writes nothing', () => {
    const made = plan([history([activity('cart')])]);
    expect(rows(made)).toEqual([['CREATE', 'cart', 'not known yet']]);
    expect(made.writes.find(({ op }) => op === 'REPLACE_HISTORY')).toMatchObject({
      history: { commit: source.commit, commits: 12, components: [activity('cart')] },
    });
    const again = plan([history([activity('cart')])], afterwards(existing, made));
    expect([rows(again), again.writes]).toEqual([[['KEEP', 'cart', 'nothing changed']], []]);
  });

  it('replaces what was kept before as a whole', () => {
    const before = afterwards(existing, plan([history([activity('cart'), activity('pay')])]));
    const next = plan([history([activity('cart', [share('ada', 4)])])], before);
    expect(rows(next)).toEqual([
      ['UPDATE', 'cart', 'newer history'],
      ['UPDATE', 'pay', 'no work in the window'],
    ]);
    expect(afterwards(before, next).history?.components.map(({ component }) => component)).toEqual(['cart']);
  });

  it('without a commit that touches a component replaces nothing, and is a finding', () => {
    const before = afterwards(existing, plan([history([activity('cart')])]));
    for (const pieces of [history([]), history([{ ...activity('cart', []), commits: 0, botCommits: 0 }])]) {
      const empty = plan([pieces], before);
      expect([rows(empty), empty.writes]).toEqual([[['FINDING', null, 'source empty']], []]);
      expect(empty.findings).toMatchObject([{ file: '.git', code: 'SOURCE_EMPTY' }]);
    }
  });

  it('takes neither components nor persons that are not in use, and nobody who opted out', () => {
    const made = plan([
      history([activity('cart', [share('Ada-L'), share('bob'), share('eve')]), activity('old')]),
    ]);
    expect(rows(made)).toEqual([
      ['REFUSE', 'old', 'not known'],
      ['CREATE', 'cart', 'not known yet'],
    ]);
    const write = made.writes.find(({ op }) => op === 'REPLACE_HISTORY');
    expect(write).toMatchObject({
      history: { components: [{ component: 'cart', unknownPeople: 2, people: [share('ada')] }] },
    });
    expect(JSON.stringify(made)).not.toMatch(/bob|eve/);
  });

  it('names nobody in the rows of its plan', () => {
    const made = plan([history([activity('cart')])]);
    expect(JSON.stringify([made.rows, made.findings])).not.toContain('ada');
  });

  it('of a file import alone is left as it is', () => {
    const before = afterwards(existing, plan([history([activity('cart')])]));
    expect(plan([], before).writes).toEqual([]);
  });

  it('carries no address: what is more than keys and numbers is no piece', () => {
    const piece = history([activity('cart')]);
    expect(importPieceSchema.safeParse(piece).success).toBe(true);
    const named = history([
      { ...activity('cart'), people: [{ ...share('ada'), email: 'ada@example.org' }] } as never,
    ]);
    expect(importPieceSchema.safeParse(named).success).toBe(false);
  });

  it('is cut into parts and put together again in any order', () => {
    const whole = history(Array.from({ length: 40 }, (_, at) => activity(`c${String(at).padStart(2, '0')}`)));
    const parts = splitPiece(whole, 2_000);
    expect(parts.length).toBeGreaterThan(3);
    const [joined, ...others] = joinPieces(shuffled(parts, 3));
    expect(others).toEqual([]);
    expect((joined!.piece as GitHistoryPiece).components).toHaveLength(40);
    expect(rows(plan(shuffled(parts, 5)))).toEqual(rows(plan([whole])));
  });
});
