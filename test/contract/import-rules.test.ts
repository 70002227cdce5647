import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { importViolations } from './support/import-rules.ts';
import { readTree } from './support/read-imports.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const violationsIn = (folder: string) => importViolations(readTree(at(folder)));

describe('the rules over imports', () => {
  it('hold in every package', () => {
    expect(violationsIn('../..')).toEqual([]);
  });

  it('report each violation of a tree that breaks every one of them, and nothing else', () => {
    const expected = readFileSync(at('fixtures/import-rules/violations.txt'), 'utf8').trimEnd().split('\n');
    expect(violationsIn('fixtures/import-rules')).toEqual(expected);
  });
});
