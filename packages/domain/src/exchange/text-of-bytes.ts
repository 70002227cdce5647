/** What the parsers know for a file that is no text. Behind it stands what its bytes most likely say. */
const notText = '\u0000\n';

/** What the parsers know for a file that was not read for its size. */
export const tooLarge = '\u0000\u0000';

/** A file above this many bytes is nothing that a person wrote, and counts as `tooLarge`. */
export const mostFileBytes = 5_000_000;

/**
 * The text of a file in UTF-8. Anything else comes out as no text, and below that the text as its author most likely
 * meant it: enough to see whose file it is and to name it, never to read it.
 */
export function textOfBytes(bytes: Uint8Array): string {
  const text = looksLikeUtf16(bytes) ? null : strictly('utf-8', bytes);
  if (text !== null) return text;
  const guess = new TextDecoder(encodingOf(bytes)).decode(bytes);
  return `${notText}${guess.replaceAll('\u0000', '').replace(/^\ufeff/, '')}`;
}

/** Why nothing can be taken from a file, and how to mend it; null when it is text. `text` is null when it was not read. */
export function whyNoText(text: string | null): string | null {
  if (text === null) return 'it cannot be opened: check that it is a file you may read';
  if (text === tooLarge) return `it has more than ${mostFileBytes} bytes: cut it into several files`;
  if (text.startsWith(notText)) return 'it is not UTF-8: save it as UTF-8';
  const at = text.indexOf('\u0000');
  return at < 0 ? null : `line ${text.slice(0, at).split('\n').length} holds a zero character: take it out`;
}

function encodingOf(bytes: Uint8Array): string {
  const [first = 1, second = 1] = bytes;
  if ((first === 0xff && second === 0xfe) || second === 0) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || first === 0) return 'utf-16be';
  return 'latin1';
}

/** Without its mark it is valid UTF-8 too, with a zero character beside each ASCII letter. */
const looksLikeUtf16 = ([first = 1, second = 1]: Uint8Array): boolean => (first === 0) !== (second === 0);

function strictly(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
