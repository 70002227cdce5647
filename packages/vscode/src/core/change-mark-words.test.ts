import { change } from '@steward/domain/code/fixtures/index-builders.ts';
import { describe, expect, it } from 'vitest';
import type { ChangeMark } from './change-mark.ts';
import { markLines, marksAt, markTitle } from './change-mark-words.ts';

const plain = {
  t: (text: string, ...values: (string | number)[]) =>
    text.replace(/\{(\d)\}/g, (_, index: string) => String(values[Number(index)])),
};

const mark = (state: ChangeMark['state'], start = 4, end = 6): ChangeMark => ({
  ...{ state, start, end },
  reference: {
    change: change('CHG-1001', { title: 'Charge once', state: 'SCHEDULED' }),
    ...{ who: 'Ada', lines: { start: 2, end: 3 }, commit: 'c0ffee1234', path: 'src/a.ts', base: [] },
  },
});

describe('how a mark reads', () => {
  it('says key, title, state and who above the lines, and what became of them', () => {
    expect(markTitle(mark('UNTOUCHED'), plain)).toBe('CHG-1001 Charge once · scheduled · Ada');
    expect(markTitle(mark('TOUCHED'), plain)).toBe('CHG-1001 Charge once · scheduled · Ada · edited here');
    expect(markTitle(mark('GONE'), plain)).toBe(
      'CHG-1001 Charge once · scheduled · Ada · its lines are gone',
    );
  });

  it('says in the card where the lines were counted', () => {
    const counted = 'lines 2–3 of src/a.ts at c0ffee1';
    expect(markLines(mark('UNTOUCHED'), plain)).toEqual(['scheduled · Ada', `${counted}: unchanged since`]);
    expect(markLines(mark('TOUCHED'), plain)[1]).toBe(`${counted}: edited since`);
    expect(markLines(mark('GONE'), plain)[1]).toBe(`${counted}: they are gone`);
  });

  it('stands on each of its lines', () => {
    const marks = [mark('UNTOUCHED', 2, 3), mark('TOUCHED', 3, 5)];
    expect([1, 2, 3, 5, 6].map((line) => marksAt(marks, line).length)).toEqual([0, 1, 2, 1, 0]);
  });
});
