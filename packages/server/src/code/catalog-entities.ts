import type { Context } from '../platform/context.ts';
import type { Connection } from '../platform/page.ts';
import { visibleRows } from '../platform/policy.ts';
import { readsOf } from '../platform/record/delegate.ts';
import { loadEntityRecords } from './entity-store.ts';

interface Became {
  recordKind: string;
  recordId: string;
}

/**
 * A page of catalog entities without those whose record the viewer may not see. Costs nothing where the viewer may see
 * all records of these kinds; else the page may be shorter than asked for, and the total is counted over all.
 */
export async function withoutHiddenRecords(
  context: Context,
  page: Connection,
  repositoryId: string,
): Promise<Connection> {
  const edges = page.edges as unknown as { node: Became }[];
  const hidden = await hiddenAmong(
    context,
    edges.map(({ node }) => node),
  );
  const isShown = ({ recordId }: Became) => !hidden.has(recordId);
  return {
    ...page,
    edges: page.edges.filter((_, at) => isShown(edges[at]!.node)),
    totalCount: async () => {
      if (!isRestricted(context)) return page.totalCount as number;
      const all = await loadEntityRecords(context, repositoryId);
      const out = await hiddenAmong(context, all);
      return all.filter(({ recordId }) => !out.has(recordId)).length;
    },
  };
}

const catalogKinds = ['Portfolio', 'Program', 'System', 'Component', 'Team', 'Person'];

const restricts = (context: Context, kind: string): boolean =>
  Object.keys(visibleRows(context, kind)).length > 0;

const isRestricted = (context: Context): boolean => catalogKinds.some((kind) => restricts(context, kind));

async function hiddenAmong(context: Context, rows: readonly Became[]): Promise<ReadonlySet<string>> {
  const hidden = new Set<string>();
  for (const kind of catalogKinds.filter((name) => restricts(context, name))) {
    const ids = rows.filter(({ recordKind }) => recordKind === kind).map(({ recordId }) => recordId);
    if (ids.length === 0) continue;
    const where = { AND: [{ id: { in: ids } }, visibleRows(context, kind)] };
    const seen = await readsOf(context.database.read, kind).findMany({ where, select: { id: true } });
    for (const id of ids) hidden.add(id);
    for (const { id } of seen) hidden.delete(String(id));
  }
  return hidden;
}
