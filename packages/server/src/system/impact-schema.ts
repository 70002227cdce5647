import { type ImpactDirection, type ImpactEdgeKind, impactEdgeKinds } from '@steward/domain/system/impact.ts';
import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../platform/context.ts';
import { decodeGlobalId } from '../platform/global-id.ts';
import { enumOf, type SchemaKit } from '../platform/kind/kit.ts';
import { selectedRecords } from '../platform/kind/selected-records.ts';
import type { Row } from '../platform/record/mapping.ts';
import { badUserInput } from '../platform/request-error.ts';
import { type ImpactAnswer, impactKinds, impactOf } from './queries.ts';

const direction = {
  name: 'ImpactDirection',
  description: 'Which way trouble is followed',
  values: {
    DOWNSTREAM: 'What suffers when the start is down',
    UPSTREAM: 'What makes the start suffer when it is down',
  },
};

const edgeKinds: Record<ImpactEdgeKind, string> = {
  DEPENDS_ON_HARD: 'One needs the other and is down with it',
  DEPENDS_ON_SOFT: 'One uses the other and goes on without it',
  PART_OF: 'One is a part of the other',
  PROVIDES: 'A component provides an interface',
  CONSUMES: 'A component consumes an interface',
};

const strength = {
  name: 'ImpactStrength',
  description: 'How hard something is hit',
  values: {
    HARD: 'It is down as well while the cause lasts',
    SOFT: 'It goes on, perhaps with less to offer',
  },
};

const deepest = 10;
const most = 500;

/** `impact`: what is reached from a record, bounded and explained. */
export function addImpact(kit: SchemaKit): void {
  const { builder } = kit;
  const edgeKind = enumOf(kit, {
    name: 'ImpactEdgeKind',
    description: 'How two records hang together',
    values: edgeKinds,
  });
  const node = builder.unionType('ImpactNode', {
    description: 'What can be hit: a system, a component or an outside party',
    types: impactKinds.map((kind) => kit.nodes.get(kind)!) as never,
    resolveType: (value) => String((value as Row).impactKind),
  });
  const result = builder.objectRef<Row>('ImpactResult').implement({
    description: 'One record that is reached, how, and over which path',
    fields: (t) => ({
      node: t.field({
        type: node,
        description: 'The record that is reached',
        resolve: (r) => r.node as never,
      }),
      depth: t.int({ description: 'Number of steps from the start', resolve: (r) => r.depth as number }),
      strength: t.field({
        type: enumOf(kit, strength),
        description: 'How hard it is hit',
        resolve: (r) => String(r.strength),
      }),
      path: t.stringList({
        description: 'Keys of the records on one shortest path, the start first',
        resolve: (r) => r.path as string[],
      }),
      via: t.field({
        type: edgeKind,
        description: 'How it hangs on the record before it',
        resolve: (r) => String(r.via),
      }),
      reason: t.string({ description: 'Why trouble reaches it, in words', resolve: (r) => String(r.reason) }),
    }),
  });
  const answer = builder.objectRef<ImpactAnswer & { rows: Row[] }>('Impact').implement({
    description: 'What is reached from a record, nearest first',
    fields: (t) => ({
      results: t.field({
        type: [result],
        description: 'What is reached, nearest first',
        resolve: (a) => a.rows,
      }),
      total: t.exposeInt('total', {
        description: 'How many records are reached within the depth, given or not',
      }),
      truncated: t.exposeBoolean('truncated', { description: 'True when more are reached than are given' }),
      deeper: t.exposeBoolean('deeper', { description: 'True when there is more beyond the depth' }),
    }),
  });
  builder.queryField('impact', (t) =>
    t.field({
      type: answer,
      nullable: true,
      description:
        'What suffers from trouble with a record, or what would make it suffer; empty when there is no such record',
      args: {
        of: t.arg.id({ required: true, description: 'Id of a system, a component or an outside party' }),
        direction: t.arg({
          type: enumOf(kit, direction),
          defaultValue: 'DOWNSTREAM',
          description: 'Which way trouble is followed',
        }),
        maxDepth: t.arg.int({
          defaultValue: 3,
          description: `How many steps to go from the start at most, 1 to ${deepest}`,
        }),
        edgeKinds: t.arg({ type: [edgeKind], description: 'Only follow these; all when left out' }),
        first: t.arg.int({
          defaultValue: 100,
          description: `How many results to give at most, 1 to ${most}`,
        }),
      },
      resolve: async (_root, args, context, info) => {
        const { typename, id } = decodeGlobalId(args.of);
        if (!(impactKinds as readonly string[]).includes(typename))
          throw badUserInput('`of` must be the id of a system, a component or an outside party');
        const maxDepth = bounded('maxDepth', args.maxDepth ?? 3, deepest);
        const limit = bounded('first', args.first ?? 100, most);
        const found = await impactOf(context, {
          start: `${typename}:${id}`,
          direction: (args.direction ?? 'DOWNSTREAM') as ImpactDirection,
          maxDepth,
          limit,
          edgeKinds: (args.edgeKinds as ImpactEdgeKind[] | null | undefined) ?? impactEdgeKinds,
        });
        if (!found.keys.has(`${typename}:${id}`)) return null;
        return { ...found, rows: await resultRows(context, info, found) };
      },
    }),
  );
}

function bounded(name: string, value: number, max: number): number {
  if (value < 1 || value > max) throw badUserInput(`\`${name}\` must be from 1 to ${max}, not ${value}`);
  return value;
}

async function resultRows(context: Context, info: GraphQLResolveInfo, found: ImpactAnswer): Promise<Row[]> {
  const split = (name: string) =>
    [name.slice(0, name.indexOf(':')), name.slice(name.indexOf(':') + 1)] as const;
  const records = new Map<string, Row>();
  const wanted = impactKinds.map((kind) => ({
    model: kind,
    ids: found.results.map((r) => split(r.node)).flatMap(([k, id]) => (k === kind ? [id] : [])),
    paths: [['results', 'node']],
  }));
  for (const [at, rows] of (await selectedRecords(context, info, wanted)).entries())
    for (const [id, row] of rows)
      records.set(`${impactKinds[at]}:${id}`, { ...row, impactKind: impactKinds[at] });
  return found.results.map((r) => ({
    ...r,
    node: records.get(r.node) ?? { id: split(r.node)[1], impactKind: split(r.node)[0] },
    path: r.path.map((name) => found.keys.get(name) ?? ''),
    via: r.via.kind,
    reason: inKeys(r.reason, found.keys),
  }));
}

const nodeName = new RegExp(`(?:${impactKinds.join('|')}):[0-9a-f-]{36}`, 'g');

/** The domain writes node names; people read keys. */
const inKeys = (text: string, keys: ReadonlyMap<string, string>): string =>
  text.replace(nodeName, (name) => keys.get(name) ?? name);
