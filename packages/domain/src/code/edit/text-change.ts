/** One stretch of a text replaced by another; places are UTF-16 offsets, half-open. */
export interface TextChange {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export const changedText = (text: string, { start, end, text: put }: TextChange): string =>
  text.slice(0, start) + put + text.slice(end);

/** A line of a text without its end; a byte order mark is no part of the first one. */
export interface LineSpan {
  readonly start: number;
  readonly end: number;
  /** How the line ends; "" for a last line that is not ended. */
  readonly ending: '\r\n' | '\n' | '';
}

export function lineSpans(text: string): LineSpan[] {
  const spans: LineSpan[] = [];
  for (let start = text.startsWith('\uFEFF') ? 1 : 0; ; ) {
    const at = text.indexOf('\n', start);
    if (at < 0) return [...spans, { start, end: text.length, ending: '' }];
    const carriage = at > start && text[at - 1] === '\r';
    spans.push({ start, end: carriage ? at - 1 : at, ending: carriage ? '\r\n' : '\n' });
    start = at + 1;
  }
}

/** How this text ends its lines, by the first that is ended. */
export const lineEndingOf = (text: string): '\r\n' | '\n' =>
  /\r?\n/.exec(text)?.[0] === '\r\n' ? '\r\n' : '\n';
