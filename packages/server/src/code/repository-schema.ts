import type { CatalogEntity } from '@steward/domain/exchange/catalog-info/entity.ts';
import type { Context } from '../platform/context.ts';
import { encodeGlobalId } from '../platform/global-id.ts';
import { type AnyObjectRef, enumOf, type SchemaKit } from '../platform/kind/kit.ts';
import { type Connection, connectionOf, type PageArguments, readPage, type Sort } from '../platform/page.ts';
import { entitySeen } from '../platform/record/entity-seen.ts';
import type { Row } from '../platform/record/mapping.ts';
import { withoutHiddenRecords } from './catalog-entities.ts';
import { codeownersDialect } from './code-types.ts';

/** What the files of a repository said at their last import: its CODEOWNERS file, catalog entities and findings. */
export function addRepositoryFields(kit: SchemaKit): void {
  addCodeowners(kit);
  addRowList(kit, findingType(kit), {
    ...{ name: 'findings', model: 'SourceFinding', relation: 'findings' },
    description: 'What is wrong in its files, as of the last import of each, by file and line',
    sorts: [{ column: 'file', direction: 'asc' }],
  });
  addRowList(kit, entityType(kit), {
    ...{ name: 'catalogEntities', model: 'CatalogEntity', relation: 'entities' },
    description: 'The entities that its catalog files declare, or declared before, by file and place in it',
    select: { repositoryId: true, recordKind: true, recordId: true },
    restrict: withoutHiddenRecords,
    sorts: [
      { column: 'file', direction: 'asc' },
      { column: 'doc', direction: 'asc' },
    ],
  });
}

interface Fields {
  expose(column: string, options: object): never;
  exposeString(column: string, options: object): never;
  exposeInt(column: string, options: object): never;
  field(options: object): never;
  relation(name: string, options: object): never;
  relationCount(name: string, options: object): never;
}

const rowType = (kit: SchemaKit, model: string, description: string, fields: (t: Fields) => object) =>
  kit.builder.prismaObject(
    model as never,
    { description, select: { id: true }, fields } as never,
  ) as unknown as AnyObjectRef;

function addCodeowners(kit: SchemaKit): void {
  const type = rowType(
    kit,
    'CodeownersFile',
    'The CODEOWNERS file of a repository as it was last read with rules in it',
    (t) => ({
      file: t.exposeString('file', { description: 'Path of the file from the root of the repository' }),
      dialect: t.expose('dialect', {
        type: enumOf(kit, codeownersDialect),
        description: 'Which rules it is read by',
      }),
      commit: t.exposeString('commit', {
        nullable: true,
        description: 'The commit at which it was read, when one was named',
      }),
      ruleCount: t.relationCount('rules', { description: 'How many rules it holds' }),
      importedAt: t.expose('importedAt', {
        type: 'DateTime',
        description: 'When its rules or its commit were last written, UTC',
      }),
    }),
  );
  kit.builder.prismaObjectField(kit.nodes.get('Repository')! as never, 'codeowners', ((t: Fields) =>
    t.relation('codeowners', {
      type,
      nullable: true,
      description: 'Its CODEOWNERS file; empty while none with rules in it was imported',
    })) as never);
}

const findingType = (kit: SchemaKit) =>
  rowType(kit, 'SourceFinding', 'One thing that is wrong in a file of a repository', (t) => ({
    file: t.exposeString('file', { description: 'Path of the file from the root of the repository' }),
    line: t.exposeInt('line', {
      nullable: true,
      description: 'Number of the line, counted from 1; empty for the whole file',
    }),
    code: t.exposeString('code', { description: 'What kind of finding it is, such as DEAD_RULE' }),
    message: t.exposeString('message', {
      description: 'What is wrong, where, and how to mend it, for people',
    }),
    foundAt: t.expose('foundAt', { type: 'DateTime', description: 'When it was first found, UTC' }),
  }));

const entityType = (kit: SchemaKit) =>
  rowType(kit, 'CatalogEntity', 'One entity of a catalog file, and the record it became', (t) => ({
    ref: t.exposeString('ref', { description: 'Its full reference, such as component:default/cart' }),
    file: t.exposeString('file', { description: 'Path of the file from the root of the repository' }),
    doc: t.exposeInt('doc', { description: 'Position of the YAML document in its file, counted from 0' }),
    line: t.exposeInt('line', { description: 'Line on which it begins, counted from 1' }),
    commit: t.exposeString('commit', {
      nullable: true,
      description: 'The commit at which it was read, when one was named',
    }),
    recordKind: t.exposeString('recordKind', { description: 'Kind of the record it became' }),
    recordId: t.field({
      type: 'ID',
      description: 'Opaque id of the record it became, for `node`',
      select: { recordKind: true, recordId: true },
      resolve: (row: Row) => encodeGlobalId(String(row.recordKind), String(row.recordId)),
    }),
    entity: t.field({
      type: 'JSON',
      description: 'The entity as it was read, with what the format does not know under `unknown`',
      select: { entity: true, recordKind: true, recordId: true },
      resolve: (row: Row, _args: unknown, context: Context) => entitySeen(context, row),
    }),
    unknown: t.field({
      type: 'JSON',
      description: 'What the format does not know, by dotted path, word for word',
      select: { entity: true },
      resolve: (row: Row) => (row.entity as CatalogEntity).unknown,
    }),
    importedAt: t.expose('importedAt', {
      type: 'DateTime',
      description: 'When it was last written here, UTC',
    }),
    goneAt: t.expose('goneAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When its file was first read without it, UTC; empty while it stands there',
    }),
  }));

interface RowList {
  name: string;
  model: string;
  relation: string;
  description: string;
  sorts: readonly Sort[];
  /** Columns that `restrict` reads. */
  select?: Record<string, true>;
  /** Takes out of a page, and of its total, what the viewer may not see. */
  restrict?: (context: Context, page: Connection, repositoryId: string) => Promise<Connection>;
}

const nodePaths = [[{ name: 'nodes' }], [{ name: 'edges' }, { name: 'node' }]];

/** A list of rows that hang on a repository, in the statement of the repository; the total only when asked for. */
function addRowList(kit: SchemaKit, type: AnyObjectRef, list: RowList) {
  const { name, model, relation, description, sorts, restrict } = list;
  const { builder } = kit;
  const edge = builder.edgeObject({
    type: type as never,
    name: `${model}Edge`,
    description: `One entry of the list ${name}, with its cursor`,
    nodeField: { description: 'The entry itself, as its own type describes it' },
    cursorField: { description: 'Where the entry stands, for `after` and `before`' },
  } as never);
  const connection = builder.connectionObject(
    {
      type: type as never,
      name: `${model}Connection`,
      description: `One page of the list ${name} of a repository`,
      edgesField: { description: 'The entries of the page with their cursors' },
      nodesField: { description: 'The entries of the page without cursors' },
      pageInfoField: { description: 'Where the page begins and ends, and whether there is more' },
      fields: (t: never) => ({
        totalCount: (t as { int: (o: object) => never }).int({
          description: 'How many entries the whole list has; counted only when asked for',
          resolve: ({ totalCount }: Connection) =>
            typeof totalCount === 'function' ? totalCount() : totalCount,
        }),
      }),
    } as never,
    edge as never,
  );
  builder.prismaObjectField(kit.nodes.get('Repository')! as never, name, ((t: {
    connection: (...o: unknown[]) => never;
  }) =>
    t.connection(
      {
        type,
        description,
        // The public `select` option is not told what the document selects, so a total would always be counted.
        extensions: {
          pothosPrismaSelect: (
            args: PageArguments,
            _context: Context,
            nested: (query: object, path: object) => object,
            selected: () => ReadonlySet<string>,
          ) => {
            const page = readPage(args, sorts);
            const rows = { where: page.where, orderBy: page.orderBy, take: page.take };
            const inner = nested(
              { select: { ...page.select, ...list.select }, ...rows },
              { getType: () => model, paths: nodePaths },
            );
            const counted = selected().has('totalCount') ? { _count: { select: { [relation]: true } } } : {};
            return { select: { id: true, ...counted, [relation]: inner } };
          },
        },
        resolve: (parent: Row, args: PageArguments, context: Context) => {
          const count = (parent._count as Record<string, number> | undefined)?.[relation];
          const page = connectionOf(parent[relation] as Row[], readPage(args, sorts), count ?? 0);
          return restrict ? restrict(context, page, String(parent.id)) : page;
        },
      },
      connection,
      edge,
    )) as never);
}
