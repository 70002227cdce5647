export interface CodeownersLine {
  /** The text up to the first blank that no backslash protects. */
  readonly pattern: string;
  /** What follows it, split at blanks. */
  readonly rest: readonly string[];
}

/** Splits a trimmed, non-empty line. A backslash keeps the blank after it in the pattern: `my\ folder/`. */
export function splitLine(line: string): CodeownersLine {
  let end = 0;
  while (end < line.length && !isBlank(line.charCodeAt(end))) end += line[end] === '\\' ? 2 : 1;
  const rest = line.slice(end).trim();
  return { pattern: line.slice(0, end), rest: rest === '' ? [] : rest.split(/[ \t]+/) };
}

const isBlank = (code: number): boolean => code === 0x20 || code === 0x09;

/** The lines of a text without their ends; a byte order mark is no part of the first one. */
export function linesOf(text: string): string[] {
  return text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
}

/** Length of the text in UTF-8 bytes, as a file holds it. */
export function byteLength(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80) continue;
    // A surrogate pair is four bytes over two units, so each half counts one more like a two-byte character.
    bytes += code < 0x800 || (code >= 0xd800 && code <= 0xdfff) ? 1 : 2;
  }
  return bytes;
}
