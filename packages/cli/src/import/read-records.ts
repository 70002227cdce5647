import { createReadStream } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { RecordsPiece } from '@steward/domain/exchange/records/record-line.ts';

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
    for await (const { line, text } of linesOf(resolve(cwd, name))) {
      if (text.trim() === '') continue;
      const size = Buffer.byteLength(text);
      if (bytes + size > mostBytes && bytes > 0) {
        yield piece;
        piece = { file, lines: [], broken: [] };
        bytes = 0;
      }
      bytes += size;
      if (size > mostBytes) {
        const message = `has ${size} bytes, and ${mostBytes} are read: cut the record into several`;
        piece.broken.push({ line, message });
        bytes = 0;
      } else
        try {
          piece.lines.push({ line, value: JSON.parse(text) });
        } catch {
          piece.broken.push({ line, message: 'is not JSON: each line is one whole JSON value' });
        }
    }
    if (piece.lines.length + piece.broken.length > 0) yield piece;
  }
}

async function* linesOf(path: string): AsyncGenerator<{ line: number; text: string }> {
  let rest = '';
  let line = 0;
  for await (const chunk of createReadStream(path, { encoding: 'utf8' })) {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop() ?? '';
    for (const text of parts) {
      line += 1;
      yield { line, text: line === 1 ? text.replace(/^\ufeff/, '') : text };
    }
  }
  if (rest !== '') yield { line: line + 1, text: rest };
}
