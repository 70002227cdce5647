import type { LineHunk } from '@steward/domain/code/lines/line-hunk.ts';
import { diffArrays } from 'diff';

/** Lines of both sides together that may have moved before the search is given up; its cost grows with the square. */
const mostMoved = 1500;

export const linesOf = (text: string): readonly string[] => text.split(/\r\n|\r|\n/);

/** The shortest difference between two texts; undefined where they have too little in common to look for it. */
export function lineHunks(before: readonly string[], now: readonly string[]): LineHunk[] | undefined {
  // Mostly little has changed, and in one place: the search is left with that.
  const shorter = Math.min(before.length, now.length);
  let above = 0;
  while (above < shorter && before[above] === now[above]) above++;
  let below = 0;
  while (below < shorter - above && before.at(-1 - below) === now.at(-1 - below)) below++;
  const pairs = samePairs(
    numbered(before, above, before.length - below),
    numbered(now, above, now.length - below),
  );
  if (!pairs) return undefined;
  const hunks: LineHunk[] = [];
  let [oldAt, newAt] = [above, above];
  for (const [old, next] of [...pairs, [before.length - below, now.length - below] as const]) {
    if (old > oldAt || next > newAt) hunks.push(hunk(oldAt, old - oldAt, newAt, next - newAt));
    [oldAt, newAt] = [old + 1, next + 1];
  }
  return hunks;
}

const hunk = (oldAbove: number, oldLines: number, newAbove: number, newLines: number): LineHunk => ({
  oldStart: oldLines > 0 ? oldAbove + 1 : oldAbove,
  oldLines,
  newStart: newLines > 0 ? newAbove + 1 : newAbove,
  newLines,
});

interface NumberedLine {
  at: number;
  line: string;
}

const numbered = (lines: readonly string[], from: number, to: number): NumberedLine[] =>
  lines.slice(from, to).map((line, i) => ({ at: from + i, line }));

/** Places of the lines that are the same in both, in order. */
function samePairs(before: NumberedLine[], now: NumberedLine[]): (readonly [number, number])[] | undefined {
  // What stands on one side alone is in no pair, and need not be searched.
  const [old, next] = [inBoth(before, now), inBoth(now, before)];
  const parts = diffArrays(old, next, {
    comparator: (a, b) => a.line === b.line,
    maxEditLength: mostMoved,
  });
  if (!parts) return undefined;
  const pairs: (readonly [number, number])[] = [];
  let [i, j] = [0, 0];
  for (const { count, added, removed } of parts) {
    const same = !added && !removed;
    for (let k = 0; same && k < count; k++) pairs.push([old[i + k]?.at ?? 0, next[j + k]?.at ?? 0]);
    if (!added) i += count;
    if (!removed) j += count;
  }
  return pairs;
}

function inBoth(lines: NumberedLine[], others: NumberedLine[]): NumberedLine[] {
  const there = new Set(others.map(({ line }) => line));
  return lines.filter(({ line }) => there.has(line));
}
