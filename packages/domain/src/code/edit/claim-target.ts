/** A file, or a folder with everything in it; the path "" with `folder` is the whole repository. */
export interface ClaimTarget {
  /** From the root of the repository, normalised. */
  readonly path: string;
  readonly folder: boolean;
}

/** A name that no file has: what decides for it inside a folder decides for new files there. */
const anyFile = '\u0001';

/** A path that stands for the target. */
export const probeOf = ({ path, folder }: ClaimTarget): string =>
  folder ? (path === '' ? anyFile : `${path}/${anyFile}`) : path;

/** The pattern that matches the target and nothing else; null when no line of a file can hold it. */
export function patternOf({ path, folder }: ClaimTarget): string | null {
  if (/[\r\n]/.test(path)) return null;
  if (path === '') return folder ? '*' : null;
  const escaped = path.replace(special, '\\$&');
  return `/${escaped}${folder ? '/' : ''}`;
}

// A slash in front protects what would mean something at the beginning of a line: "#", "!", "[" and "^".
const special = /[\\*?[ \t]/g;
