import {
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  isInputObjectType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { schema, type TestApi, testApi } from '../../support/api.ts';
import { written } from '../../support/mutate.ts';
import { seedKey, seedRecords } from '../../support/seed.ts';

type Field = GraphQLField<unknown, unknown>;

/** Every field of the schema that gives a connection, with the type around it. */
const connections: [string, string, Field][] = Object.values(schema.getTypeMap())
  .filter(isObjectType)
  .flatMap((type) =>
    Object.values(type.getFields())
      .filter((field) => getNamedType(field.type).name.endsWith('Connection'))
      .map((field): [string, string, Field] => [`${type.name}.${field.name}`, type.name, field]),
  );

const fieldsOf = (name: string) => Object.keys((schema.getType(name) as GraphQLObjectType).getFields());

describe('every connection', () => {
  it('is found by looking at the schema', () => {
    expect(connections.map(([name]) => name)).toEqual(
      expect.arrayContaining(['Query.systems', 'Query.changes', 'System.history', 'Change.systems']),
    );
  });

  it.each(connections)('%s has the arguments and the fields of one', (_, __, field) => {
    const types = Object.fromEntries(field.args.map(({ name, type }) => [name, String(type)]));
    expect(types).toMatchObject({ first: 'Int', last: 'Int', after: 'String', before: 'String' });
    const connection = getNamedType(field.type).name;
    expect(isNonNullType(field.type)).toBe(true);
    expect(fieldsOf(connection)).toEqual(
      expect.arrayContaining(['edges', 'nodes', 'pageInfo', 'totalCount']),
    );
    expect(fieldsOf(connection.replace(/Connection$/, 'Edge'))).toEqual(['cursor', 'node']);
    const where = field.args.find(({ name }) => name === 'where');
    expect(where === undefined || isInputObjectType(getNamedType(where.type))).toBe(true);
  });
});

const rootConnections = connections.filter(([, type]) => type === 'Query').map(([, , field]) => field);
/** Questions that give one entry of a type that no list gives. */
const lookUps: Readonly<Record<string, string>> = {
  RecordDocument: `record(kind: System, key: "${seedKey('System')}")`,
};

const onNodes = connections.filter(([, type]) => rootOf(type) !== undefined || type in lookUps);

/** The list on `Query` that gives entries of a type. */
function rootOf(type: string): Field | undefined {
  return rootConnections.find((field) => getNamedType(field.type).name === `${type}Connection`);
}

/** A document that asks for one connection, from the root, on a record that is looked up, or on the entries of a list. */
function ask(type: string, { name }: Field, args: string, selection = 'totalCount'): string {
  const asked = `{ ${name}(${args}) { ${selection} } }`;
  if (type === 'Query') return asked;
  return type in lookUps ? `{ ${lookUps[type]} ${asked} }` : `{ ${rootOf(type)!.name} { nodes ${asked} } }`;
}

describe('every connection that can be reached', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await testApi();
    // Some lists are read for each entry of the list around them: there must be one.
    await seedRecords(api);
    await written(api, 'propose', {
      ...{ kind: 'System', key: seedKey('System'), expectedRevision: null, reason: 'It is wrong' },
      fields: '{"purpose": "Another"}',
    });
  });

  it('is every one but those of an import, which have tests of their own', () => {
    const reached = new Set([
      ...rootConnections.map((field) => `Query.${field.name}`),
      ...onNodes.map(([name]) => name),
    ]);
    const missed = connections.map(([name]) => name).filter((name) => !reached.has(name));
    expect(missed.filter((name) => !name.startsWith('Import'))).toEqual([]);
  });

  it.each([
    ...rootConnections.map((field): [string, string, Field] => [`Query.${field.name}`, 'Query', field]),
    ...onNodes,
  ])('%s refuses a page over 100, none, both ends and a foreign cursor', async (_, type, field) => {
    for (const args of [
      'first: 101',
      'last: 101',
      'first: 0',
      'first: -1',
      'first: 1, last: 1',
      'after: "x"',
    ]) {
      const { answer, statements } = await api.counted(ask(type, field, args));
      expect([args, answer.errors?.map((e) => e.extensions.code)]).toEqual([args, ['BAD_USER_INPUT']]);
      if (type === 'Query') expect(statements).toEqual([]);
    }
  });
});
