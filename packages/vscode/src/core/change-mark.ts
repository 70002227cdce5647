import { editHunk, type TextEdit } from '@steward/domain/code/lines/edit-hunk.ts';
import type { LineHunk, LineRange } from '@steward/domain/code/lines/line-hunk.ts';
import { type MappedLines, mapLines } from '@steward/domain/code/lines/map-lines.ts';
import type { IndexedChange } from '@steward/domain/code/repository-index.ts';
import { lineHunks } from './line-hunks.ts';

/** Lines that an open change names, where they were counted. */
export interface LineReference {
  readonly change: IndexedChange;
  /** Name of whoever asked for the change. */
  readonly who: string | undefined;
  readonly lines: LineRange;
  readonly commit: string;
  /** Path of the file then. */
  readonly path: string;
  /** The file's lines then. */
  readonly base: readonly string[];
}

/** The same lines in the text as it is now. Line numbers are within that text. */
export interface ChangeMark extends MappedLines {
  readonly reference: LineReference;
}

/** Marks in the order of the text. Lines that the base does not have, and a text that is all another, give none. */
export function changeMarks(references: readonly LineReference[], now: readonly string[]): ChangeMark[] {
  const differences = new Map<readonly string[], LineHunk[] | undefined>();
  const marks = references.flatMap((reference): ChangeMark[] => {
    const { base, lines } = reference;
    if (lines.end > base.length || lines.start < 1 || lines.end < lines.start) return [];
    if (!differences.has(base)) differences.set(base, lineHunks(base, now));
    const hunks = differences.get(base);
    return hunks ? [within({ reference, ...mapLines(lines, hunks) }, now.length)] : [];
  });
  return marks.sort((a, b) => a.start - b.start);
}

/**
 * Marks after an edit, by the edit alone. Good until typing rests: what is undone is not seen as it was before.
 * The same array when nothing has moved.
 */
export function editedMarks(
  marks: readonly ChangeMark[],
  edits: readonly TextEdit[],
  lineCount: number,
): readonly ChangeMark[] {
  let moved = false;
  // Each edit is told in the lines that the one before it has left.
  const hunks = edits.map(editHunk);
  const next = marks.map((mark) => {
    const after = within(hunks.reduce(moveMark, mark), lineCount);
    if (after.start === mark.start && after.end === mark.end && after.state === mark.state) return mark;
    moved = true;
    return after;
  });
  return moved ? next : marks;
}

function moveMark(mark: ChangeMark, hunk: LineHunk): ChangeMark {
  const { state, start, end } = mapLines(mark, [hunk]);
  const known = mark.state === 'GONE' || (mark.state === 'TOUCHED' && state === 'UNTOUCHED');
  return { reference: mark.reference, state: known ? mark.state : state, start, end };
}

function within(mark: ChangeMark, lineCount: number): ChangeMark {
  if (mark.end <= lineCount) return mark;
  return { ...mark, start: Math.min(mark.start, lineCount), end: lineCount };
}
