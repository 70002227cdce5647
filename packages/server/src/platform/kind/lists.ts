import { queryFromInfo } from '@pothos/plugin-prisma';
import { type Kind, nounOf } from '@steward/domain/record/kind.ts';
import type { Context } from '../context.ts';
import { type Connection, connectionOf, type PageArguments, readPage } from '../page.ts';
import { visibleRows } from '../policy.ts';
import { readsOf } from '../record/delegate.ts';
import type { Row } from '../record/mapping.ts';
import type { AnyObjectRef, SchemaKit } from './kit.ts';
import { whereOf } from './list-conditions.ts';
import { listInputs, sortsOf } from './list-inputs.ts';

const nodePaths = [[{ name: 'nodes' }], [{ name: 'edges' }, { name: 'node' }]];

export interface ListArguments extends PageArguments {
  where?: Record<string, unknown> | null;
  orderBy?: { field: string; direction?: 'asc' | 'desc' | null }[] | null;
  includeArchived?: boolean | null;
}

/** The connection and edge types of a kind, shared by all its lists. */
export function connectionTypes(
  kit: SchemaKit,
  kind: Kind,
): { connection: AnyObjectRef; edge: AnyObjectRef } {
  const made = kit.connections.get(kind.name);
  if (made) return made;
  const { builder } = kit;
  const type = kit.nodes.get(kind.name)!;
  const noun = nounOf(kind.name);
  const edge = builder.edgeObject({
    type: type as never,
    name: `${kind.name}Edge`,
    description: `One entry of a list of this kind, with its cursor: ${noun}`,
    nodeField: { description: `The entry itself, a ${noun}` },
  } as never);
  const connection = builder.connectionObject(
    {
      type: type as never,
      name: `${kind.name}Connection`,
      description: `One page of a list of this kind: ${noun}`,
      edgesField: { description: 'The entries of the page with their cursors' },
      fields: (t: never) => ({
        totalCount: (t as { int: (o: object) => never }).int({
          description:
            'How many entries the whole list has, with the same conditions; counted only when asked for',
          resolve: ({ totalCount }: Connection) =>
            typeof totalCount === 'function' ? totalCount() : totalCount,
        }),
      }),
    } as never,
    edge as never,
  );
  const refs = { connection: connection as unknown as AnyObjectRef, edge: edge as unknown as AnyObjectRef };
  kit.connections.set(kind.name, refs);
  return refs;
}

function listArguments(kit: SchemaKit, kind: Kind) {
  const inputs = listInputs(kit, kind);
  return (t: never) => {
    const arg = t as ((options: object) => never) & { boolean: (options: object) => never };
    return {
      where: arg({
        type: inputs.filter,
        required: false,
        description: 'Only entries for which these conditions hold',
      }),
      orderBy: arg({
        type: [inputs.order],
        required: false,
        description: 'How the list is sorted; by key when left out',
      }),
      includeArchived: arg.boolean({ required: false, description: 'True to list archived records too' }),
    };
  };
}

const conditions = (context: Context, kind: Kind, args: ListArguments, also: object = {}): object => ({
  AND: [
    also,
    whereOf(kind, args.where, (name) => visibleRows(context, name)),
    ...(args.includeArchived ? [] : [{ archivedAt: null }]),
    visibleRows(context, kind.name),
  ],
});

/** A list of all records of a kind on `Query`: one statement for the page and one for the total when asked. */
export function addRootList(kit: SchemaKit, kind: Kind): void {
  const { connection, edge } = connectionTypes(kit, kind);
  kit.builder.queryField(kind.plural, (t) =>
    t.connection(
      {
        type: kit.nodes.get(kind.name)! as never,
        description: `All records of this kind that the viewer may see: ${nounOf(kind.name)}`,
        args: listArguments(kit, kind)(t.arg as never) as never,
        resolve: async (_root: unknown, args: ListArguments, context: Context, info: never) => {
          const page = readPage(args, sortsOf(args.orderBy));
          const where = conditions(context, kind, args);
          const query = queryFromInfo({
            context,
            info,
            typeName: kind.name,
            paths: nodePaths,
            select: page.select as never,
          });
          const table = readsOf(context.database.read, kind.name);
          const rows = await table.findMany({
            ...query,
            where: { AND: [where, page.where] },
            orderBy: page.orderBy,
            take: page.take,
          });
          return connectionOf(rows, page, () => table.count({ where })) as never;
        },
      } as never,
      connection as never,
      edge as never,
    ),
  );
}

export interface RelatedListOptions {
  /** The relation in the Prisma schema; the field's own name when left out. */
  relation?: string;
  description: string;
  where?: (context: Context) => object;
}

/**
 * A list of related records on a kind, loaded in the statement of its parent: own keyset cursors, the policy's rows,
 * and a total only when it is asked for.
 */
export function addRelatedList(
  kit: SchemaKit,
  owner: Kind,
  name: string,
  kind: Kind,
  options: RelatedListOptions,
): void {
  const relation = options.relation ?? name;
  const { connection, edge } = connectionTypes(kit, kind);
  const build = (args: ListArguments, context: Context) => {
    const page = readPage(args, sortsOf(args.orderBy));
    return { page, where: conditions(context, kind, args, options.where?.(context)) };
  };
  kit.builder.prismaObjectField(kit.nodes.get(owner.name)! as never, name, ((t: {
    arg: never;
    connection: (...o: unknown[]) => never;
  }) =>
    t.connection(
      {
        type: kit.nodes.get(kind.name),
        description: options.description,
        args: listArguments(kit, kind)(t.arg),
        // The public `select` option is not told what the document selects, so a total would always be counted.
        extensions: {
          pothosPrismaSelect: (
            args: ListArguments,
            context: Context,
            nested: (query: object, path: object) => object,
            selected: () => ReadonlySet<string>,
          ) => {
            const { page, where } = build(args, context);
            const rows = { where: { AND: [where, page.where] }, orderBy: page.orderBy, take: page.take };
            const counted = selected().has('totalCount')
              ? { _count: { select: { [relation]: { where } } } }
              : {};
            const inner = nested(
              { select: page.select, ...rows },
              { getType: () => kind.name, paths: nodePaths },
            );
            return { select: { ...counted, [relation]: inner } };
          },
        },
        resolve: (parent: Row, args: ListArguments, context: Context) => {
          const { page } = build(args, context);
          const count = (parent._count as Record<string, number> | undefined)?.[relation];
          return connectionOf(parent[relation] as Row[], page, count ?? 0);
        },
      },
      connection,
      edge,
    )) as never);
}
