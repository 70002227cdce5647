// pnpm schema: writes packages/server/src/schema.graphql, what a change of the API is read in.
import { writeFileSync } from 'node:fs';
import { schemaFile, schemaText } from './schema-text.ts';

writeFileSync(schemaFile, schemaText());
