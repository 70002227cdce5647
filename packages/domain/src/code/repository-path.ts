export type RepositoryPath = { ok: true; path: string } | { ok: false; message: string };

const longest = 4096;

/**
 * A path as the matcher wants it: from the root of the repository, `/` between names, no `.` and no final slash.
 * Absolute paths, `..`, the root itself and paths above 4096 characters are refused.
 */
export function normalizePath(input: string): RepositoryPath {
  if (input.length > longest)
    return refuse(`${input.slice(0, 40)}...`, `is longer than ${longest} characters`);
  if (isPlain(input)) return { ok: true, path: input };
  if (input.startsWith('/') || /^[a-z]:[\\/]/i.test(input) || input.startsWith('\\\\'))
    return refuse(input, 'is absolute: give it from the root of the repository');
  const names = input.split('/').filter((name) => name !== '' && name !== '.');
  if (names.includes('..')) return refuse(input, 'leaves the folder it is in: give it without ".."');
  if (input.includes('\0')) return refuse(input.replaceAll('\0', ''), 'holds a zero character');
  if (names.length === 0) return refuse(input, 'names no file: give a path from the root of the repository');
  return { ok: true, path: names.join('/') };
}

const refuse = (input: string, problem: string): RepositoryPath => ({
  ok: false,
  message: `the path "${input}" ${problem}`,
});

/** Most paths need no change: seen without splitting them. */
const isPlain = (path: string): boolean => /^[\w$@+-][\w$@+.-]*(?:\/[\w$@+-][\w$@+.-]*)*$/.test(path);
