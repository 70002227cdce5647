import { byteLength } from '../code/codeowners-line.ts';
import { compareText } from './finding.ts';
import type { ImportPiece } from './import-piece.ts';

/**
 * Cuts a piece into pieces of the same file whose JSON has at most `mostBytes` bytes each, as far as one entity or
 * rule does not exceed that by itself. `joinPieces` puts them together again, in any order.
 */
export function splitPiece(piece: ImportPiece, mostBytes: number): ImportPiece[] {
  if (byteLength(JSON.stringify(piece)) <= mostBytes) return [piece];
  if (piece.format === 'CATALOG_INFO') {
    const { file, state, entities, broken, findings } = piece.piece;
    const cut = <T>(rows: readonly T[], take: (rows: T[]) => Partial<typeof piece.piece>): ImportPiece[] =>
      batches(rows, mostBytes / 2).map((batch) => ({
        format: 'CATALOG_INFO',
        piece: { file, state, entities: [], broken: [], findings: [], ...take(batch) },
      }));
    return [
      ...cut(entities, (rows) => ({ entities: rows })),
      ...cut(broken, (rows) => ({ broken: rows })),
      ...cut(findings, (rows) => ({ findings: rows })),
    ];
  }
  if (piece.format === 'GIT_HISTORY') {
    const { components, ...whole } = piece.piece;
    return batches(components, mostBytes / 2).map((batch) => ({
      format: 'GIT_HISTORY',
      piece: { ...whole, components: batch },
    }));
  }
  if (piece.format === 'OPENSLO') {
    const { file, state, objects, broken, findings } = piece.piece;
    const cut = <T>(rows: readonly T[], take: (rows: T[]) => Partial<typeof piece.piece>): ImportPiece[] =>
      batches(rows, mostBytes / 2).map((batch) => ({
        format: 'OPENSLO',
        piece: { file, state, objects: [], broken: [], findings: [], ...take(batch) },
      }));
    return [
      ...cut(objects, (rows) => ({ objects: rows })),
      ...cut(broken, (rows) => ({ broken: rows })),
      ...cut(findings, (rows) => ({ findings: rows })),
    ];
  }
  if (piece.piece.state !== 'READ') return [piece];
  const { rules, findings, ...file } = piece.piece;
  return [
    ...batches(rules, mostBytes / 2).map((batch) => ({ ...file, rules: batch, findings: [] })),
    ...batches(findings, mostBytes / 2).map((batch) => ({ ...file, rules: [], findings: batch })),
  ].map((part) => ({ format: 'CODEOWNERS', piece: part }));
}

function batches<T>(rows: readonly T[], mostBytes: number): T[][] {
  const all: T[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const row of rows) {
    const bytes = byteLength(JSON.stringify(row)) + 1;
    if (size + bytes > mostBytes) {
      all.push([]);
      size = 0;
    }
    all.at(-1)!.push(row);
    size += bytes;
  }
  return all;
}

/** Puts pieces of one file together: one piece a file and format, by file, its rows in the order of the file. */
export function joinPieces(pieces: readonly ImportPiece[]): ImportPiece[] {
  const files = new Map<string, ImportPiece>();
  for (const piece of pieces) {
    const id = `${piece.format} ${piece.piece.file}`;
    const before = files.get(id);
    files.set(id, before ? join(before, piece) : piece);
  }
  return [...files.entries()].sort(([a], [b]) => compareText(a, b)).map(([, piece]) => piece);
}

const states = ['READ', 'EMPTY', 'UNREADABLE'] as const;

function join(a: ImportPiece, b: ImportPiece): ImportPiece {
  if (a.format === 'CATALOG_INFO' && b.format === 'CATALOG_INFO') {
    const worse = Math.max(states.indexOf(a.piece.state), states.indexOf(b.piece.state));
    return {
      format: 'CATALOG_INFO',
      piece: {
        file: a.piece.file,
        state: states[worse] ?? 'UNREADABLE',
        entities: [...a.piece.entities, ...b.piece.entities].sort((x, y) => x.doc - y.doc),
        broken: [...a.piece.broken, ...b.piece.broken].sort((x, y) => x.doc - y.doc),
        findings: [...a.piece.findings, ...b.piece.findings],
      },
    };
  }
  if (a.format === 'GIT_HISTORY' && b.format === 'GIT_HISTORY')
    return {
      format: 'GIT_HISTORY',
      piece: { ...a.piece, components: [...a.piece.components, ...b.piece.components] },
    };
  if (a.format === 'OPENSLO' && b.format === 'OPENSLO') {
    const worse = Math.max(states.indexOf(a.piece.state), states.indexOf(b.piece.state));
    return {
      format: 'OPENSLO',
      piece: {
        file: a.piece.file,
        state: states[worse] ?? 'UNREADABLE',
        objects: [...a.piece.objects, ...b.piece.objects].sort((x, y) => x.doc - y.doc),
        broken: [...a.piece.broken, ...b.piece.broken].sort((x, y) => x.doc - y.doc),
        findings: [...a.piece.findings, ...b.piece.findings],
      },
    };
  }
  if (a.format !== 'CODEOWNERS' || b.format !== 'CODEOWNERS' || a.piece.state !== 'READ') return a;
  if (b.piece.state !== 'READ') return b;
  return {
    format: 'CODEOWNERS',
    piece: {
      ...a.piece,
      rules: [...a.piece.rules, ...b.piece.rules].sort((x, y) => x.line - y.line),
      findings: [...a.piece.findings, ...b.piece.findings],
    },
  };
}
