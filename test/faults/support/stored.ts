// What stands in the database about every record, as far as a ledger can be held against it.
import { beforeFirst, checkAuditPage } from '@steward/server/test/platform/audit/check-log.ts';
import type { Connection } from '@steward/server/test/platform/database/connection.ts';

export interface Entry {
  readonly kind: string;
  readonly record: string;
  readonly key: string;
  readonly revision: number;
}

export interface Stored {
  readonly teams: readonly { readonly key: string; readonly revision: number; readonly mark: string }[];
  /** In the order in which they were given their numbers, as the next two. `mark` is the description. */
  readonly revisions: readonly (Entry & { readonly mark: string | null })[];
  readonly audits: readonly Entry[];
  readonly outbox: readonly Entry[];
  /** What is wrong with the chain of the audit log; null when it is whole. */
  readonly chain: string | null;
  readonly idempotencyKeys: readonly string[];
  /** `mark` is the value. */
  readonly contacts: readonly { readonly key: string; readonly mark: string }[];
  /** Keys of the teams that search finds. */
  readonly searched: readonly string[];
}

/** In one statement, so that it is one state of the database; the chain is one by itself. */
export async function readStored({ query }: Pick<Connection, 'query'>): Promise<Stored> {
  const list = (columns: string, from: string, order: string) =>
    `(SELECT coalesce(jsonb_agg(row ORDER BY number), '[]') FROM
       (SELECT ${order} AS number, jsonb_build_object(${columns}) AS row FROM ${from}) rows)`;
  const entry = `'kind', kind, 'record', "recordId", 'key', key, 'revision', revision`;
  const [row] = await query<Omit<Stored, 'chain'>>(`SELECT
    ${list(`'key', key, 'revision', revision, 'mark', description`, '"Team"', 'key')} AS teams,
    ${list(`${entry}, 'mark', document->>'description'`, '"Revision"', 'id')} AS revisions,
    ${list(entry, '"AuditEntry"', 'number')} AS audits,
    ${list(entry, '"OutboxEvent"', 'id')} AS outbox,
    (SELECT coalesce(jsonb_agg(key), '[]') FROM "IdempotencyKey") AS "idempotencyKeys",
    ${list(`'key', t.key, 'mark', c.value`, '"Contact" c JOIN "Team" t ON t.id = c."teamId"', 'c.id')} AS contacts,
    (SELECT coalesce(jsonb_agg(key), '[]') FROM "SearchEntry" WHERE kind = 'Team') AS searched`);
  if (!row) throw new Error('the database gives no row');
  const { complete, problem } = await checkAuditPage({ query }, beforeFirst, 1_000_000);
  return { ...row, chain: complete ? (problem?.message ?? null) : 'is longer than one look' };
}
