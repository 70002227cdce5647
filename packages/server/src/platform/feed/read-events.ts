import { v4 as randomId } from 'uuid';
import type { Connection } from '../database/connection.ts';
import type { Place } from './place.ts';

/** One write of one record, as the outbox has it. */
export interface FeedEvent {
  readonly place: Place;
  readonly kind: string;
  readonly recordId: string;
  readonly key: string;
  readonly revision: number;
  readonly operation: string;
  readonly at: Date;
}

type Query = Pick<Connection, 'query'>;

interface Row {
  transaction: string;
  id: string;
  kind: string;
  recordId: string;
  key: string;
  revision: number;
  operation: string;
  at: Date;
}

/**
 * Events after a place, in their order. An event is seen once every transaction that began to write before its own has
 * ended: what is read later always stands behind what was read before, so nobody who goes on from a place misses any.
 */
export async function readEvents({ query }: Query, after: Place, most: number): Promise<FeedEvent[]> {
  const rows = await query<Row>(
    `SELECT transaction::text, id::text, kind, "recordId", key, revision, operation, at FROM "OutboxEvent"
     WHERE (transaction, id) > ($1::xid8, $2::bigint) AND transaction < pg_snapshot_xmin(pg_current_snapshot())
     ORDER BY transaction, id LIMIT $3`,
    [String(after.transaction), String(after.id), most],
  );
  return rows.map(({ transaction, id, at, ...event }) => ({
    ...event,
    at: new Date(at),
    place: { transaction: BigInt(transaction), id: BigInt(id) },
  }));
}

/** Where the newest event stands that can be seen now; the beginning when there is none. */
export async function readHead({ query }: Query): Promise<Place> {
  const [row] = await query<{ transaction: string; id: string }>(
    `SELECT transaction::text, id::text FROM "OutboxEvent"
     WHERE transaction < pg_snapshot_xmin(pg_current_snapshot()) ORDER BY transaction DESC, id DESC LIMIT 1`,
  );
  return { transaction: BigInt(row?.transaction ?? 0), id: BigInt(row?.id ?? 0) };
}

/** True when more than so many events stand behind the place. */
export async function isFarBehind({ query }: Query, place: Place, most: number): Promise<boolean> {
  const [row] = await query<{ behind: string }>(
    `SELECT count(*)::text AS behind FROM (
       SELECT 1 FROM "OutboxEvent" WHERE (transaction, id) > ($1::xid8, $2::bigint) LIMIT $3) AS counted`,
    [String(place.transaction), String(place.id), most + 1],
  );
  return Number(row?.behind) > most;
}

/**
 * Name of the count of transactions: another one in each new database, after a restore into another cluster, and after
 * a standby has taken over.
 */
export async function readEpoch(connection: Query): Promise<string> {
  const [row] = await connection.query<{ epoch: string }>(
    `SELECT id || '/' || (SELECT system_identifier FROM pg_control_system()) || '/' ||
       substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8) AS epoch FROM "FeedEpoch"`,
  );
  if (row) return row.epoch;
  await connection.query(`INSERT INTO "FeedEpoch" (id, single) VALUES ($1, true) ON CONFLICT DO NOTHING`, [
    randomId(),
  ]);
  return readEpoch(connection);
}

/**
 * Events that came with a copy of another cluster may carry transactions that this one has not come to, and would be
 * seen only when it has: they are given one of this cluster. Nobody else's can look so, as what still runs is not seen.
 */
export async function adoptForeignEvents({ query }: Query): Promise<void> {
  await query(
    `UPDATE "OutboxEvent" SET transaction = pg_current_xact_id()
     WHERE transaction >= pg_snapshot_xmax(pg_current_snapshot())`,
  );
}
