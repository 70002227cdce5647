import { readdirSync, readFileSync } from 'node:fs';
import { preset } from '@graphql-codegen/client-preset';
import { codegen } from '@graphql-codegen/core';
import { type GraphQLSchema, lexicographicSortSchema, parse, printSchema } from 'graphql';

const folder = new URL('../packages/client/src/operations/', import.meta.url);

/** Where the generated text stands; it is committed, and a test compares it. */
export const operationsFile = new URL('../packages/client/src/operations.generated.ts', import.meta.url);

/** Every operation of the client as a typed document, made from its `.graphql` files and the schema. */
export async function typedOperations(unsorted: GraphQLSchema): Promise<string> {
  const schema = lexicographicSortSchema(unsorted);
  const names = readdirSync(folder).filter((name) => name.endsWith('.graphql'));
  const documents = names.sort().map((name) => {
    const rawSDL = readFileSync(new URL(name, folder), 'utf8');
    return { location: name, rawSDL, document: parse(rawSDL) };
  });
  const outputs = await preset.buildGeneratesSection({
    baseOutputDir: 'out/',
    presetConfig: { fragmentMasking: false },
    config: {
      documentMode: 'string',
      enumsAsTypes: true,
      useTypeImports: true,
      dedupeFragments: true,
      scalars: { DateTime: 'string', Date: 'string', Decimal: 'string', JSON: 'unknown' },
      strictScalars: true,
    },
    schema: parse(printSchema(schema)),
    schemaAst: schema,
    documents,
    plugins: [],
    pluginMap: {},
  });
  const typed = outputs.find(({ filename }) => filename.endsWith('graphql.ts'));
  if (!typed) throw new Error('the client preset makes no graphql.ts any more');
  // Said to be pure, an operation that nobody asks for is left out of a bundle.
  return (await codegen(typed)).replaceAll(
    ' = new TypedDocumentString(',
    ' = /*#__PURE__*/ new TypedDocumentString(',
  );
}
