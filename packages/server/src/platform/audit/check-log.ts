import type { Connection } from '../database/connection.ts';

/** An entry of the audit log, by what makes it that one and no other. */
export interface AuditPlace {
  /** Counted from 1; 0 is before the first. */
  readonly number: number;
  /** 64 hexadecimal digits. */
  readonly hash: string;
}

export const beforeFirst: AuditPlace = { number: 0, hash: '0'.repeat(64) };

/** What was done to the log; see `auditProblemChoice` for what each means to a reader. */
export type AuditProblemKind =
  | 'CHANGED'
  | 'REMOVED'
  | 'INSERTED'
  | 'REORDERED'
  | 'CUT'
  | 'REWRITTEN'
  | 'UNCHAINED'
  | 'REVISION_CHANGED'
  | 'REVISION_REMOVED'
  | 'REVISION_INSERTED';

export interface AuditProblem {
  readonly kind: AuditProblemKind;
  /** The first entry that is not as it was written; for one that is gone, its number. */
  readonly number: number;
  readonly message: string;
}

export interface AuditPage {
  readonly checked: number;
  /** The last entry that was looked at, or where the page began. */
  readonly last: AuditPlace;
  /** True when the log has no more entries. */
  readonly complete: boolean;
  readonly problem: AuditProblem | null;
}

interface Row {
  readonly checked: number;
  readonly number: string | null;
  readonly hash: string | null;
  readonly bad: Judged | null;
  readonly headNumber: string | null;
  readonly headHash: string | null;
  readonly unchained: number;
  readonly exportedHash: string | null;
}

interface Judged {
  readonly number: number;
  readonly expected: number;
  readonly previous: string;
  readonly gap: boolean;
  readonly changed: boolean;
  readonly unlinked: boolean;
  readonly skipped: boolean;
  readonly revision: 'REVISION_CHANGED' | 'REVISION_REMOVED' | null;
}

/**
 * Checks so many entries behind a place: their numbers, their hashes, what binds each to the one before, and that the
 * revisions they speak of are as they were written. At the end of the log also that it ends where its head says, and
 * holds the entry `exported`, and that there is no revision of which no entry speaks. One statement, one more to name what
 * is wrong, and one more at the end of the log.
 */
export async function checkAuditPage(
  connection: Pick<Connection, 'query'>,
  after: AuditPlace,
  size: number,
  exported: AuditPlace | null = null,
): Promise<AuditPage> {
  const [row] = await connection.query<Row>(pageStatement, [
    after.number === 0 ? null : after.number,
    after.hash,
    size,
    exported?.number ?? null,
  ]);
  const { checked, bad } = row!;
  const complete = checked < size;
  const last: AuditPlace =
    row!.number === null ? after : { number: Number(row!.number), hash: row!.hash ?? '' };
  const page = { checked, last, complete };
  if (bad) return { ...page, problem: await nameProblem(connection, bad) };
  if (!complete) return { ...page, problem: null };
  return { ...page, problem: endProblem(row!, last, exported) ?? (await insertedRevision(connection, last)) };
}

/** The first revision that came in past the log. */
async function insertedRevision(
  { query }: Pick<Connection, 'query'>,
  last: AuditPlace,
): Promise<AuditProblem | null> {
  const [found] = await query<{ kind: string; key: string; revision: number }>(`
    SELECT r.kind, r.key, r.revision FROM "Revision" r WHERE NOT EXISTS (
      SELECT FROM "AuditEntry" e WHERE e.kind = r.kind AND e."recordId" = r."recordId" AND e.revision = r.revision
        AND e.outcome = 'DONE' AND e.digest IS NOT NULL)
    ORDER BY r.at, r.kind, r.key, r.revision LIMIT 1`);
  if (!found) return null;
  const { kind, key, revision } = found;
  const message = `no entry speaks of revision ${revision} of ${kind} ${key}: it was put in past the log`;
  return { kind: 'REVISION_INSERTED', number: last.number + 1, message };
}

/** `skipped`: the entry behind it does not know it. A revision may be gone when its record was removed for good. */
const pageStatement = `
  WITH page AS (
    SELECT * FROM "AuditEntry" WHERE $1::bigint IS NULL OR number > $1::bigint ORDER BY number LIMIT $3::int
  ), judged AS MATERIALIZED (
    SELECT e.number, e.hash,
      coalesce(lag(e.number) OVER chain, $1::bigint, 0) + 1 AS expected,
      e.hash <> sha256(e.previous || audit_content(e.at, e."actorId", e."actorName", e.door, e.operation, e.outcome, e.kind,
        e."recordId", e.key, e.revision, e.reason, e.digest)) AS changed,
      e.previous,
      e.previous <> coalesce(lag(e.hash) OVER chain, decode($2, 'hex')) AS unlinked,
      coalesce(lead(e.previous) OVER chain = coalesce(lag(e.hash) OVER chain, decode($2, 'hex')), false) AS skipped,
      CASE
        WHEN e.digest IS NULL OR e.outcome <> 'DONE' THEN NULL
        WHEN r.id IS NULL THEN CASE WHEN EXISTS (
          SELECT FROM "AuditEntry" gone WHERE gone.kind = e.kind AND gone."recordId" = e."recordId"
            AND gone.operation = 'REMOVE' AND gone.number > e.number) THEN NULL ELSE 'REVISION_REMOVED' END
        WHEN e.digest <> revision_digest(r.document, r.changed)
          OR (r.key, r.operation, r.at, r."actorId", r."actorName", r.door, r.reason) IS DISTINCT FROM
            (e.key, e.operation, e.at, e."actorId", e."actorName", e.door, e.reason) THEN 'REVISION_CHANGED'
      END AS revision
    FROM page e LEFT JOIN "Revision" r ON r.kind = e.kind AND r."recordId" = e."recordId" AND r.revision = e.revision
    WINDOW chain AS (ORDER BY e.number)
  )
  SELECT count(*)::int AS checked, max(number)::text AS number,
    encode((array_agg(hash ORDER BY number DESC))[1], 'hex') AS hash,
    (SELECT jsonb_build_object('number', number, 'expected', expected, 'previous', encode(previous, 'hex'), 'gap', number <> expected,
       'changed', changed, 'unlinked', unlinked, 'skipped', skipped, 'revision', revision)
     FROM judged WHERE number <> expected OR changed OR unlinked OR revision IS NOT NULL ORDER BY number LIMIT 1) AS bad,
    (SELECT number::text FROM "AuditHead") AS "headNumber", (SELECT encode(hash, 'hex') FROM "AuditHead") AS "headHash",
    (SELECT count(*)::int FROM "AuditEvent") AS unchained,
    (SELECT encode(hash, 'hex') FROM "AuditEntry" WHERE number = $4::bigint) AS "exportedHash"
  FROM judged`;

async function nameProblem({ query }: Pick<Connection, 'query'>, bad: Judged): Promise<AuditProblem> {
  const { number, expected } = bad;
  if (number > expected) {
    const which =
      number - expected === 1 ? `entry ${expected} is` : `entries ${expected} to ${number - 1} are`;
    return { kind: 'REMOVED', number: expected, message: `${which} missing` };
  }
  if (number < expected)
    return { kind: 'INSERTED', number, message: `entry ${number} stands where no entry can` };
  if (bad.changed && bad.skipped)
    return {
      kind: 'INSERTED',
      number,
      message: `entry ${number} was put in: the one behind it does not know it`,
    };
  if (bad.changed)
    return { kind: 'CHANGED', number, message: `entry ${number} does not say what was written` };
  if (bad.unlinked) {
    const [known] = await query<{ number: string }>(
      `SELECT number::text FROM "AuditEntry" WHERE hash = decode($1, 'hex') LIMIT 1`,
      [bad.previous],
    );
    return unlinked(number, known ? Number(known.number) : bad.previous === beforeFirst.hash ? 0 : null);
  }
  return bad.revision === 'REVISION_REMOVED'
    ? { kind: 'REVISION_REMOVED', number, message: `the revision that entry ${number} speaks of is gone` }
    : {
        kind: 'REVISION_CHANGED',
        number,
        message: `the revision that entry ${number} speaks of is not as it was written`,
      };
}

/** An entry that is whole and is bound to another than the one before it. `knows`: where that one stands. */
function unlinked(number: number, knows: number | null): AuditProblem {
  if (knows === null)
    return { kind: 'REMOVED', number, message: `the entry that was written before entry ${number} is gone` };
  return knows < number
    ? { kind: 'INSERTED', number: knows + 1, message: `entry ${knows + 1} was put in behind entry ${knows}` }
    : {
        kind: 'REORDERED',
        number,
        message: `entry ${number} was written behind what is now entry ${knows}`,
      };
}

function endProblem(row: Row, last: AuditPlace, exported: AuditPlace | null): AuditProblem | null {
  const head = Number(row.headNumber ?? 0);
  if (head > last.number)
    return {
      kind: 'CUT',
      number: last.number + 1,
      message: `the log ends with entry ${last.number}, and entry ${head} was its last`,
    };
  if (head < last.number)
    return {
      kind: 'INSERTED',
      number: head + 1,
      message: `entry ${head + 1} stands behind the last that was written`,
    };
  if (row.headHash !== last.hash)
    return { kind: 'CHANGED', number: head, message: `entry ${head} is not the last that was written` };
  if (row.unchained > 0)
    return {
      kind: 'UNCHAINED',
      number: head + 1,
      message: `${row.unchained} writes never came into the log: a trigger of the database was off`,
    };
  if (exported && exported.number > last.number)
    return {
      kind: 'CUT',
      number: last.number + 1,
      message: `the log ends with entry ${last.number}, and had ${exported.number} when its head was exported`,
    };
  if (exported && exported.number > 0 && row.exportedHash !== exported.hash)
    return {
      kind: 'REWRITTEN',
      number: exported.number,
      message: `entry ${exported.number} is not the one whose head was exported: it, or one before it, was written anew`,
    };
  return null;
}

/** The last entry as the log itself says. */
export async function readAuditHead({ query }: Pick<Connection, 'query'>): Promise<AuditPlace> {
  const [row] = await query<{ number: string; hash: string }>(
    `SELECT number::text, encode(hash, 'hex') AS hash FROM "AuditHead"`,
  );
  return row ? { number: Number(row.number), hash: row.hash } : beforeFirst;
}
