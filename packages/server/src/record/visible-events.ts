import type { Context } from '../platform/context.ts';
import type { FeedEvent } from '../platform/feed/read-events.ts';
import type { FeedBatch } from '../platform/feed/recent-events.ts';
import { type Asker, visibleRows } from '../platform/policy.ts';
import { delegate } from '../platform/record/delegate.ts';

type Asked = Asker & Pick<Context, 'policies' | 'database'>;

const judged = new WeakMap<FeedBatch, Map<string, Promise<readonly FeedEvent[]>>>();

/**
 * The events of records that the viewer may see now: one statement for each kind that is not open to everybody. A batch
 * that many follow is judged once for each viewer, not for each of their windows.
 */
export function visibleEvents(context: Asked, batch: FeedBatch): Promise<readonly FeedEvent[]> {
  const viewers = judged.get(batch) ?? new Map<string, Promise<readonly FeedEvent[]>>();
  judged.set(batch, viewers);
  const viewer = JSON.stringify(context.actor);
  let answer = viewers.get(viewer);
  if (!answer) {
    answer = judge(context, batch);
    viewers.set(viewer, answer);
    // An answer that failed is not kept.
    answer.catch(() => viewers.delete(viewer));
  }
  return answer;
}

async function judge(context: Asked, batch: FeedBatch): Promise<readonly FeedEvent[]> {
  const hidden = new Set<string>();
  for (const kind of new Set(batch.map((event) => event.kind))) {
    const condition = visibleRows(context, kind);
    if (Object.keys(condition).length === 0) continue;
    const ids = [...new Set(batch.flatMap((event) => (event.kind === kind ? event.recordId : [])))];
    const rows = await delegate(context.database.prisma, kind).findMany({
      where: { AND: [{ id: { in: ids } }, condition] },
      select: { id: true },
    });
    const seen = new Set(rows.map((row) => row.id));
    for (const id of ids) if (!seen.has(id)) hidden.add(`${kind} ${id}`);
  }
  return hidden.size === 0 ? batch : batch.filter((e) => !hidden.has(`${e.kind} ${e.recordId}`));
}
