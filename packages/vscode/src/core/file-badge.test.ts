import {
  change,
  codeownersOf,
  contextOf,
  indexOf,
  lines,
} from '@steward/domain/code/fixtures/index-builders.ts';
import { describe, expect, it } from 'vitest';
import type { FileAnswer } from './file-answer.ts';
import { fileBadge } from './file-badge.ts';

const plain = {
  t: (text: string, ...values: (string | number)[]) =>
    text.replace(/\{(\d)\}/g, (_, index: string) => String(values[Number(index)])),
};

const index = indexOf({
  codeowners: codeownersOf('/owned/ @acme/pay\n'),
  changes: [
    change('CHG-1', { codeReferences: [lines('owned/a.ts', 2, 3), lines('owned/a.ts', 7)] }),
    ...[2, 3, 4, 5].map((n) => change(`CHG-${n}`, { codeReferences: [lines('b.ts')] })),
    change('CHG-9', { codeReferences: [lines('owned/folder/')] }),
  ],
});

const badge = (path: string) => {
  const answer = { state: 'KNOWN', context: contextOf(index, path) } as FileAnswer;
  const found = fileBadge(answer, plain);
  return found && `${found.badge} ${found.tooltip}`;
};

describe('the mark beside a file', () => {
  it.each([
    ['owned/a.ts', 'Δ CHG-1 CHG-1'],
    ['b.ts', 'Δ CHG-2 CHG-2, CHG-3 CHG-3, CHG-4 CHG-4 and 1 more'],
    ['owned/folder/c.ts', 'Δ CHG-9 CHG-9'],
    ['other.ts', '? no owner'],
    ['owned/other.ts', undefined],
  ])('%s', (path, expected) => {
    expect(badge(path)).toBe(expected);
  });

  it('says nothing where nothing is known', () => {
    expect(fileBadge({ state: 'OUTSIDE' }, plain)).toBeUndefined();
    expect(fileBadge({ state: 'LOADING' }, plain)).toBeUndefined();
  });
});
