import type { Context } from '../platform/context.ts';
import type { ImportSessionRow } from './import-session.ts';
import { loadPlanSlice, loadSession } from './import-store.ts';

/** The viewer's own import under way; null when its time is over, and for everybody else. */
export const sessionOf = (context: Context, id: string): Promise<ImportSessionRow | null> =>
  loadSession(context.database.prisma, context, id);

/** Rows or findings of the plan of a session, from one position to before another. */
export const planSlice = (
  context: Context,
  sessionId: string,
  list: 'rows' | 'findings',
  { from, to }: { from: number; to: number },
): Promise<object[]> => loadPlanSlice(context, sessionId, list, from, to);
