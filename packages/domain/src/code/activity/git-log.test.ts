import { describe, expect, it } from 'vitest';
import { type Commit, gitLogArguments, gitLogReader } from './git-log.ts';

const id = (digit: string) => digit.repeat(40);
const header = (digit: string, trailers = '') =>
  `\u0001${id(digit)}\u001f1700000000\u001fAda\u001fada@example.org\u001f${trailers}\0`;

/** As git prints it: the first path of a commit stands behind a newline, a commit without paths has none. */
const output =
  `${header('a', 'Co-authored-by: Bob <bob@x.org>\u001eReviewed-by: Eve <eve@x.org>\u001eacked-by: Dan')}` +
  `\nsrc/a b.ts\0src/ü.ts\0${header('b')}${header('c')}\nREADME.md\0`;

const read = (parts: readonly string[]): Commit[] => {
  const reader = gitLogReader();
  return [...parts.flatMap((part) => reader.push(part)), ...reader.end()];
};

describe('the log of a repository', () => {
  it('is read commit by commit, with co-authors and reviewers', () => {
    const ada = { name: 'Ada', email: 'ada@example.org' };
    const at = 1_700_000_000_000;
    expect(read([output])).toEqual([
      {
        id: id('a'),
        at,
        author: ada,
        coAuthors: [{ name: 'Bob', email: 'bob@x.org' }],
        reviewers: [
          { name: 'Eve', email: 'eve@x.org' },
          { name: 'Dan', email: '' },
        ],
        paths: ['src/a b.ts', 'src/ü.ts'],
      },
      { id: id('b'), at, author: ada, coAuthors: [], reviewers: [], paths: [] },
      { id: id('c'), at, author: ada, coAuthors: [], reviewers: [], paths: ['README.md'] },
    ]);
  });

  it('is the same wherever its output is cut', () => {
    const whole = read([output]);
    for (let at = 0; at <= output.length; at++)
      expect(read([output.slice(0, at), output.slice(at)]), String(at)).toEqual(whole);
    expect(read([...output])).toEqual(whole);
  });

  it('gives a commit as soon as the next one begins, so that only one is kept', () => {
    const reader = gitLogReader();
    expect(reader.push(`${header('a')}\nx\0`)).toEqual([]);
    expect(reader.push(header('b')).map((commit) => commit.paths)).toEqual([['x']]);
  });

  it('of nothing is nothing, and what is no header makes no commit', () => {
    expect(read([''])).toEqual([]);
    expect(read(['\u0001not a commit\u001f12\0\nx\0'])).toEqual([]);
  });

  it('is asked for without merges and without running what a repository names', () => {
    expect(gitLogArguments).toEqual(
      expect.arrayContaining(['--no-merges', '--no-ext-diff', '--no-textconv', '-z', '--name-only']),
    );
  });
});
