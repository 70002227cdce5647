import { fileURLToPath } from 'node:url';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { createSchema } from '../packages/server/src/schema.ts';

export const schemaFile = fileURLToPath(new URL('../packages/server/src/schema.graphql', import.meta.url));

/** The whole schema with its descriptions, in an order that does not depend on the order of the code. */
export const schemaText = (): string =>
  `# Made from the code by \`pnpm schema\`; a test compares the two.\n\n${printSchema(lexicographicSortSchema(createSchema()))}\n`;
