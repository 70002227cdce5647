import { workingDaysBetween } from '../record/age.ts';
import type { RecordFinding } from '../record/finding.ts';
import { holdersAt, type RoleAssignment } from './role-assignment.ts';
import { type StandardRole, standardRoles } from './role-catalogue.ts';

/** A living record on which roles are held; leave out what is archived, closed or retired. */
export interface RoleScopeRecord {
  readonly kind: string;
  readonly key: string;
  /** When the record came into being, ISO 8601: a role never held has been vacant since then. */
  readonly since: string;
  readonly roles: readonly RoleAssignment[];
}

/** How long a mandatory role may be vacant before it is a finding, in working days (Monday to Friday, UTC). */
export const allowedVacancy = 5;

/**
 * A finding for every mandatory role that has had no holder for more than `allowed` working days. A deputy does
 * not fill a vacancy; a special role fills the general one it belongs to.
 */
export function vacancyFindings(
  records: readonly RoleScopeRecord[],
  now: string,
  options: { roles?: readonly StandardRole[]; allowed?: number } = {},
): RecordFinding[] {
  const roles = options.roles ?? standardRoles;
  const allowed = options.allowed ?? allowedVacancy;
  return records.flatMap((record) =>
    roles
      .filter((role) => role.mandatory.some((kind) => kind === record.kind))
      .flatMap((role) => {
        const since = vacantSince(record, role, roles, now);
        if (since === null || workingDaysBetween(since, now) <= allowed) return [];
        return [
          {
            code: 'MANDATORY_ROLE_VACANT',
            kind: record.kind,
            key: record.key,
            message: `has had no ${role.name} since ${since.slice(0, 10)}, more than ${allowed} working days: appoint one`,
          },
        ];
      }),
  );
}

function vacantSince(
  record: RoleScopeRecord,
  role: StandardRole,
  roles: readonly StandardRole[],
  now: string,
): string | null {
  const filling = roles.filter((r) => r.key === role.key || r.specialises === role.key).map((r) => r.key);
  if (filling.some((key) => holdersAt(record.roles, key, now).length > 0)) return null;
  const ends = record.roles
    .flatMap((a) => (filling.includes(a.role) && !a.deputy && a.to !== null ? [Date.parse(a.to)] : []))
    .filter((ended) => ended <= Date.parse(now));
  return ends.length === 0 ? record.since : new Date(Math.max(...ends)).toISOString();
}
