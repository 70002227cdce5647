import type { Context } from '../platform/context.ts';
import { badUserInput } from '../platform/request-error.ts';
import type { ImportSessionRow } from './import-session.ts';
import { loadPlanLines, loadPlanSlice, loadSession } from './import-store.ts';

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

/** Some rows or findings of the plan of a session as lines of JSON text, and where the next ones begin. */
export async function planLines(
  context: Context,
  sessionId: string,
  list: 'rows' | 'findings',
  after: string | null,
): Promise<{ lines: readonly string[]; endCursor: string | null }> {
  const { lines, next } = await loadPlanLines(context, sessionId, list, after === null ? 0 : pageOf(after));
  return { lines, endCursor: next === null ? null : Buffer.from(`${mark}${next}`).toString('base64url') };
}

const mark = 'import lines:';

function pageOf(cursor: string): number {
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  const page = text.startsWith(mark) ? Number(text.slice(mark.length)) : Number.NaN;
  if (Number.isSafeInteger(page) && page >= 0 && page < 2 ** 31) return page;
  throw badUserInput('this cursor does not belong to this list: begin again without it');
}
