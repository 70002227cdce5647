import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { pathReader } from './path-from-root.ts';

const base = realpathSync(mkdtempSync(join(tmpdir(), 'steward-paths-')));
const root = join(base, 'repo');
const linked = join(base, 'linked');
mkdirSync(join(root, 'src'), { recursive: true });
symlinkSync(root, linked);
afterAll(() => rmSync(base, { recursive: true }));

const read = (from: string, cwd: string, input: string) => pathReader(from, cwd)(input);

describe('a path as a person types it', () => {
  it.each([
    ['below where they stand', root, join(root, 'src'), 'a.ts', 'src/a.ts'],
    ['above where they stand', root, join(root, 'src'), '../docs/a.md', 'docs/a.md'],
    ['absolute', root, '/', join(root, 'src/a.ts'), 'src/a.ts'],
    ['through a link to the root', linked, join(linked, 'src'), 'a.ts', 'src/a.ts'],
    ['absolute through the link', linked, '/', join(linked, 'src/a.ts'), 'src/a.ts'],
    ['of a list, when they stand outside', root, base, 'src/a.ts', 'src/a.ts'],
    ['with blanks and dots', root, root, './src/./a b.ts', 'src/a b.ts'],
  ])('%s', (_what, from, cwd, input, path) => {
    expect(read(from, cwd, input)).toEqual({ ok: true, value: path });
  });

  it.each([
    ['outside the root', join(root, 'src'), '../../other', `lies outside ${root}`],
    ['beside a root of the same beginning', root, join(base, 'repo-two/a.ts'), `lies outside ${root}`],
    ['the root itself', root, '.', 'is the root of the repository itself'],
    ['upwards, when they stand outside', base, '../a.ts', 'leaves the folder it is in'],
  ])('%s is refused', (_what, cwd, input, problem) => {
    const answer = read(root, cwd, input);
    expect(answer).toMatchObject({ ok: false, exit: 2 });
    expect(answer.ok ? '' : answer.message).toContain(problem);
  });
});
