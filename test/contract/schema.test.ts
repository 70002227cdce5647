import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { schemaFile, schemaText } from '../../scripts/schema-text.ts';

it('schema.graphql is the schema of the code: where a change is meant, run `pnpm schema` and commit it', () => {
  expect(readFileSync(schemaFile, 'utf8')).toBe(schemaText());
});
