import { type Connection, connect } from './connection.ts';
import { databaseError } from './driver-error.ts';

/** Made by the migrations; it may read and write, and not change what the audit log says. */
export const appRole = 'steward_app';

/**
 * What keeps the audit log as it was written. ROLE: the server works as a role that has no way to it. TRIGGERS: where
 * the site does not let a role be made, refusals that the owner of the tables could take away.
 */
export type AuditProtection = 'ROLE' | 'TRIGGERS';

export interface AsAppRole {
  readonly connection: Connection;
  readonly protection: AuditProtection;
}

/**
 * The same database for what a server does with it, once the migrations are through: they need the owner. Whatever later
 * migrations have added is granted first. The connection that is given is closed when another one takes its place.
 */
export async function asAppRole(opened: Connection): Promise<AsAppRole> {
  const asOwner: AsAppRole = { connection: opened, protection: 'TRIGGERS' };
  if (!(await hasAuditLog(opened))) return asOwner;
  if (!(await isGranted(opened))) await grant(opened);
  if (!(await isGranted(opened))) return asOwner;
  try {
    if (opened.engine === 'embedded') {
      await opened.query(`SET ROLE ${appRole}`);
      return { connection: opened, protection: 'ROLE' };
    }
    const connection = await connect({ kind: 'postgres', url: opened.url, role: appRole });
    await opened.close();
    return { connection, protection: 'ROLE' };
  } catch (error) {
    if (!isRefused(error)) throw error;
    return asOwner;
  }
}

/** What protects the audit log of a database as it stands; null when it has none yet. */
export async function auditProtection(connection: Connection): Promise<AuditProtection | null> {
  if (!(await hasAuditLog(connection))) return null;
  return (await isGranted(connection)) ? 'ROLE' : 'TRIGGERS';
}

/** Databases of tests have migrations of their own. */
async function hasAuditLog({ query }: Connection): Promise<boolean> {
  const [row] = await query<{ found: string | null }>(
    `SELECT to_regprocedure('public.grant_to_steward_app()')::text AS found`,
  );
  return row?.found != null;
}

/** Whether whoever is connected may become the role, and the role has what it needs and no more. */
async function isGranted({ query }: Pick<Connection, 'query'>): Promise<boolean> {
  const [role] = await query<{ found: boolean }>(`SELECT to_regrole($1) IS NOT NULL AS found`, [appRole]);
  if (!role?.found) return false;
  const [row] = await query<{ granted: boolean }>(
    `SELECT pg_has_role(current_user, $1, 'MEMBER')
       AND bool_and(has_table_privilege($1, c.oid, 'SELECT'))
       AND NOT has_table_privilege($1, 'public."AuditEntry"', 'INSERT, UPDATE, DELETE, TRUNCATE, TRIGGER') AS granted
     FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'S')`,
    [appRole],
  );
  return row?.granted ?? false;
}

async function grant({ query }: Connection): Promise<void> {
  try {
    await query('SELECT public.grant_to_steward_app()');
  } catch (error) {
    // Another server grants the same at this moment, or the tables belong to somebody else.
    if (databaseError(error) === null) throw error;
  }
}

const isRefused = (error: unknown): boolean => /^(42501|22023|28)/.test(databaseError(error)?.sqlState ?? '');
