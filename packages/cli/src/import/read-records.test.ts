import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RecordsPiece } from '@steward/domain/exchange/records/record-line.ts';
import { afterAll, describe, expect, it } from 'vitest';
import { recordPieces } from './read-records.ts';

const folder = mkdtempSync(join(tmpdir(), 'steward-records-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function read(text: string | Uint8Array): Promise<RecordsPiece[]> {
  const file = join(folder, 'all.jsonl');
  writeFileSync(file, text);
  const pieces: RecordsPiece[] = [];
  for await (const piece of recordPieces(folder, [file])) pieces.push(piece);
  return pieces;
}

const bytesOf = (piece: RecordsPiece) => Buffer.byteLength(JSON.stringify(JSON.stringify(piece)));

describe('files of records', () => {
  it('come in pieces that a request takes, with every line and its number', async () => {
    const lines = Array.from({ length: 20_000 }, (_, n) => JSON.stringify({ n, text: '"'.repeat(50) }));
    const pieces = await read(lines.join('\n'));
    expect(pieces.length).toBeGreaterThan(5);
    expect(Math.max(...pieces.map(bytesOf))).toBeLessThan(1_000_000);
    const values = pieces.flatMap((piece) => piece.lines);
    expect(values.map(({ line }) => line)).toEqual(lines.map((_, n) => n + 1));
    expect(values.every(({ line, value }) => (value as { n: number }).n === line - 1)).toBe(true);
  });

  it('are read no further than they are wanted', async () => {
    const endless = join(folder, 'all.jsonl');
    writeFileSync(endless, `${JSON.stringify('x'.repeat(1000))}\n`.repeat(20_000));
    const pieces = recordPieces(folder, [endless]);
    const first = await pieces.next();
    expect((first.value as RecordsPiece).lines.length).toBeLessThan(400);
    await pieces.return(undefined);
  });

  it('may have any line ends, empty lines and a byte order mark', async () => {
    const [piece] = await read('\ufeff{"a":1}\r\n\r\n  \n{"b":"ä"}');
    expect(piece!.lines).toEqual([
      { line: 1, value: { a: 1 } },
      { line: 4, value: { b: 'ä' } },
    ]);
  });

  it('tell of characters that no database takes, and of lines in another encoding, where they stand', async () => {
    const lines = [String.raw`{"a":["x\u0000"]}`, String.raw`{"b":"\ud800"}`, '{"c":"é"}', '{"d":1}'];
    const [piece] = await read(Buffer.from(lines.join('\n'), 'latin1'));
    expect(piece!.lines).toEqual([{ line: 4, value: { d: 1 } }]);
    const why =
      'holds a zero character or half a character (\\0, \\uD800 to \\uDFFF), which no database takes,';
    expect(piece!.broken).toEqual([
      { line: 1, message: `${why} in a.0: take it out` },
      { line: 2, message: `${why} in b: take it out` },
      { line: 3, message: 'is not UTF-8: save the file as UTF-8' },
    ]);
  });

  it('tell which lines are no JSON or too long, and give the others', async () => {
    const [piece, ...more] = await read(`{"a":1}\n{"b"\n${JSON.stringify('x'.repeat(300_000))}\n{"c":1}\n`);
    const all = [piece!, ...more];
    expect(all.flatMap(({ lines }) => lines.map(({ line }) => line))).toEqual([1, 4]);
    expect(all.flatMap(({ broken }) => broken)).toEqual([
      { line: 2, message: 'is not JSON: each line is one whole JSON value' },
      { line: 3, message: 'has 300002 bytes, and 300000 are read: cut the record into several' },
    ]);
  });
});
