import SchemaBuilder from '@pothos/core';
import PrismaPlugin from '@pothos/plugin-prisma';
import RelayPlugin from '@pothos/plugin-relay';
import type { Context } from './context.ts';
import type PrismaTypes from './database/generated/pothos.ts';
import { getDatamodel } from './database/generated/pothos.ts';
import { decodeGlobalId, encodeGlobalId } from './global-id.ts';

export interface SchemaTypes {
  Context: Context;
  PrismaTypes: PrismaTypes;
  DefaultFieldNullability: false;
  Scalars: {
    ID: { Input: string; Output: string };
    DateTime: { Input: string; Output: Date | string };
    Date: { Input: string; Output: Date | string };
    Decimal: { Input: string; Output: string };
    JSON: { Input: unknown; Output: unknown };
  };
}

export type Builder = ReturnType<typeof createBuilder>;

/** A schema under construction. Areas add their types to it; `schema.ts` in the composition root makes the schema. */
export function createBuilder() {
  return new SchemaBuilder<SchemaTypes>({
    plugins: [RelayPlugin, PrismaPlugin],
    defaultFieldNullability: false,
    relay: {
      encodeGlobalID: (typename, id) => encodeGlobalId(typename, String(id)),
      decodeGlobalID: decodeGlobalId,
      nodeQueryOptions: {
        description: 'One record by its opaque id; null when there is none or the viewer may not see it',
        args: { id: { description: 'Opaque id of a record of any kind, as the API gave it' } },
      },
      nodesQueryOptions: false,
      pageInfoTypeOptions: {
        description: 'Where a page of a list begins and ends, and whether there is more',
      },
      nodeTypeOptions: { description: 'Anything that can be fetched again by its opaque id' },
      nodesOnConnection: { description: 'The entries of the page without their cursors' },
      pageInfoFieldOptions: { description: 'Where the page begins and ends, and whether there is more' },
      cursorFieldOptions: { description: 'Where the entry stands, for `after` and `before`' },
      hasNextPageFieldOptions: {
        description: 'Whether more entries follow; always false when paging backward without `before`',
      },
      hasPreviousPageFieldOptions: {
        description: 'Whether entries come before; always false when paging forward without `after`',
      },
      startCursorFieldOptions: { description: 'Cursor of the first entry; empty on an empty page' },
      endCursorFieldOptions: { description: 'Cursor of the last entry; empty on an empty page' },
      cursorType: 'String',
      idFieldOptions: { description: 'Opaque id of the record, the same for ever' },
      firstArgOptions: {
        description: 'How many entries to give from the beginning: 1 to 100, 20 when left out',
      },
      lastArgOptions: { description: 'How many entries to give from the end: 1 to 100' },
      afterArgOptions: { description: 'Give entries after this cursor' },
      beforeArgOptions: { description: 'Give entries before this cursor' },
    },
    prisma: {
      client: (context: Context) => context.database.prisma,
      dmmf: getDatamodel(),
      onUnusedQuery: process.env.VITEST ? 'error' : null,
      exposeDescriptions: false,
    },
  });
}
