import { describe, expect, it } from 'vitest';
import { repositoryPieces } from './repository-pieces.ts';

const piecesOf = (files: Record<string, string>) => {
  const all = Object.keys(files).sort();
  const read = repositoryPieces({
    repository: 'github.com/acme/pay',
    dialect: null,
    all,
    files: all,
    named: new Set(),
    read: (path) => files[path] ?? null,
  });
  if (!read.ok) throw new Error(read.problem);
  return read.pieces.flatMap(({ piece }) => ('findings' in piece ? [piece] : []));
};

describe('the CODEOWNERS files of a repository', () => {
  it('tell of what is wrong in the one that counts, and of nothing in a fixture of a test', () => {
    const wrong = '/src/ nobody\n';
    const pieces = piecesOf({ '.github/CODEOWNERS': wrong, 'test/fixtures/CODEOWNERS': wrong });
    expect(pieces.map(({ file, findings }) => [file, findings.length > 0])).toEqual([
      ['.github/CODEOWNERS', true],
      ['test/fixtures/CODEOWNERS', false],
    ]);
  });
});
