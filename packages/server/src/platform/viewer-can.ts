import { kindNamed } from '@steward/domain/record/kinds.ts';
import { together } from './batch.ts';
import { type Context, hasScope } from './context.ts';
import { periodNow } from './kept/clock-use.ts';
import { delegate } from './record/delegate.ts';
import { isForAdministrators, mayEverybody, writableRows } from './writable-rows.ts';

/**
 * Whether an update by the viewer would be refused for want of a right: the rules of the write path, asked for all records
 * of a kind in one statement; none for administrators and for a token that may not write.
 */
export async function viewerCanUpdate(context: Context, kind: string, id: string): Promise<boolean> {
  if (kindNamed(kind).byOwnMutations) return false;
  const operation = 'UPDATE';
  const { actor, policies } = context;
  if (!hasScope(actor, 'WRITE') || policies[kind]!.mayWrite(context, operation) !== null) return false;
  if (actor.administrator || mayEverybody(context, kind, operation)) return true;
  if (isForAdministrators(context, kind, operation)) return false;
  const rows = writableRows(context, kind, periodNow(context));
  if (!rows) return false;
  const answer = await together(context, `viewerCanUpdate ${kind}`, id, async (ids) => {
    const found = await delegate(context.database.prisma, kind).findMany({
      where: { AND: [{ id: { in: [...ids] } }, rows] },
      select: { id: true },
    });
    return new Map(found.map((row) => [String(row.id), true]));
  });
  return answer ?? false;
}
