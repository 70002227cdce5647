import type { Database } from '../database/open-database.ts';

/** Where a server stands: `starting` until it may be asked, `draining` when no new request is taken. */
export type Phase = 'starting' | 'ready' | 'draining';

const ANSWER_WITHIN_MS = 1_000;

/** Null when the server can take requests, else the reason why not, in words for an operator. */
export async function notReady(phase: Phase, database: Database): Promise<string | null> {
  if (phase === 'starting') return 'the server is starting';
  if (phase === 'draining') return 'the server is shutting down';
  const late = Promise.withResolvers<string>();
  const timer = setTimeout(
    () => late.resolve(`the database has not answered within ${ANSWER_WITHIN_MS} ms`),
    ANSWER_WITHIN_MS,
  );
  const asked = database.connection.query('SELECT 1').then(
    () => null,
    () => 'the database does not answer',
  );
  const reason = await Promise.race([asked, late.promise]);
  clearTimeout(timer);
  return reason;
}
