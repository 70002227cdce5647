import type { Connection } from '../database/connection.ts';

/** Where the periods stand that `periodNow` is asked about. */
const boundaries = [
  ['RoleAssignment', 'from'],
  ['RoleAssignment', 'to'],
  ['Agreement', 'validFrom'],
  ['Agreement', 'validTo'],
] as const;

const statement = `SELECT min(at) AS at FROM (${boundaries
  .map(
    ([table, column]) => `SELECT min("${column}") AS at FROM "${table}" WHERE "${column}" > $1::timestamptz`,
  )
  .join(' UNION ALL ')}) AS boundary`;

const QUARTER_HOUR_MS = 15 * 60 * 1000;

/**
 * Milliseconds since 1970 at which the first stored period after `at` begins or ends; no later than the next quarter of
 * an hour, on which days and months begin in every time zone.
 */
export async function nextPeriod(connection: Pick<Connection, 'query'>, at: Date): Promise<number> {
  const quarter = (Math.floor(at.getTime() / QUARTER_HOUR_MS) + 1) * QUARTER_HOUR_MS;
  const [row] = await connection.query<{ at: Date | null }>(statement, [at.toISOString()]);
  return Math.min(quarter, row?.at?.getTime() ?? quarter);
}
