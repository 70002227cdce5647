import { describe, expect, it } from 'vitest';
import { parseCodeownersFile } from './codeowners.ts';
import { importNeeds } from './import-needs.ts';
import { type ImportPiece, importPieceSchema } from './import-piece.ts';
import { joinPieces, splitPiece } from './split-piece.ts';
import { all, component } from './test-entities.ts';
import { catalogPieces, shuffled } from './test-store.ts';

const names = Array.from({ length: 60 }, (_, i) => `c${i}`);
const catalog = catalogPieces({
  'catalog-info.yaml': `${all(...names.map((name) => component(name, ', apis: [x]')))}---\n[broken\n`,
})[0]!;
const rules: ImportPiece = {
  format: 'CODEOWNERS',
  piece: parseCodeownersFile('CODEOWNERS', names.map((name) => `/${name} @ada\n`).join(''), 'GITHUB'),
};

describe('cutting pieces', () => {
  it.each([
    ['a catalog file', catalog],
    ['a CODEOWNERS file', rules],
  ])('%s is cut below the limit and put together again, in any order', (_what, piece) => {
    const most = 4_000;
    const cut = splitPiece(piece, most);
    expect(cut.length).toBeGreaterThan(2);
    for (const part of cut) {
      expect(JSON.stringify(part).length).toBeLessThanOrEqual(most);
      expect(importPieceSchema.safeParse(part).success).toBe(true);
    }
    const [joined] = joinPieces(shuffled(cut, 7));
    expect(withSortedFindings(joined!)).toEqual(withSortedFindings(piece));
  });

  it('leaves a small piece whole', () => {
    expect(splitPiece(catalog, 10_000_000)).toEqual([catalog]);
  });
});

const withSortedFindings = ({ format, piece }: ImportPiece) => ({
  format,
  piece:
    'findings' in piece
      ? { ...piece, findings: [...piece.findings].sort((a, b) => (a.line ?? 0) - (b.line ?? 0)) }
      : piece,
});

describe('what a plan has to see', () => {
  it('every reference, and every key one of them may lead to', () => {
    const pieces = catalogPieces({ 'a.yaml': component('web', ', system: shop, consumesApis: [prices]') });
    const needs = importNeeds(pieces.flatMap((p) => (p.format === 'CATALOG_INFO' ? [p.piece] : [])));
    expect(needs.refs).toEqual([
      'api:default/prices',
      'component:default/web',
      'group:default/team-a',
      'system:default/shop',
    ]);
    expect(needs.keys.map(({ kind, key }) => `${kind} ${key}`)).toEqual([
      'Component prices',
      'Component prices~api',
      'Component web',
      'Component web~component',
      'System shop',
      'Team team-a',
    ]);
  });
});
