/**
 * Text of files and servers as a terminal may show it: what could steer the terminal, turn the text around or hide a part
 * of it is written as in JSON, so that a person sees it and JSON stays what it was. Tabs and line ends stay.
 */
export const printable = (text: string): string =>
  text.replace(steering, (signs) =>
    Array.from({ length: signs.length }, (_, at) => escaped(signs.charCodeAt(at))).join(''),
  );

/** Control characters, marks of direction, signs without width, tags, and halves of characters. */
const steering =
  /[^\P{Cc}\t\n]|[\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]|\p{Cs}/gu;

const escaped = (unit: number): string => `\\u${unit.toString(16).padStart(4, '0')}`;
