import { createReadStream } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { RecordsPiece } from '@steward/domain/exchange/records/record-line.ts';
import { unstorablePlace, unstorableText } from '@steward/domain/exchange/unstorable.ts';

/** Bytes of lines in one piece. A piece is JSON inside JSON: each of its quotes is doubled on the way. */
const mostBytes = 300_000;

/**
 * Files of records as pieces, read as they are wanted: no more than a piece and a line is held. A line that is no JSON,
 * or longer than a request may be, comes out as broken. Throws what the file system throws.
 */
export async function* recordPieces(cwd: string, names: readonly string[]): AsyncGenerator<RecordsPiece> {
  for (const name of names) {
    const file = basename(name);
    let piece: RecordsPiece = { file, lines: [], broken: [] };
    let bytes = 0;
    for await (const { line, size, text } of linesOf(resolve(cwd, name))) {
      if (text?.trim() === '') continue;
      if (bytes + size > mostBytes && bytes > 0) {
        yield piece;
        piece = { file, lines: [], broken: [] };
        bytes = 0;
      }
      bytes += size;
      const read = size > mostBytes ? tooLong(size) : readLine(text);
      if (read.ok) piece.lines.push({ line, value: read.value });
      else piece.broken.push({ line, message: read.message });
      if (size > mostBytes) bytes = 0;
    }
    if (piece.lines.length + piece.broken.length > 0) yield piece;
  }
}

type ReadLine = { ok: true; value: RecordsPiece['lines'][number]['value'] } | { ok: false; message: string };

const tooLong = (size: number): ReadLine => ({
  ok: false,
  message: `has ${size} bytes, and ${mostBytes} are read: cut the record into several`,
});

function readLine(text: string | null): ReadLine {
  if (text === null) return { ok: false, message: 'is not UTF-8: save the file as UTF-8' };
  try {
    const value: RecordsPiece['lines'][number]['value'] = JSON.parse(text);
    const place = unstorablePlace(value);
    if (place === null) return { ok: true, value };
    return { ok: false, message: `${unstorableText} in ${place.join('.')}: take it out` };
  } catch {
    return { ok: false, message: 'is not JSON: each line is one whole JSON value' };
  }
}

/** The lines of a file, each decoded by itself; null for one that is not UTF-8. */
async function* linesOf(path: string): AsyncGenerator<{ line: number; size: number; text: string | null }> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let rest: Buffer[] = [];
  let line = 0;
  const take = (bytes: Buffer): { line: number; size: number; text: string | null } => {
    line += 1;
    try {
      const text = decoder.decode(bytes);
      return { line, size: bytes.length, text: line === 1 ? text.replace(/^\ufeff/, '') : text };
    } catch {
      return { line, size: bytes.length, text: null };
    }
  };
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      yield take(Buffer.concat([...rest, chunk.subarray(from, end)]));
      rest = [];
      from = end + 1;
    }
    if (from < chunk.length) rest.push(chunk.subarray(from));
  }
  if (rest.length > 0) yield take(Buffer.concat(rest));
}
