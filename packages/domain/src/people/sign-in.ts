import { slugOf } from '../record/key.ts';
import type { OidcSettings } from '../settings/oidc-settings.ts';
import { claimPath, type GroupGrant } from '../settings/parse-oidc.ts';

/** Who signed in, by a token that was found to be good. Issuer and subject say who it is; nothing else does. */
export interface SignedIn {
  readonly issuer: string;
  readonly subject: string;
  readonly issuedAt: Date;
  /** The instant from which it counts no more. */
  readonly expiresAt: Date;
  /** What a new person is made of. */
  readonly profile: { readonly key: string; readonly name: string; readonly email: string | null };
  /** What their groups give, each once. */
  readonly grants: readonly GroupGrant[];
}

/** What a token says of somebody, and what that gives them as configured. */
export function readProfile(
  claims: Readonly<Record<string, unknown>>,
  subject: string,
  oidc: OidcSettings,
): Pick<SignedIn, 'profile' | 'grants'> {
  const text = (name: string): string | null => {
    const value = own(claims, name);
    const plain = typeof value === 'string' ? value.replace(/[\p{Cc}\s]+/gu, ' ').trim() : '';
    return plain === '' ? null : plain;
  };
  const login = text(oidc.claims.login);
  const email = text(oidc.claims.email);
  const proven = claims.email_verified !== false && email !== null && isEmail(email);
  return {
    profile: {
      key: slugOf(login ?? '') || slugOf(subject) || 'person',
      name: (text(oidc.claims.name) ?? login ?? subject).slice(0, 200),
      email: proven ? email : null,
    },
    grants: grantsOf(claims, oidc),
  };
}

function grantsOf(claims: Readonly<Record<string, unknown>>, oidc: OidcSettings): GroupGrant[] {
  const groups = oidc.groupClaims.flatMap((path) => {
    let value: unknown = claims;
    for (const name of claimPath(path)) value = own(value, name);
    return [value].flat().filter((group) => typeof group === 'string');
  });
  const grants = groups.flatMap((group) => (Object.hasOwn(oidc.groups, group) ? oidc.groups[group]! : []));
  return [...new Map(grants.map((grant) => [grantName(grant), grant])).values()];
}

const own = (value: unknown, name: string): unknown =>
  value !== null && typeof value === 'object' && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;

const isEmail = (text: string): boolean => text.length <= 254 && /^[^@\s]+@[^@\s]+$/.test(text);

/** A grant as it is kept with an account, such as `administrator`, `team:red` or `role:owner@System:checkout`. */
export function grantName(grant: GroupGrant): string {
  if (grant.type === 'administrator') return 'administrator';
  return grant.type === 'team' ? `team:${grant.team}` : `role:${grant.role}@${grant.kind}:${grant.key}`;
}

/** The grant of such a name; null for what no version of Steward has written. */
export function grantNamed(name: string): GroupGrant | null {
  if (name === 'administrator') return { type: 'administrator' };
  const [, team] = /^team:(.+)$/.exec(name) ?? [];
  if (team !== undefined) return { type: 'team', team };
  const [, role, kind, key] = /^role:([^@]+)@([A-Za-z]+):(.+)$/.exec(name) ?? [];
  if (role === undefined || kind === undefined || key === undefined) return null;
  return { type: 'role', role, kind: kind as never, key };
}

export interface GrantChange {
  readonly give: readonly GroupGrant[];
  readonly take: readonly GroupGrant[];
}

/**
 * What a token changes of what earlier ones gave: nothing when it is older than the one looked at last; of two that were
 * issued in the same second neither gives what the other does not, so that they do not undo each other for ever.
 */
export function grantChange(
  { grants, issuedAt }: Pick<SignedIn, 'grants' | 'issuedAt'>,
  before: { readonly granted: readonly string[]; readonly claimsAt: Date | null },
): GrantChange {
  const later = before.claimsAt === null ? 1 : issuedAt.getTime() - before.claimsAt.getTime();
  if (later < 0) return { give: [], take: [] };
  const wanted = new Set(grants.map(grantName));
  return {
    give: later === 0 ? [] : grants.filter((grant) => !before.granted.includes(grantName(grant))),
    take: before.granted.filter((name) => !wanted.has(name)).flatMap((name) => grantNamed(name) ?? []),
  };
}
