import { describe, expect, it } from 'vitest';
import { nearChanges } from './file-context.ts';
import { change, component, contextOf, indexOf, lines, system } from './fixtures/index-builders.ts';
import type { IndexedChange } from './repository-index.ts';

describe('the changes of a file', () => {
  const scopes = {
    systems: [system('checkout')],
    components: [component('api', { roots: ['src'], system: 'checkout' })],
  };
  const touchesOf = (changes: IndexedChange[], path: string) =>
    contextOf(indexOf({ ...scopes, changes }), path).changes.map(
      ({ change: { key }, level, lines: range }) => [key, level, range],
    );

  it('stand nearest first: lines, file, component, system', () => {
    const changes = [
      change('CHG-1', { systems: ['checkout'] }),
      change('CHG-2', { components: ['api'] }),
      change('CHG-3', { codeReferences: [lines('src/')] }),
      change('CHG-4', { codeReferences: [lines('src/a.ts')] }),
      change('CHG-5', { codeReferences: [lines('src/a.ts', 3, 9)] }),
      change('CHG-6', { codeReferences: [lines('src/b.ts', 3, 9)], components: ['other'] }),
    ];
    expect(touchesOf(changes, 'src/a.ts')).toEqual([
      ['CHG-5', 'LINES', { start: 3, end: 9 }],
      ['CHG-4', 'FILE', null],
      ['CHG-3', 'FILE', null],
      ['CHG-2', 'COMPONENT', null],
      ['CHG-1', 'SYSTEM', null],
    ]);
    const near = nearChanges(contextOf(indexOf({ ...scopes, changes }), 'src/a.ts').changes);
    expect(near.map(({ key }) => key)).toEqual(['CHG-5', 'CHG-4', 'CHG-3', 'CHG-2']);
  });

  it('stand once at their nearest level, with each of their line ranges', () => {
    const far = {
      systems: ['checkout', 'checkout'],
      components: ['api'],
      codeReferences: [lines('src/'), lines('src/a.ts'), lines('src/a.ts', 1, 2), lines('src/a.ts', 8, 8)],
    };
    expect(touchesOf([change('CHG-1', far)], 'src/a.ts')).toEqual([
      ['CHG-1', 'LINES', { start: 1, end: 2 }],
      ['CHG-1', 'LINES', { start: 8, end: 8 }],
    ]);
    expect(touchesOf([change('CHG-1', far)], 'src/b/c.ts')).toEqual([['CHG-1', 'FILE', null]]);
    expect(touchesOf([change('CHG-1', far)], 'other.ts')).toEqual([]);
  });

  it('reach files below a folder and not beside it; "." and "/" forms are the whole repository', () => {
    const folder = [change('CHG-1', { codeReferences: [lines('src/deep/')] })];
    expect(touchesOf(folder, 'src/deep/x/y.ts')).toHaveLength(1);
    expect(touchesOf(folder, 'src/deeper/y.ts')).toEqual([]);
    expect(touchesOf([change('CHG-1', { codeReferences: [lines('.')] })], 'any/where.ts')).toHaveLength(1);
    expect(touchesOf([change('CHG-1', { codeReferences: [lines('./')] })], 'top.ts')).toHaveLength(1);
  });
});
