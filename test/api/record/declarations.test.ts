import type { Field } from '@steward/domain/record/field.ts';
import type { Kind } from '@steward/domain/record/kind.ts';
import { kinds } from '@steward/domain/record/kinds.ts';
import { getDatamodel } from '@steward/server/test/platform/database/generated/pothos.ts';
import { delegateName, ownerRelation } from '@steward/server/test/platform/record/mapping.ts';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../support/database.ts';

interface Column {
  name: string;
  kind: 'scalar' | 'object' | 'enum';
  type: string;
  isRequired: boolean;
  isList: boolean;
  isUnique: boolean;
  relationName?: string;
  relationFromFields?: string[];
}

const models = getDatamodel().datamodel.models as unknown as Record<string, { fields: Column[] }>;
const columnsOf = (model: string): Map<string, Column> => {
  const found = models[model];
  if (!found) throw new Error(`the Prisma schema has no model ${model}`);
  return new Map(found.fields.map((column) => [column.name, column]));
};

const common: Readonly<Record<string, string>> = {
  id: 'String',
  key: 'String',
  lookup: 'String',
  revision: 'Int',
  origin: 'String',
  provenance: 'Json',
  createdAt: 'DateTime',
  updatedAt: 'DateTime',
  archivedAt: 'DateTime',
};

const scalars: Readonly<Record<string, string>> = {
  text: 'String',
  choice: 'String',
  texts: 'String',
  integer: 'Int',
  decimal: 'Decimal',
  boolean: 'Boolean',
  date: 'DateTime',
  instant: 'DateTime',
  value: 'Json',
};

/** Columns that a declaration does not name: of a record, of a part's row, and the role's own flag on its holdings. */
const partColumns = ['id', 'position'];
const repeated: Readonly<Record<string, readonly string[]>> = { RoleAssignment: ['exclusive'] };

const parts = new Map(
  kinds.flatMap((kind) =>
    Object.values(kind.fields).flatMap(({ options }) =>
      options.part ? [[options.part.name, options.part] as const] : [],
    ),
  ),
);
const ownersOf = (part: string): Kind[] =>
  kinds.filter((kind) => Object.values(kind.fields).some(({ options }) => options.part?.name === part));

/** What the Prisma schema says otherwise than a declared field. */
function disagreements(model: string, name: string, field: Field): string[] {
  const column = columnsOf(model).get(name);
  if (!column) return [`${model}.${name} is declared and has no column or relation`];
  const says = (ok: boolean, what: string) => (ok ? [] : [`${model}.${name}: ${what}`]);
  const { to, part } = field.options;
  if (field.type === 'reference') {
    const foreign = columnsOf(model).get(`${name}Id`);
    return [
      ...says(
        column.kind === 'object' && column.type === to && !column.isList,
        `is no relation to one ${to}`,
      ),
      ...says(
        column.relationFromFields?.[0] === `${name}Id` && foreign !== undefined,
        `does not stand on ${name}Id`,
      ),
      ...says(
        !column.isRequired && foreign?.isRequired === false,
        'must be optional, so that a policy can hide it',
      ),
    ];
  }
  if (field.type === 'references' || field.type === 'parts')
    return says(column.isList && column.type === (to ?? part?.name), `is no list of ${to ?? part?.name}`);
  return [
    ...says(column.type === scalars[field.type], `is a ${column.type} and declared as ${field.type}`),
    ...says(column.isList === (field.type === 'texts'), 'is a list on one side only'),
    ...says(
      column.isRequired === field.required,
      `is ${column.isRequired ? '' : 'not '}required in the database alone`,
    ),
  ];
}

/** Columns and relations that nothing declares, the other ends of declared references left out. */
function undeclared(
  model: string,
  fields: Readonly<Record<string, Field>>,
  known: readonly string[],
): string[] {
  const references = Object.entries(fields).filter(([, field]) => field.type === 'reference');
  const names = new Set([...Object.keys(fields), ...references.map(([name]) => `${name}Id`), ...known]);
  return [...columnsOf(model).values()]
    .filter((column) => !names.has(column.name))
    .filter((column) => column.kind !== 'object' || !isOtherEnd(column))
    .map((column) => `${model}.${column.name} is declared nowhere`);
}

/** The far side of a relation that another kind or part declares, or of a model that is neither. */
function isOtherEnd({ type, relationName }: Column): boolean {
  const declared = kinds.find((kind) => kind.name === type)?.fields ?? parts.get(type)?.fields;
  if (!declared) return true;
  const near = [...columnsOf(type).values()].filter((column) => column.relationName === relationName);
  return near.some(({ name }) => name in declared || isOwner(type, name));
}

const isOwner = (part: string, relation: string): boolean =>
  ownersOf(part).some((kind) => ownerRelation(kind, parts.get(part)!.fields) === relation);

describe('a declaration and its table', () => {
  it.each(kinds.map((kind) => [kind.name, kind] as const))('of the kind %s say the same', (name, kind) => {
    const columns = columnsOf(name);
    for (const [column, type] of Object.entries(common))
      expect([column, columns.get(column)?.type]).toEqual([column, type]);
    expect(columns.get('lookup')!.isUnique).toBe(true);
    expect(
      Object.entries(kind.fields).flatMap(([field, declared]) => disagreements(name, field, declared)),
    ).toEqual([]);
    expect(undeclared(name, kind.fields, Object.keys(common))).toEqual([]);
  });

  it.each([...parts.keys()])('of the part %s say the same, and it knows every record that has it', (name) => {
    const part = parts.get(name)!;
    const owners = ownersOf(name).map((kind) => ownerRelation(kind, part.fields));
    for (const owner of owners) {
      expect([name, owner, columnsOf(name).get(owner)?.kind]).toEqual([name, owner, 'object']);
      expect(columnsOf(name).get(`${owner}Id`)?.isRequired).toBe(false);
    }
    expect(
      Object.entries(part.fields).flatMap(([field, declared]) => disagreements(name, field, declared)),
    ).toEqual([]);
    const known = [
      ...partColumns,
      ...owners,
      ...owners.map((owner) => `${owner}Id`),
      ...(repeated[name] ?? []),
    ];
    expect(undeclared(name, part.fields, known)).toEqual([]);
  });

  it('of every kind and part have a client to write through', async () => {
    const { prisma } = await testDatabase();
    for (const name of [...kinds.map((kind) => kind.name), ...parts.keys()])
      expect(prisma).toHaveProperty(delegateName(name));
  });
});

describe('the database itself', () => {
  it('keeps the days and the digits that are declared', async () => {
    const { connection } = await testDatabase();
    const wanted = [
      ...kinds.map((kind) => [kind.name, kind.fields] as const),
      ...[...parts].map(([n, p]) => [n, p.fields] as const),
    ].flatMap(([table, fields]) =>
      Object.entries(fields)
        .filter(([, field]) => ['date', 'instant', 'decimal'].includes(field.type))
        .map(([column, field]) => [`${table}.${column}`, field.type] as const),
    );
    const rows = await connection.query<{ name: string; type: string; digits: number | null }>(
      `SELECT table_name || '.' || column_name AS name, data_type AS type, numeric_scale AS digits
       FROM information_schema.columns WHERE table_schema = 'public'`,
    );
    const stored = new Map(rows.map((row) => [row.name, row]));
    const types = { date: 'date', instant: 'timestamp with time zone', decimal: 'numeric' } as const;
    for (const [name, type] of wanted) {
      expect([name, stored.get(name)?.type]).toEqual([name, types[type as keyof typeof types]]);
      if (type === 'decimal') expect([name, stored.get(name)?.digits]).toEqual([name, 6]);
    }
  });
});
