import { describe, expect, it } from 'vitest';
import { normalizePath } from './repository-path.ts';

describe('normalizePath', () => {
  it.each([
    ['src/a.ts', 'src/a.ts'],
    ['./src//a.ts', 'src/a.ts'],
    ['src/./a/', 'src/a'],
    ['.github/CODEOWNERS', '.github/CODEOWNERS'],
    ['a b/..c/d..', 'a b/..c/d..'],
    ['ä/ö.md', 'ä/ö.md'],
    ['a\\b', 'a\\b'],
  ])('%s is %s', (input, path) => expect(normalizePath(input)).toEqual({ ok: true, path }));

  it.each([
    ['/etc/passwd', 'is absolute'],
    ['C:\\src\\a.ts', 'is absolute'],
    ['c:/src/a.ts', 'is absolute'],
    ['\\\\host\\share', 'is absolute'],
    ['../a.ts', '".."'],
    ['src/../../a.ts', '".."'],
    ['src/..', '".."'],
    ['', 'names no file'],
    ['./', 'names no file'],
    ['a\0b', 'zero character'],
    ['a/'.repeat(3000), 'longer than 4096'],
  ])('%j is refused', (input, message) => {
    const result = normalizePath(input);
    expect(result.ok ? 'accepted' : result.message).toContain(message);
  });
});
