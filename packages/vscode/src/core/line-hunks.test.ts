import { describe, expect, it } from 'vitest';
import { lineHunks, linesOf } from './line-hunks.ts';

/** As the heads of the hunks that `git diff -U0` prints. */
const heads = (before: string, now: string) =>
  lineHunks([...before], [...now])?.map(
    ({ oldStart, oldLines, newStart, newLines }) => `-${oldStart},${oldLines} +${newStart},${newLines}`,
  );

describe('the difference of two texts', () => {
  it.each([
    ['abc', 'abc', []],
    ['abc', 'xabc', ['-0,0 +1,1']],
    ['abc', 'abcx', ['-3,0 +4,1']],
    ['abc', 'bc', ['-1,1 +0,0']],
    ['abc', 'ac', ['-2,1 +1,0']],
    ['abc', 'axc', ['-2,1 +2,1']],
    ['aaa', 'aaaa', ['-3,0 +4,1']],
    ['abcdef', 'xabdefy', ['-0,0 +1,1', '-3,1 +3,0', '-6,0 +7,1']],
    ['abcdef', 'abxydez', ['-3,1 +3,2', '-6,1 +7,1']],
    ['', 'ab', ['-0,0 +1,2']],
    ['ab', '', ['-1,2 +0,0']],
  ])('from %j to %j', (before, now, expected) => {
    expect(heads(before, now)).toEqual(expected);
  });

  it('of a text that is all another one is the whole, at no cost', () => {
    const many = (letter: string) => Array.from({ length: 50_000 }, (_, i) => `${letter}${i}`);
    expect(lineHunks(many('a'), many('b'))).toEqual([
      { oldStart: 1, oldLines: 50_000, newStart: 1, newLines: 50_000 },
    ]);
  });

  it('is not looked for where too many lines have moved', () => {
    const many = Array.from({ length: 3000 }, (_, i) => `${i}`);
    expect(lineHunks(many, many.toReversed())).toBeUndefined();
  });

  it('does not see how lines end', () => {
    expect(lineHunks(linesOf('a\nb\n'), linesOf('a\r\nb\r\n'))).toEqual([]);
  });
});
