import { gapsOf, holdersAt, type RoleAssignment } from '../people/role-assignment.ts';
import { isFresh } from '../record/age.ts';
import type { RecordFinding } from '../record/finding.ts';

/** Days after which the description of a system, and its list of dependencies, want confirming again. */
export const descriptionDays = 365;
export const dependencyMapDays = 180;

/** Stages in which clients rely on a system. */
export const liveStages: readonly string[] = ['PRODUCTION', 'ENTERPRISE', 'RETIRING'];

interface SystemRecord {
  readonly key: string;
  readonly stage: string;
  readonly offered: boolean;
  readonly team: string | null;
  readonly purpose: string | null;
  readonly inScope: readonly string[];
  readonly boundaryNote: string | null;
  readonly describedAt: string | null;
  readonly dependenciesConfirmedAt: string | null;
  readonly noAgreementReason: string | null;
  readonly roles: readonly RoleAssignment[];
}

const empty = (text: string | null): boolean => text === null || text.trim() === '';
const day = (instant: string): string => instant.slice(0, 10);
const inUse = (system: { readonly stage: string }): boolean => system.stage !== 'RETIRED';
const isLive = (system: { readonly stage: string }): boolean => liveStages.includes(system.stage);

const finding = (key: string, code: string, message: string): RecordFinding => ({
  code,
  kind: 'System',
  key,
  message,
});

/** Each product (a system that is offered) is run by one team that is there. */
export function productTeamFindings(
  systems: readonly Pick<SystemRecord, 'key' | 'stage' | 'offered' | 'team'>[],
  teams: readonly { readonly key: string }[],
): RecordFinding[] {
  const known = new Set(teams.map((t) => t.key));
  return systems
    .filter((s) => s.offered && inUse(s) && (s.team === null || !known.has(s.team)))
    .map(({ key, team }) =>
      finding(
        key,
        'PRODUCT_WITHOUT_TEAM',
        team === null
          ? 'is offered to clients and no team runs it: name the one that does'
          : `names the team ${team}, which is not there: name another or restore it`,
      ),
    );
}

/** Purpose, scope and boundary of each system are described, and were confirmed within 365 days. */
export function descriptionFindings(
  systems: readonly Pick<
    SystemRecord,
    'key' | 'stage' | 'purpose' | 'inScope' | 'boundaryNote' | 'describedAt'
  >[],
  now: string,
): RecordFinding[] {
  return systems.filter(inUse).flatMap(({ key, purpose, inScope, boundaryNote, describedAt }) => {
    const missing = [
      ...(empty(purpose) ? ['purpose'] : []),
      ...(inScope.every(empty) ? ['scope (inScope)'] : []),
      ...(empty(boundaryNote) ? ['boundary (boundaryNote)'] : []),
    ];
    if (missing.length > 0)
      return [finding(key, 'SYSTEM_NOT_DESCRIBED', `has no ${missing.join(', no ')}: describe it`)];
    if (isFresh(describedAt, descriptionDays, now)) return [];
    const last = describedAt === null ? 'was never confirmed' : `was last confirmed on ${day(describedAt)}`;
    const message = `has a description that ${last}: read it again and confirm it (every ${descriptionDays} days)`;
    return [finding(key, 'SYSTEM_DESCRIPTION_STALE', message)];
  });
}

/** Each system has exactly one System Owner now, and has had one at a time without gaps since its first. */
export function systemOwnerFindings(
  systems: readonly Pick<SystemRecord, 'key' | 'stage' | 'roles'>[],
  now: string,
): RecordFinding[] {
  return systems.filter(inUse).flatMap(({ key, roles }) => {
    const owners = holdersAt(roles, 'system-owner', now);
    const found: RecordFinding[] = [];
    if (owners.length === 0)
      found.push(finding(key, 'SYSTEM_WITHOUT_OWNER', 'has no System Owner: appoint one'));
    if (owners.length > 1) {
      const names = owners.map((o) => o.person ?? o.team).join(', ');
      const message = `has ${owners.length} System Owners (${names}): end all holdings but one`;
      found.push(finding(key, 'SYSTEM_WITH_SEVERAL_OWNERS', message));
    }
    for (const gap of gapsOf(roles, 'system-owner', now))
      if (gap.to !== null)
        found.push(
          finding(
            key,
            'SYSTEM_OWNER_GAP',
            `had no System Owner from ${day(gap.from)} to ${day(gap.to)}: say who answered for it then`,
          ),
        );
    return [...found, ...pastOverlaps(key, roles, now)];
  });
}

function pastOverlaps(key: string, roles: readonly RoleAssignment[], now: string): RecordFinding[] {
  const past = roles
    .filter((a) => a.role === 'system-owner' && !a.deputy && Date.parse(a.from) <= Date.parse(now))
    .sort((a, b) => Date.parse(a.from) - Date.parse(b.from));
  return past.flatMap((next, index) => {
    const earlier = past
      .slice(0, index)
      .find((a) => a.to !== null && Date.parse(a.to) > Date.parse(next.from));
    if (earlier === undefined) return [];
    const both = `${earlier.person ?? earlier.team} and ${next.person ?? next.team}`;
    const message = `had two System Owners from ${day(next.from)} (${both}): correct the periods`;
    return [finding(key, 'SYSTEM_OWNER_OVERLAP', message)];
  });
}

/** Each live system has had its list of dependencies confirmed within 180 days. */
export function dependencyMapFindings(
  systems: readonly Pick<SystemRecord, 'key' | 'stage' | 'dependenciesConfirmedAt'>[],
  now: string,
): RecordFinding[] {
  return systems
    .filter((s) => isLive(s) && !isFresh(s.dependenciesConfirmedAt, dependencyMapDays, now))
    .map(({ key, dependenciesConfirmedAt: at }) => {
      const last = at === null ? 'were never confirmed' : `were last confirmed on ${day(at)}`;
      const message = `has dependencies that ${last}: go through them and confirm them (every ${dependencyMapDays} days)`;
      return finding(key, 'DEPENDENCIES_NOT_CONFIRMED', message);
    });
}

interface AgreementRecord {
  readonly key: string;
  readonly systems: readonly string[];
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

/** Each live system has an agreement that is valid now, or a reason why it was decided to have none. */
export function agreementFindings(
  systems: readonly Pick<SystemRecord, 'key' | 'stage' | 'noAgreementReason'>[],
  agreements: readonly AgreementRecord[],
  now: string,
): RecordFinding[] {
  const covered = new Set(agreements.filter((a) => isValid(a, now)).flatMap((a) => a.systems));
  return systems
    .filter((s) => isLive(s) && empty(s.noAgreementReason) && !covered.has(s.key))
    .map(({ key }) => {
      const own = agreements.filter((a) => a.systems.includes(key)).map((a) => a.key);
      const fix = 'agree on one, or say in noAgreementReason why there is none';
      return own.length === 0
        ? finding(key, 'SERVICE_WITHOUT_AGREEMENT', `is live and has no service level agreement: ${fix}`)
        : finding(
            key,
            'AGREEMENT_NOT_VALID',
            `is live and none of its agreements (${own.join(', ')}) is valid now: ${fix}`,
          );
    });
}

const isValid = ({ validFrom, validTo }: AgreementRecord, now: string): boolean =>
  (validFrom === null || Date.parse(validFrom) <= Date.parse(now)) &&
  (validTo === null || Date.parse(now) < Date.parse(validTo));
