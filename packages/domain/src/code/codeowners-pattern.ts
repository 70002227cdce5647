import type { CodeownersDialect } from './codeowners-rule.ts';
import {
  ANY,
  type CharacterClass,
  classToken,
  isAnyName,
  type SegmentGlob,
  STAR,
  segmentGlob,
} from './segment-glob.ts';

/** Stands for `**`: any number of folders, none included. */
export const ANY_FOLDERS = null;

/** A pattern as a list of segments from the root of the repository. */
export interface PathPattern {
  /** Never empty; the last one is never `**`, and no two `**` stand side by side. */
  readonly segments: readonly (SegmentGlob | typeof ANY_FOLDERS)[];
  /** The path that the segments match is itself matched. */
  readonly file: boolean;
  /** Everything below a folder that the segments match is matched. */
  readonly under: boolean;
}

/** What the pattern means in that dialect, or null when it can match no path at all. */
export function pathPattern(pattern: string, dialect: CodeownersDialect): PathPattern | null {
  return dialect === 'GITHUB' ? githubPattern(pattern) : gitlabPattern(pattern);
}

function githubPattern(pattern: string): PathPattern | null {
  const text = slashesUnescaped(pattern);
  const folderOnly = text.endsWith('/');
  const rooted = text.startsWith('/');
  const body = text.slice(rooted ? 1 : 0, folderOnly ? -1 : undefined);
  const anchored = rooted || body.includes('/');
  const raw = anchored ? body.split('/') : ['**', ...body.split('/')];
  const last = raw.at(-1);
  if (last === '**') {
    const head = raw.slice(0, raw.findLastIndex((s) => s !== '**') + 1);
    return folderOnly || head.length === 0
      ? finish([...raw, '*'], { file: !folderOnly, under: true }, false)
      : finish(head, { file: false, under: true }, false);
  }
  // Documented exception to gitignore: `docs/*` takes the files of docs, not those of the folders in it.
  const childrenOnly = last === '*' && anchored && !folderOnly;
  return finish(raw, { file: !folderOnly, under: !childrenOnly }, false);
}

/** As GitLab expands it before Ruby's `File.fnmatch` with FNM_PATHNAME: any depth in front, `**` + `/*` after a slash. */
function gitlabPattern(pattern: string): PathPattern | null {
  const text = slashesUnescaped(pattern);
  const expanded = `${text.startsWith('/') ? text.slice(1) : `**/${text}`}${text.endsWith('/') ? '**/*' : ''}`;
  const raw = splitOutsideClasses(expanded);
  if (raw === null) return null;
  if (raw.at(-1) === '**') raw[raw.length - 1] = '*';
  return finish(raw, { file: true, under: false }, true);
}

/** An escaped slash is a slash in both engines; every other escape is left for the segment it stands in. */
const slashesUnescaped = (pattern: string): string =>
  pattern.replace(/\\([\s\S])/g, (pair, char: string) => (char === '/' ? '/' : pair));

type Reach = Pick<PathPattern, 'file' | 'under'>;

function finish(raw: readonly string[], reach: Reach, brackets: boolean): PathPattern | null {
  const segments: (SegmentGlob | typeof ANY_FOLDERS)[] = [];
  for (const text of raw) {
    if (text === '**') {
      if (segments.length === 0 || segments.at(-1) !== ANY_FOLDERS) segments.push(ANY_FOLDERS);
      continue;
    }
    const segment = text === '' || text === '.' || text === '..' ? null : parseSegment(text, brackets);
    if (!segment) return null;
    segments.push(segment);
  }
  return withoutTail(segments, reach);
}

/** `a/**` + `/*` is everything below `a`: fewer nodes, and one accepting place for one meaning. */
function withoutTail(segments: PathPattern['segments'], reach: Reach): PathPattern {
  const last = segments.at(-1);
  const tail = segments.length > 2 && segments.at(-2) === ANY_FOLDERS && last && isAnyName(last);
  return tail && reach.file
    ? { segments: segments.slice(0, -2), file: false, under: true }
    : { segments, ...reach };
}

/** Splits at slashes that stand in no class. Null when a class is not closed: Ruby then matches nothing. */
function splitOutsideClasses(text: string): string[] | null {
  const parts: string[] = [];
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '[') {
      const end = parseClass(text, i)?.end;
      if (end === undefined) return null;
      i = end - 1;
    } else if (text[i] === '/') {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  return [...parts, text.slice(start)];
}

/** Null when the segment can match no name: a class that is not closed, or any bracket where there are no classes. */
function parseSegment(text: string, brackets: boolean): SegmentGlob | null {
  const tokens: number[] = [];
  const classes: CharacterClass[] = [];
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    if (char === '*') {
      if (tokens.at(-1) !== STAR) tokens.push(STAR);
    } else if (char === '?') tokens.push(ANY);
    else if (char === '[') {
      const parsed = brackets ? parseClass(text, i) : null;
      if (!parsed) return null;
      tokens.push(classToken(classes.push(parsed.value) - 1));
      i = parsed.end - 1;
    } else {
      if (char === '\\' && i + 1 < text.length) i++;
      tokens.push(text.charCodeAt(i));
    }
  }
  return segmentGlob(tokens, classes);
}

/** Reads `[...]` at `at` as Ruby does: `!` or `^` negates, the first unescaped `]` closes, even at once. */
function parseClass(text: string, at: number): { value: CharacterClass; end: number } | null {
  const ranges: [number, number][] = [];
  let i = at + 1;
  const negated = text[i] === '!' || text[i] === '^';
  if (negated) i++;
  const codePoint = (): number | undefined => {
    if (text[i] === '\\') i++;
    const code = text.codePointAt(i);
    i += code !== undefined && code > 0xffff ? 2 : 1;
    return code;
  };
  while (i < text.length && text[i] !== ']') {
    const low = codePoint();
    let high = low;
    if (text[i] === '-' && i + 1 < text.length && text[i + 1] !== ']') {
      i++;
      high = codePoint();
    }
    if (low === undefined || high === undefined) return null;
    ranges.push([low, high]);
  }
  return i < text.length ? { value: { negated, ranges }, end: i + 1 } : null;
}
