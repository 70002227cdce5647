/** Tokens of one path segment of a pattern: a UTF-16 code unit, or one of these, or a class (see `classAt`). */
export const STAR = -1;
export const ANY = -2;
const FIRST_CLASS = -3;

interface CharacterClass {
  readonly negated: boolean;
  /** Pairs of first and last code point, both included. */
  readonly ranges: readonly (readonly [number, number])[];
}

/** One path segment of a pattern. */
export interface SegmentGlob {
  /** Equal for segments that match the same names by the same tokens. */
  readonly key: string;
  /** The name itself when the segment has no wildcard. */
  readonly literal: string | null;
  /** Literal text every matching name begins and ends with. */
  readonly prefix: string;
  readonly suffix: string;
  /** True for `prefix*suffix` with nothing between but the star. */
  readonly simple: boolean;
  readonly tokens: readonly number[];
  readonly classes: readonly CharacterClass[];
}

/** Counts the basic steps of matching, so that growth can be shown without a clock. */
export interface Work {
  steps: number;
}

export function segmentGlob(tokens: readonly number[], classes: readonly CharacterClass[]): SegmentGlob {
  const first = tokens.findIndex((t) => t < 0);
  if (first < 0) {
    const literal = textOf(tokens, 0, tokens.length);
    return { key: literal, literal, prefix: literal, suffix: literal, simple: false, tokens, classes };
  }
  const last = tokens.findLastIndex((t) => t < 0);
  return {
    key: tokens.map((t) => keyOf(t, classes)).join(''),
    literal: null,
    prefix: textOf(tokens, 0, first),
    suffix: textOf(tokens, last + 1, tokens.length),
    simple: first === last && tokens[first] === STAR,
    tokens,
    classes,
  };
}

/** NUL stands in no path, so it can tell a wildcard from the same character as a literal. */
const keyOf = (token: number, classes: readonly CharacterClass[]): string => {
  if (token >= 0) return String.fromCharCode(token);
  if (token === STAR) return '\0*';
  if (token === ANY) return '\0?';
  return `\0[${JSON.stringify(classAt(token, classes))}]`;
};

const textOf = (tokens: readonly number[], from: number, to: number): string => {
  let text = '';
  for (let i = from; i < to; i++) text += String.fromCharCode(tokens[i]!);
  return text;
};

export const classToken = (index: number): number => FIRST_CLASS - index;
const classAt = (token: number, classes: readonly CharacterClass[]): CharacterClass =>
  classes[FIRST_CLASS - token]!;

/** The segment `*` alone, which matches every name. */
export const isAnyName = (glob: SegmentGlob): boolean => glob.key === '\0*';

/**
 * True when the glob matches the whole name. Only the last star is ever widened again, so the steps are at most
 * the product of both lengths, whatever the pattern.
 */
export function matchesName(glob: SegmentGlob, name: string, work: Work): boolean {
  work.steps++;
  if (name.length < glob.prefix.length || !name.startsWith(glob.prefix) || !name.endsWith(glob.suffix))
    return false;
  if (glob.simple) return name.length >= glob.prefix.length + glob.suffix.length;
  return matchTokens(glob, name, work);
}

function matchTokens({ tokens, classes }: SegmentGlob, name: string, work: Work): boolean {
  let t = 0;
  let n = 0;
  let starAt = -1;
  let starEnd = 0;
  while (n < name.length) {
    work.steps++;
    const token = tokens[t];
    if (token === STAR) {
      starAt = t++;
      starEnd = n;
      continue;
    }
    const width = token === undefined ? 0 : widthMatched(token, classes, name, n);
    if (width > 0) {
      t++;
      n += width;
    } else if (starAt >= 0) {
      starEnd += isPairAt(name, starEnd) ? 2 : 1;
      n = starEnd;
      t = starAt + 1;
    } else return false;
  }
  while (tokens[t] === STAR) t++;
  return t === tokens.length;
}

/** Code units of `name` at `at` that the token takes: 0 when it does not match; a wildcard takes a code point. */
function widthMatched(token: number, classes: readonly CharacterClass[], name: string, at: number): number {
  if (token >= 0) return name.charCodeAt(at) === token ? 1 : 0;
  const width = isPairAt(name, at) ? 2 : 1;
  if (token === ANY) return width;
  const { negated, ranges } = classAt(token, classes);
  const code = name.codePointAt(at)!;
  return ranges.some(([low, high]) => low <= code && code <= high) !== negated ? width : 0;
}

const isPairAt = (name: string, at: number): boolean => name.codePointAt(at)! > 0xffff;

/** True when every name that `inner` matches is surely matched by `outer`; false also when that is not clear. */
export function coversNames(outer: SegmentGlob, inner: SegmentGlob, work: Work): boolean {
  work.steps++;
  if (outer.key === inner.key || isAnyName(outer)) return true;
  if (inner.literal !== null) return matchesName(outer, inner.literal, work);
  return outer.simple && inner.prefix.startsWith(outer.prefix) && inner.suffix.endsWith(outer.suffix);
}

export type { CharacterClass };
