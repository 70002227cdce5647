import { describe, expect, it } from 'vitest';
import { editHunk } from './edit-hunk.ts';
import { mapLines } from './map-lines.ts';

/** Edits `before` at "line:character" (counted from 0), and follows its lines 3 to 4 through that edit alone. */
function edited(from: string, to: string, text: string): string {
  const before = ['a', 'bb', 'ccc', 'dddd', 'eeeee'];
  const [startLine, startCharacter] = from.split(':').map(Number) as [number, number];
  const [endLine, endCharacter] = to.split(':').map(Number) as [number, number];
  const restOfLine = before[endLine]!.length - endCharacter;
  const edit = { startLine, startCharacter, endLine, endCharacter, text, restOfLine };
  const { state, start, end } = mapLines({ start: 3, end: 4 }, [editHunk(edit)]);
  return `${state} ${start}-${end}`;
}

describe('lines followed through what is typed', () => {
  it.each([
    ['a character above', '1:1', '1:1', 'x', 'UNTOUCHED 3-4'],
    ['a new line at the end of a line above', '0:1', '0:1', '\n', 'UNTOUCHED 4-5'],
    ['a new line at the end of the line just above', '1:2', '1:2', '\n  ', 'UNTOUCHED 4-5'],
    ['a new line at the beginning of the first one', '2:0', '2:0', '\n', 'UNTOUCHED 4-5'],
    ['a new line in the middle of a line above', '1:1', '1:1', '\r\n', 'UNTOUCHED 4-5'],
    ['two lines pasted above', '1:0', '1:0', 'x\ny\n', 'UNTOUCHED 5-6'],
    ['a line above removed', '0:0', '1:0', '', 'UNTOUCHED 2-3'],
    ['a character inside', '2:1', '2:1', 'x', 'TOUCHED 3-4'],
    ['a new line inside', '2:3', '2:3', '\n', 'TOUCHED 3-5'],
    ['a line of them removed', '2:0', '3:0', '', 'TOUCHED 3-3'],
    ['both removed', '2:0', '4:0', '', 'GONE 3-3'],
    ['both replaced by one', '2:0', '3:4', 'x', 'TOUCHED 3-3'],
    ['a new line at the end of the last one', '3:4', '3:4', '\n', 'UNTOUCHED 3-4'],
    ['a character below', '4:0', '4:0', 'x', 'UNTOUCHED 3-4'],
    ['the first joined to the line above', '1:2', '2:0', '', 'TOUCHED 2-3'],
  ])('%s', (_, from, to, text, expected) => {
    expect(edited(from, to, text)).toBe(expected);
  });
});
