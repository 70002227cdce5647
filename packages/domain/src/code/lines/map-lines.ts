import type { LineHunk, LineRange } from './line-hunk.ts';

/** Where lines of one text stand in another, and whether they are still what they were. */
export interface MappedLines extends LineRange {
  /** GONE: all are deleted; `start` and `end` are the line that now stands in their place, one past the last at the end. */
  readonly state: 'UNTOUCHED' | 'TOUCHED' | 'GONE';
}

/**
 * Follows a range of the old text into the new one. What is inserted at its edges stays outside. Of a replaced block,
 * old and new lines belong together one by one from its beginning, and what is left over to the last one.
 */
export function mapLines({ start, end }: LineRange, hunks: readonly LineHunk[]): MappedLines {
  let shift = 0;
  // The first old line of the range that is not followed yet.
  let at = start;
  let first = Number.POSITIVE_INFINITY;
  let last = 0;
  let touchedAt: number | undefined;
  const cover = (from: number, to: number) => {
    first = Math.min(first, from);
    last = Math.max(last, to);
  };
  for (const { oldStart, oldLines, newStart, newLines } of hunks) {
    const oldFirst = oldLines > 0 ? oldStart : oldStart + 1;
    const oldLast = oldFirst + oldLines - 1;
    const newFirst = newLines > 0 ? newStart : newStart + 1;
    const newLast = newFirst + newLines - 1;
    if (oldFirst > end) break;
    if (oldLast >= start) {
      if (oldFirst > at) cover(at + shift, oldFirst - 1 + shift);
      if (newLines > 0) {
        const paired = (line: number) => Math.min(newFirst + line - oldFirst, newLast);
        cover(paired(Math.max(start, oldFirst)), oldLast > end ? paired(end) : newLast);
      }
      touchedAt = newFirst;
      at = Math.max(at, oldLast + 1);
    }
    shift += newLines - oldLines;
  }
  if (at <= end) cover(at + shift, end + shift);
  if (touchedAt === undefined) return { state: 'UNTOUCHED', start: first, end: last };
  if (last === 0) return { state: 'GONE', start: touchedAt, end: touchedAt };
  return { state: 'TOUCHED', start: first, end: last };
}
