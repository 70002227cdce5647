import { readFileSync } from 'node:fs';
import { createSchema } from '@steward/server/test/schema.ts';
import { expect, it } from 'vitest';
import { operationsFile, typedOperations } from '../../scripts/typed-operations.ts';

it('the typed operations of the client are those of its files and the schema: else run pnpm operations', async () => {
  expect(readFileSync(operationsFile, 'utf8')).toBe(await typedOperations(createSchema()));
});
