import { queryFromInfo } from '@pothos/plugin-prisma';
import { lookupKey } from '@steward/domain/record/key.ts';
import { type Kind, nounOf } from '@steward/domain/record/kind.ts';
import type { Context } from '../context.ts';
import { visibleRows } from '../policy.ts';
import { readsOf } from '../record/delegate.ts';
import { idByAlias } from '../record/references.ts';
import { lowerFirst, type SchemaKit } from './kit.ts';

/** A record by its key on `Query`: one statement, and one or two more for a key that it had before. */
export function addLookUp(kit: SchemaKit, kind: Kind): void {
  const noun = nounOf(kind.name);
  kit.builder.queryField(lowerFirst(kind.name), (t) =>
    t.field({
      type: kit.nodes.get(kind.name)! as never,
      nullable: true,
      description: `One ${noun} by its key; empty when there is none or the viewer may not see it`,
      args: {
        key: t.arg.string({
          required: true,
          description: `The key of the ${noun}, or one it had before, in any case`,
        }),
      },
      resolve: async (_root, { key }, context: Context, info) => {
        const query = queryFromInfo({ context, info, typeName: kind.name, select: { id: true } });
        const find = (where: object) =>
          readsOf(context.database.read, kind.name).findFirst({
            ...query,
            where: { AND: [where, visibleRows(context, kind.name)] },
          });
        const row = await find({ lookup: lookupKey(key) });
        if (row) return row as never;
        const id = await idByAlias(context.database.prisma, kind.name, key);
        return (id ? await find({ id }) : null) as never;
      },
    }),
  );
}
