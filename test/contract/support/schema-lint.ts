// The rules of graphql-eslint over the committed schema, and where this API chose otherwise.
import { fileURLToPath } from 'node:url';
import plugin from '@graphql-eslint/eslint-plugin';
import { ESLint, type Linter } from 'eslint';
import { buildSchema, isInterfaceType, isObjectType } from 'graphql';

export const schemaFile = fileURLToPath(
  new URL('../../../packages/server/src/schema.graphql', import.meta.url),
);

/** What the authors of the rules recommend for every schema, and what Relay asks of one. */
export const recommended: Linter.RulesRecord = {
  ...plugin.configs['flat/schema-recommended'].rules,
  ...plugin.configs['flat/schema-relay'].rules,
};

/** The rules with options of ours in place of theirs. */
export function ownRules(sdl: string): Linter.RulesRecord {
  return {
    // The values of RecordKind are the names of the types, so that a client compares them with `__typename`.
    '@graphql-eslint/naming-convention': withSelector(
      'EnumValueDefinition',
      'EnumValueDefinition:not([parent.name.value=RecordKind])',
    ),
    '@graphql-eslint/strict-id-in-types': [
      'error',
      {
        exceptions: {
          // A page, a payload and an error are answers: nothing is looked up by them again.
          suffixes: ['Connection', 'Edge', 'Payload', 'Error'],
          types: [...withoutKey(sdl), ...summaries],
        },
      },
    ],
    '@graphql-eslint/relay-edge-types': [
      'error',
      {
        // Connections hold `nodes` beside `edges`, for those who need no cursors. What a record has few of is a plain
        // list: its parts, tags, and the path of a UserError.
        listTypeCanWrapOnlyEdgeType: false,
        // Revisions, and rows and findings of an import, are pages of parts: they are read through their record.
        shouldImplementNode: false,
      },
    ],
  };
}

/** What has no key of its own is part of a record or of an answer, and is cached, written and told of with that. */
function withoutKey(sdl: string): string[] {
  return Object.values(buildSchema(sdl).getTypeMap())
    .filter((type) => (isObjectType(type) || isInterfaceType(type)) && !('key' in type.getFields()))
    .filter((type) => isObjectType(type) && !type.getInterfaces().some(({ name }) => name === 'Node'))
    .map(({ name }) => name);
}

/** These name the key of a record that they tell about, and are none themselves. */
const summaries = [
  'DriftFinding',
  'HandOverStep',
  'Holding',
  'ImportRow',
  'RecordEvent',
  'RecordFinding',
  'SearchHit',
];

/** What a rule reports and stays: the reason by the very message. One that is no longer reported must leave. */
export const accepted: Readonly<Record<string, string>> = {
  'Field "handle" starts with the name of the parent type "Handle"':
    'a handle is its host and the handle there',
  'Field "revision" starts with the name of the parent type "Revision"':
    'the number has the same name on the record and in its history',
  'Field "systemOwner" starts with the name of the parent type "System"':
    'the System Owner is a role with this name, beside the owners of the code',
};

function withSelector(from: string, to: string): Linter.RuleEntry {
  const [level, options] = recommended['@graphql-eslint/naming-convention'] as [Linter.RuleSeverity, object];
  return [
    level,
    Object.fromEntries(Object.entries(options).map(([key, value]) => [key === from ? to : key, value])),
  ];
}

export interface Report {
  rule: string;
  message: string;
}

/** What the rules say about a schema; throws where the schema can not be read. */
export async function lintSchema(sdl: string, rules: Linter.RulesRecord): Promise<Report[]> {
  const eslint = new ESLint({
    cwd: fileURLToPath(new URL('.', import.meta.url)),
    overrideConfigFile: true,
    overrideConfig: {
      files: ['**/*.graphql'],
      languageOptions: { parser: plugin.parser, parserOptions: { graphQLConfig: { schema: sdl } } },
      plugins: { '@graphql-eslint': { rules: plugin.rules } },
      rules,
    },
  });
  const [result] = await eslint.lintText(sdl, { filePath: 'schema.graphql' });
  return (result?.messages ?? []).map(({ ruleId, message }) => {
    if (ruleId === null) throw new Error(message);
    return { rule: ruleId, message };
  });
}
