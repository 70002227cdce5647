/** Lines of a text, counted from 1, both included. */
export interface LineRange {
  readonly start: number;
  readonly end: number;
}

/**
 * One difference between two texts, in the form of `git diff -U0`: a side without lines names the line after which
 * they would stand, 0 for the beginning. Hunks of one difference stand in the order of the text and do not overlap.
 */
export interface LineHunk {
  readonly oldStart: number;
  readonly oldLines: number;
  readonly newStart: number;
  readonly newLines: number;
}
