import { brandWithType } from '@pothos/core';
import { queryFromInfo } from '@pothos/plugin-prisma';
import type { Context } from '../context.ts';
import { decodeGlobalId } from '../global-id.ts';
import { largestPage } from '../page.ts';
import { visibleRows } from '../policy.ts';
import { readsOf } from '../record/delegate.ts';
import type { Row } from '../record/mapping.ts';
import { badUserInput } from '../request-error.ts';
import type { SchemaKit } from './kit.ts';

/** `nodes(ids:)`: many records at once, in the order asked; one statement for each kind among the ids. */
export function addNodes({ builder }: SchemaKit): void {
  builder.queryField('nodes', (t) =>
    t.field({
      type: [builder.nodeInterfaceRef() as never],
      nullable: { list: false, items: true },
      description:
        'Records by their opaque ids, in the order asked; null in the place of one that is missing or hidden',
      args: {
        ids: t.arg.idList({
          required: true,
          description: `Opaque ids of records of any kind, at most ${largestPage}`,
        }),
      },
      resolve: async (_root, { ids }, context: Context, info) => {
        if (ids.length > largestPage)
          throw badUserInput(`\`ids\` takes at most ${largestPage} ids: ask in several requests`);
        const wanted = ids.map((id) => decodeGlobalId(String(id)));
        const found = new Map<string, Row>();
        for (const kind of new Set(wanted.map(({ typename }) => typename))) {
          const of = wanted.filter(({ typename }) => typename === kind).map(({ id }) => id);
          const rows = await readsOf(context.database.read, kind).findMany({
            ...queryFromInfo({ context, info, typeName: kind, select: { id: true } }),
            where: { AND: [{ id: { in: of } }, visibleRows(context, kind)] },
          });
          for (const row of rows) {
            brandWithType(row, kind as never);
            found.set(`${kind} ${row.id}`, row);
          }
        }
        return wanted.map(({ typename, id }) => found.get(`${typename} ${id}`) ?? null) as never;
      },
    }),
  );
}
