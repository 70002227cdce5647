// pnpm operations: the typed operations of packages/client, from its .graphql files and the server's schema.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createSchema } from '../packages/server/src/schema.ts';
import { operationsFile, typedOperations } from './typed-operations.ts';

const text = await typedOperations(createSchema());
writeFileSync(fileURLToPath(operationsFile), text);
console.log(`packages/client/src/operations.generated.ts: ${text.split('\n').length} lines`);
