import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../support/seeded-random.ts';
import type { LineHunk } from './line-hunk.ts';
import { type MappedLines, mapLines } from './map-lines.ts';

/** `-10,2 +10,3` as git writes it; a number alone is one line. */
function hunks(...texts: string[]): LineHunk[] {
  return texts.map((text) => {
    const [oldSide, newSide] = text
      .split(' ')
      .map((side) => side.slice(1).split(',').map(Number) as [number, number?]);
    const [oldStart, oldLines = 1] = oldSide!;
    const [newStart, newLines = 1] = newSide!;
    return { oldStart, oldLines, newStart, newLines };
  });
}

const map = (range: string, ...texts: string[]): string => {
  const [start, end] = range.split('-').map(Number);
  const mapped = mapLines({ start: start!, end: end ?? start! }, hunks(...texts));
  return `${mapped.state} ${mapped.start}-${mapped.end}`;
};

describe('lines followed through a diff', () => {
  it.each([
    ['nothing has changed', '5-8', [], 'UNTOUCHED 5-8'],
    ['lines are added above', '5-8', ['-2,0 +3,2'], 'UNTOUCHED 7-10'],
    ['lines are added at the very beginning', '1-2', ['-0,0 +1,3'], 'UNTOUCHED 4-5'],
    ['lines are removed above', '5-8', ['-1,2 +0,0'], 'UNTOUCHED 3-6'],
    ['lines above are replaced by more', '5-8', ['-2,2 +2,5'], 'UNTOUCHED 8-11'],
    ['lines are added just above', '5-8', ['-4,0 +5,1'], 'UNTOUCHED 6-9'],
    ['the line just above is removed', '5-8', ['-4 +3,0'], 'UNTOUCHED 4-7'],
    ['lines are added just below', '5-8', ['-8,0 +9,4'], 'UNTOUCHED 5-8'],
    ['the line just below is changed', '5-8', ['-9 +9'], 'UNTOUCHED 5-8'],
    ['one of them is changed', '5-8', ['-6 +6'], 'TOUCHED 5-8'],
    ['the first of them is changed', '5-8', ['-5 +5'], 'TOUCHED 5-8'],
    ['the last of them becomes three', '5-8', ['-8 +8,3'], 'TOUCHED 5-10'],
    ['lines are added inside', '5-8', ['-5,0 +6,2'], 'TOUCHED 5-10'],
    ['one of them is removed', '5-8', ['-6 +5,0'], 'TOUCHED 5-7'],
    ['the first of them is removed', '5-8', ['-5 +4,0'], 'TOUCHED 5-7'],
    ['all are rewritten', '5-8', ['-5,4 +5,2'], 'TOUCHED 5-6'],
    ['a block from above into them is replaced', '5-8', ['-3,4 +3,4'], 'TOUCHED 5-8'],
    ['a block from above into them is replaced by one line', '5-8', ['-3,4 +3'], 'TOUCHED 3-5'],
    ['a block from them to below is replaced by one line', '5-8', ['-8,4 +8'], 'TOUCHED 5-8'],
    ['a block around them is replaced line by line', '5-8', ['-1,20 +1,20'], 'TOUCHED 5-8'],
    ['a block around them is replaced by fewer lines', '5-8', ['-1,20 +1,6'], 'TOUCHED 5-6'],
    ['edits stand above and inside', '5-8', ['-1 +1,3', '-6,0 +9,1'], 'TOUCHED 7-11'],
    ['all are removed', '5-8', ['-5,4 +4,0'], 'GONE 5-5'],
    ['a block around them is removed', '5-8', ['-2,20 +1,0'], 'GONE 2-2'],
    ['all are removed by two hunks', '5-8', ['-4,3 +3,0', '-7,5 +3,0'], 'GONE 4-4'],
    ['all are removed and lines are added above', '5-8', ['-2,0 +3,2', '-5,4 +6,0'], 'GONE 7-7'],
    ['the whole text is removed', '1-8', ['-1,8 +0,0'], 'GONE 1-1'],
    ['the only line is changed', '5', ['-5 +5'], 'TOUCHED 5-5'],
    ['the only line becomes many', '5', ['-5 +5,3'], 'TOUCHED 5-7'],
  ])('%s', (_, range, texts, expected) => {
    expect(map(range, ...texts)).toBe(expected);
  });

  it('as a simulation does that moves every line by itself, for 20,000 random diffs', () => {
    const random = seededRandom(20_260_722);
    const pick = (below: number) => Math.floor(random() * below);
    for (let turn = 0; turn < 20_000; turn++) {
      const length = 1 + pick(14);
      const diff = randomHunks(length, pick);
      const start = 1 + pick(length);
      const range = { start, end: start + pick(length - start + 1) };
      expect({ diff, range, ...mapLines(range, diff) }).toEqual({
        diff,
        range,
        ...simulated(range, diff, length),
      });
    }
  });
});

/** A line of the new text: which old lines it comes from, and whether it is one of them unchanged. */
interface NewLine {
  from: number[];
  kept: boolean;
  /** For an inserted line: the old line above it. */
  below: number;
}

function simulated(range: { start: number; end: number }, diff: LineHunk[], length: number): MappedLines {
  const text: NewLine[] = [];
  const inRange = (line: number) => line >= range.start && line <= range.end;
  let old = 1;
  const keepTo = (end: number) => {
    for (; old <= end; old++) text.push({ from: [old], kept: true, below: -1 });
  };
  for (const { oldStart, oldLines, newLines } of diff) {
    keepTo(oldLines > 0 ? oldStart - 1 : oldStart);
    const block = Array.from({ length: newLines }, (_, i): NewLine => {
      const from = oldLines > 0 ? [oldStart + Math.min(i, oldLines - 1)] : [];
      return { from, kept: false, below: oldLines > 0 ? -1 : oldStart };
    });
    for (let i = 0; i < oldLines; i++, old++) block[Math.min(i, newLines - 1)]?.from.push(old);
    text.push(...block);
  }
  keepTo(length);
  const belongs = ({ from, below }: NewLine) =>
    from.some(inRange) || (below >= range.start && below < range.end);
  const start = text.findIndex(belongs) + 1;
  const end = text.findLastIndex(belongs) + 1;
  if (start === 0) {
    const before = text.filter(({ from, below }) =>
      from.length > 0 ? from[0]! < range.start : below < range.start,
    );
    return { state: 'GONE', start: before.length + 1, end: before.length + 1 };
  }
  const now = text.slice(start - 1, end);
  const same = now.length === range.end - range.start + 1 && now.every(({ kept }) => kept);
  return { state: same ? 'UNTOUCHED' : 'TOUCHED', start, end };
}

/** A diff of a text of this length, with at least one line between two hunks, as git's are. */
function randomHunks(length: number, pick: (below: number) => number): LineHunk[] {
  const found: LineHunk[] = [];
  let shift = 0;
  for (let before = pick(3); before <= length; ) {
    const oldLines = Math.min(pick(4), length - before);
    const newLines = oldLines === 0 ? 1 + pick(3) : pick(4);
    found.push({
      oldStart: oldLines > 0 ? before + 1 : before,
      oldLines,
      newStart: before + shift + (newLines > 0 ? 1 : 0),
      newLines,
    });
    shift += newLines - oldLines;
    before += oldLines + 1 + pick(5);
  }
  return found;
}
