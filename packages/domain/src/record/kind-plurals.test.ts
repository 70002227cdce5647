import { expect, it } from 'vitest';
import { kindPlurals } from './kind-plurals.ts';
import { kinds } from './kinds.ts';

it('the folder of each kind is the one the kind says', () => {
  expect(Object.entries(kindPlurals)).toEqual(kinds.map(({ name, plural }) => [name, plural]));
});
