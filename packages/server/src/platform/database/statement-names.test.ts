import { describe, expect, it } from 'vitest';
import { statementNames } from './statement-names.ts';

const often = (nameOf: (text: string) => string | undefined, text: string) =>
  [1, 2, 3, 4].map(() => nameOf(text)).at(-1);

describe('statementNames', () => {
  it('names a text that comes again, always the same, and each by its own name', () => {
    const nameOf = statementNames();
    expect([nameOf('a'), nameOf('a')]).toEqual([undefined, undefined]);
    expect([nameOf('a'), nameOf('b'), nameOf('a')]).toEqual(['steward_0', undefined, 'steward_0']);
    expect(often(nameOf, 'b')).toBe('steward_1');
  });

  it('names none of those who ever send others, and a hundred in all', () => {
    const nameOf = statementNames();
    for (let n = 0; n < 5_000; n++) expect(nameOf(`other ${n}`)).toBeUndefined();
    const names = Array.from({ length: 120 }, (_, n) => often(nameOf, `same ${n}`));
    expect(names.filter((name) => name !== undefined)).toHaveLength(100);
    expect(often(nameOf, 'same 7')).toBe(names[7]);
  });
});
