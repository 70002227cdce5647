import type { Field, PartKind } from '@steward/domain/record/field.ts';
import { type Kind, nounOf } from '@steward/domain/record/kind.ts';
import { kindNamed } from '@steward/domain/record/kinds.ts';
import type { Context } from '../context.ts';
import { visibleRows } from '../policy.ts';
import type { Row } from '../record/mapping.ts';
import type { FieldSource, Provenance } from '../record/provenance.ts';
import { hiddenFields, without } from '../restricted-fields.ts';
import { viewerCanUpdate } from '../viewer-can.ts';
import { addHistory } from './history.ts';
import { type AnyObjectRef, enumOf, type SchemaKit } from './kit.ts';
import { addRelatedList } from './lists.ts';

/** What the dynamic parts of this file use of a Pothos field builder for a Prisma object. */
interface Fields {
  arg: unknown;
  expose(column: string, options: object): never;
  field(options: object): never;
  relation(name: string, options: object): never;
}

/**
 * The node type of a kind. The policy's rows are put into every door here: `node(id:)`, to-one relations and lists, so
 * that a hidden record comes out nowhere.
 */
export function addNode(kit: SchemaKit, kind: Kind): void {
  // A type can not be made while the fields of another are: the parts come first.
  for (const field of Object.values(kind.fields)) if (field.options.part) partType(kit, field.options.part);
  fieldSourceType(kit);
  const noun = nounOf(kind.name);
  const ref = kit.builder.prismaNode(
    kind.name as never,
    {
      description: `${kind.description}.`,
      nullable: true,
      select: { id: true },
      id: {
        resolve: (row: Row) => String(row.id),
        description: `Opaque id of this ${noun}, the same for ever`,
      },
      findUnique: (id: string, context: Context) => ({ id, ...visibleRows(context, kind.name) }),
      fields: (t: Fields) => ({
        key: t.expose('key', {
          type: 'String',
          description: `The key people use for this ${noun}; an older key of it still finds it`,
        }),
        revision: t.expose('revision', {
          type: 'Int',
          description: 'Number of its newest revision, counted from 1',
        }),
        origin: t.expose('origin', { type: originEnum(kit), description: 'Where the record came from' }),
        createdAt: t.expose('createdAt', {
          type: 'DateTime',
          description: 'When its first revision was written',
        }),
        updatedAt: t.expose('updatedAt', {
          type: 'DateTime',
          description: 'When its newest revision was written',
        }),
        archivedAt: t.expose('archivedAt', {
          type: 'DateTime',
          nullable: true,
          description: 'When it was archived; empty while it is in use',
        }),
        fieldSources: t.field({
          type: [fieldSourceType(kit)],
          description:
            'Where values of fields came from; a field that is not listed came from where the record came from',
          select: { provenance: true },
          resolve: (row: Row, _args: unknown, context: Context) =>
            Object.entries(
              without(row.provenance as Provenance, hiddenFields(context, kind, String(row.id))),
            ).map(([field, source]) => ({ field, ...source })),
        }),
        viewerCanUpdate: t.field({
          type: 'Boolean',
          description: `True when the viewer may change the fields of this ${noun}, by the rules that decide about the change itself`,
          resolve: (row: Row, _args: unknown, context: Context) =>
            viewerCanUpdate(context, kind.name, String(row.id)),
        }),
        ...outputFields(kit, t, kind.fields, kind),
      }),
    } as never,
  ) as unknown as AnyObjectRef;
  kit.nodes.set(kind.name, ref);
}

/** What refers to types that may not exist when the node is made: lists of other kinds, and the history. */
export function addNodeLists(kit: SchemaKit, kind: Kind): void {
  for (const [name, field] of Object.entries(kind.fields))
    if (field.type === 'references')
      addRelatedList(kit, kind, name, kindNamed(field.options.to!), { description: `${field.description}.` });
  addHistory(kit, kind);
}

function outputFields(
  kit: SchemaKit,
  t: Fields,
  fields: Readonly<Record<string, Field>>,
  kind: Kind | null = null,
): Record<string, never> {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, field]) => field.type !== 'references' && field.type !== 'value')
      .map(([name, field]) => [name, outputField(kit, t, name, field, kind)]),
  );
}

function outputField(kit: SchemaKit, t: Fields, name: string, field: Field, kind: Kind | null): never {
  const nullable = !field.required;
  const description = field.description;
  if (field.options.restricted) return restrictedField(t, name, field, kind);
  switch (field.type) {
    case 'choice':
      return t.expose(name, { type: enumOf(kit, field.options.choice!), nullable, description });
    case 'reference': {
      const to = field.options.to!;
      return t.relation(name, {
        nullable: true,
        description,
        query: (_: unknown, context: Context) => ({ where: visibleRows(context, to) }),
      });
    }
    case 'parts':
      return t.relation(name, {
        type: partType(kit, field.options.part!),
        description,
        query: { orderBy: [{ position: 'asc' }, { id: 'asc' }] },
      });
    case 'texts':
      return t.expose(name, { type: ['String'], description });
    case 'decimal':
      return t.field({
        type: 'Decimal',
        nullable,
        description,
        select: { [name]: true },
        resolve: (row: Row) => (row[name] === null ? null : String(row[name])),
      });
    default:
      return t.expose(name, { type: scalarOf[field.type] ?? 'String', nullable, description });
  }
}

/** Empty for whoever may not see it, as it is where there is no value. */
function restrictedField(t: Fields, name: string, field: Field, kind: Kind | null): never {
  const type = field.type === 'decimal' ? 'Decimal' : scalarOf[field.type];
  if (!type || !kind) throw new Error(`${name} can not be restricted: only single values of records can`);
  return t.field({
    ...{ type, nullable: true, description: field.description, select: { id: true, [name]: true } },
    resolve: (row: Row, _args: unknown, context: Context) =>
      hiddenFields(context, kind, String(row.id)).includes(name) ? null : row[name],
  });
}

const scalarOf: Readonly<Record<string, string>> = {
  text: 'String',
  integer: 'Int',
  boolean: 'Boolean',
  date: 'Date',
  instant: 'DateTime',
};

/** The type of a part, made at its first use. */
export function partType(kit: SchemaKit, part: PartKind): AnyObjectRef {
  const made = kit.parts.get(part.name);
  if (made) return made;
  const ref = kit.builder.prismaObject(
    part.name as never,
    {
      description: `${part.description}.`,
      select: { id: true },
      fields: (t: Fields) => outputFields(kit, t, part.fields),
    } as never,
  ) as unknown as AnyObjectRef;
  kit.parts.set(part.name, ref);
  return ref;
}

function fieldSourceType(kit: SchemaKit): AnyObjectRef {
  const made = kit.parts.get('FieldSource');
  if (made) return made;
  const ref = kit.builder.objectRef<FieldSource & { field: string }>('FieldSource').implement({
    description: 'Where the value of one field came from',
    fields: (t) => ({
      field: t.exposeString('field', { description: 'Name of the field' }),
      source: t.field({
        type: originEnum(kit),
        description: 'What wrote the value',
        resolve: (f) => f.source,
      }),
      location: t.exposeString('location', {
        nullable: true,
        description: 'The file it came from, for an import',
      }),
      confirmedAt: t.field({
        type: 'DateTime',
        description: 'When the source last said so',
        resolve: (f) => f.confirmedAt,
      }),
    }),
  }) as unknown as AnyObjectRef;
  kit.parts.set('FieldSource', ref);
  return ref;
}

export const originChoice = {
  name: 'RecordOrigin',
  description: 'Where a record or the value of a field came from',
  values: {
    MANUAL: 'A person wrote it, through the editor, the API or the command line',
    CATALOG_INFO: 'The import of a catalog-info.yaml file',
    CODEOWNERS: 'The import of a CODEOWNERS file',
    OPENSLO: 'The import of an OpenSLO file',
    GIT_HISTORY: 'The import of the history of a repository',
    DEMO: 'The demonstration portfolio',
    SYSTEM: 'The server itself, such as the standard role catalogue',
  },
};

const originEnum = (kit: SchemaKit) => enumOf(kit, originChoice);
