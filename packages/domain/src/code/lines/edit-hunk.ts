import type { LineHunk } from './line-hunk.ts';

/** A replacement of text as an editor tells it: lines and characters count from 0. */
export interface TextEdit {
  readonly startLine: number;
  readonly startCharacter: number;
  readonly endLine: number;
  readonly endCharacter: number;
  readonly text: string;
  /** Characters that stand behind the new text on its last line. */
  readonly restOfLine: number;
}

/** Which lines an edit changes, as far as the edit alone tells: a line that it only moves is none of them. */
export function editHunk({
  startLine,
  startCharacter,
  endLine,
  endCharacter,
  text,
  restOfLine,
}: TextEdit): LineHunk {
  const breaks = text.split(/\r\n|\r|\n/).length - 1;
  const wholeLines = startCharacter === 0 && endCharacter === 0 && (text === '' || /[\r\n]$/.test(text));
  if (wholeLines) return hunk(startLine, endLine - startLine, breaks);
  const behindLine =
    startLine === endLine && startCharacter === endCharacter && restOfLine === 0 && /^[\r\n]/.test(text);
  if (behindLine) return hunk(startLine + 1, 0, breaks);
  return hunk(startLine, endLine - startLine + 1, breaks + 1);
}

/** `before`: how many lines stand before the change. */
const hunk = (before: number, oldLines: number, newLines: number): LineHunk => ({
  oldStart: oldLines > 0 ? before + 1 : before,
  oldLines,
  newStart: newLines > 0 ? before + 1 : before,
  newLines,
});
