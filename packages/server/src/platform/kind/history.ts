import type { Kind, RecordDocument } from '@steward/domain/record/kind.ts';
import { nounOf } from '@steward/domain/record/kind.ts';
import { kindNamed } from '@steward/domain/record/kinds.ts';
import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../context.ts';
import { connectionOf, type PageArguments, readPage, type Sort } from '../page.ts';
import type { Row } from '../record/mapping.ts';
import { countRevisions, loadRevisions, visibleSnapshot } from '../record/revisions.ts';
import { hiddenFields, pathsOutside } from '../restricted-fields.ts';
import { type AnyObjectRef, enumOf, type SchemaKit } from './kit.ts';
import { type RecordAsDocument, recordDocumentType } from './record-document.ts';
import { isSelected } from './selected-records.ts';

const doorChoice = {
  name: 'Door',
  description: 'The way a write came in',
  values: {
    API: 'A request to the API',
    EDITOR: 'The editor extension',
    CLI: 'The command line',
    IMPORTER: 'An import of files, through whichever client',
    SYSTEM: 'The server itself',
    DEMO: 'The demonstration portfolio',
  },
};

export const operationChoice = {
  name: 'RecordOperation',
  description: 'What a write did to a record',
  values: {
    CREATE: 'Made it, with its first revision',
    UPDATE: 'Changed its fields',
    ARCHIVE: 'Put it away: it left the lists',
    RESTORE: 'Brought it back',
    TRANSITION: 'Moved it to another state',
    ASSIGN_ROLE: 'Gave somebody a role on it',
    HAND_OVER_ROLE: 'Ended one holding of a role on it and began the next',
    END_ROLE: 'Ended a holding of a role on it',
  },
};

const newestFirst: Sort[] = [{ column: 'revision', type: 'integer', direction: 'desc' }];

function revisionType(kit: SchemaKit): AnyObjectRef {
  const made = kit.parts.get('Revision');
  if (made) return made;
  const { builder } = kit;
  const ref = builder.objectRef<Row>('Revision').implement({
    description: 'One write of a record: who, when, why, through which door, and the whole record after it',
    fields: (t) => ({
      revision: t.int({ description: 'Its number, counted from 1', resolve: (r) => r.revision as number }),
      at: t.field({ type: 'DateTime', description: 'When it was written', resolve: (r) => r.at as Date }),
      actor: t.string({ description: 'Name of whoever wrote it', resolve: (r) => String(r.actorName) }),
      door: t.field({
        type: enumOf(kit, doorChoice),
        description: 'The way the write came in',
        resolve: (r) => String(r.door),
      }),
      operation: t.field({
        type: enumOf(kit, operationChoice),
        description: 'What the write did to the record',
        resolve: (r) => String(r.operation),
      }),
      reason: t.string({
        nullable: true,
        description: 'Why, in the words of whoever wrote it',
        resolve: (r) => r.reason as string | null,
      }),
      changed: t.stringList({
        description: 'Paths of the record that it changed',
        resolve: (r, _, context) =>
          pathsOutside(r.changed as string[], hiddenFields(context, r.kind as Kind, String(r.recordId))),
      }),
      document: t.field({
        type: 'JSON',
        description: 'The whole record after the write: fields by name, references as keys, parts as lists',
        resolve: (r, _, context) =>
          visibleSnapshot(context, r.kind as Kind, r.document as RecordDocument, String(r.recordId)),
      }),
    }),
  });
  kit.parts.set('Revision', ref as unknown as AnyObjectRef);
  return ref as unknown as AnyObjectRef;
}

/** `history` on a kind: its revisions, newest first, one statement for all records of a list. */
export function addHistory(kit: SchemaKit, kind: Kind): void {
  const { revision, connection, edge } = historyTypes(kit);
  kit.builder.prismaObjectField(kit.nodes.get(kind.name)! as never, 'history', ((t: {
    connection: (...o: unknown[]) => never;
  }) =>
    t.connection(
      {
        type: revision,
        description: `Every write of this ${nounOf(kind.name)}, newest first`,
        select: { id: true },
        resolve: (parent: Row, ...asked: [PageArguments, Context, GraphQLResolveInfo]) =>
          historyPage(kind, String(parent.id), ...asked),
      },
      connection,
      edge,
    )) as never);
}

/** `history` on a record that is read as a document, of any kind. */
export function addDocumentHistory(kit: SchemaKit): void {
  const { revision, connection, edge } = historyTypes(kit);
  kit.builder.objectField(recordDocumentType(kit) as never, 'history', ((t: {
    connection: (...o: unknown[]) => never;
  }) =>
    t.connection(
      {
        type: revision,
        description: 'Every write of the record up to now, newest first',
        resolve: ({ kind, id }: RecordAsDocument, ...asked: [PageArguments, Context, GraphQLResolveInfo]) =>
          historyPage(kindNamed(kind), id, ...asked),
      },
      connection,
      edge,
    )) as never);
}

async function historyPage(
  kind: Kind,
  id: string,
  args: PageArguments,
  context: Context,
  info: GraphQLResolveInfo,
) {
  const page = readPage(args, newestFirst, []);
  const documents =
    isSelected(info, ['nodes', 'document']) || isSelected(info, ['edges', 'node', 'document']);
  const rows = await loadRevisions(context, kind, id, { ...page, documents });
  return connectionOf(
    rows.map((row) => ({ ...row, kind })),
    page,
    () => countRevisions(context, kind, id),
  );
}

function historyTypes(kit: SchemaKit) {
  const revision = revisionType(kit);
  const made = kit.connections.get('Revision');
  if (made) return { revision, ...made };
  const edge = kit.builder.edgeObject({
    type: revision as never,
    name: 'RevisionEdge',
    description: 'One revision in a history, with its cursor',
    nodeField: { description: 'The revision itself' },
  } as never);
  const connection = kit.builder.connectionObject(
    {
      type: revision as never,
      name: 'RevisionConnection',
      description: 'One page of the history of a record',
      edgesField: { description: 'The revisions of the page with their cursors' },
      fields: (t: never) => ({
        totalCount: (t as { int: (o: object) => never }).int({
          description: 'How many revisions the record has; counted only when asked for',
          resolve: ({ totalCount }: { totalCount: () => Promise<number> }) => totalCount(),
        }),
      }),
    } as never,
    edge as never,
  );
  const refs = { connection: connection as unknown as AnyObjectRef, edge: edge as unknown as AnyObjectRef };
  kit.connections.set('Revision', refs);
  return { revision, ...refs };
}
