import { isLoopbackName } from './loopback.ts';
import type { ParsedSetting } from './parse-setting.ts';

/** What being in a group gives: administrator, membership of a team, or a role on one record. */
export type GroupGrant =
  | { readonly type: 'administrator' }
  | { readonly type: 'team'; readonly team: string }
  | { readonly type: 'role'; readonly role: string; readonly kind: RoleScope; readonly key: string };

/** Kinds of records on which a group may give a role, as they stand before the colon. */
export const roleScopes = {
  portfolio: 'Portfolio',
  program: 'Program',
  project: 'Project',
  system: 'System',
  component: 'Component',
  process: 'Process',
} as const;

export type RoleScope = (typeof roleScopes)[keyof typeof roleScopes];

const read = <T>(value: T): ParsedSetting<T> => ({ ok: true, value });
const refuse = (problem: string): { ok: false; problem: string } => ({ ok: false, problem });

/** Exactly as given: an issuer is compared letter by letter. */
export function parseIssuer(text: string): ParsedSetting<string> {
  const fix = 'give an address such as https://keycloak.example.org/realms/acme';
  if (text.includes('@')) return refuse(`holds a user or a password: ${fix}`);
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) return refuse(`is "${text}": ${fix}`);
  const { protocol, hostname, search, hash } = new URL(text);
  if (search !== '' || hash !== '') return refuse(`is "${text}": leave out what follows "?" or "#"`);
  if (protocol === 'http:' && !isLoopbackName(hostname))
    return refuse(`is "${text}": an issuer elsewhere than on this machine must be reached by https`);
  return read(text);
}

export function parseWord(text: string): ParsedSetting<string> {
  return /^[\x21-\x7e]{1,255}$/.test(text)
    ? read(text)
    : refuse(`is "${text}": give up to 255 letters without spaces`);
}

/** RFC 6749: a scope holds neither spaces, quotes nor backslashes. */
export function parseScopes(texts: readonly string[]): ParsedSetting<readonly string[]> {
  const scopes = wordsOf(texts);
  const wrong = scopes.find((scope) => !/^[\x21\x23-\x5b\x5d-\x7e]+$/.test(scope));
  if (wrong !== undefined) return refuse(`holds "${wrong}": a scope has no quotes and no backslashes`);
  return scopes.includes('openid') ? read(scopes) : refuse('lacks "openid": add it, or nobody can sign in');
}

export function parseClaim(text: string): ParsedSetting<string> {
  return /^\S{1,255}$/.test(text) ? read(text) : refuse(`is "${text}": give the name of one claim`);
}

export function parseClaimPaths(texts: readonly string[]): ParsedSetting<readonly string[]> {
  const paths = wordsOf(texts);
  const wrong = paths.find((path) => claimPath(path).some((name) => name === ''));
  return wrong === undefined
    ? read(paths)
    : refuse(`holds "${wrong}": give names with dots between, such as realm_access.roles`);
}

/** The names along a path; a dot inside of a name is written `\.`. */
export const claimPath = (path: string): string[] =>
  path.split(/(?<!\\)\./).map((name) => name.replaceAll('\\.', '.'));

const wordsOf = (texts: readonly string[]): string[] => [
  ...new Set(texts.flatMap((text) => text.split(/[\s,]+/)).filter((word) => word !== '')),
];

const grantForms =
  'give { "administrator": true }, { "team": "<key>" } or { "role": "<key>", "on": "system:<key>" }, or a list of them';

export function parseGroups(text: string): ParsedSetting<Readonly<Record<string, readonly GroupGrant[]>>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse('is not JSON: check for a missing quote or comma, or a comma too many');
  }
  if (!isObject(value)) return refuse('must be a JSON object with a name of a group on each left side');
  const groups: [string, readonly GroupGrant[]][] = [];
  for (const [name, given] of Object.entries(value)) {
    const grants: GroupGrant[] = [];
    for (const item of [given].flat()) {
      const grant = grantOf(item);
      if (typeof grant === 'string') return refuse(`gives "${name}" ${grant}`);
      grants.push(grant);
    }
    groups.push([name, grants]);
  }
  return read(Object.fromEntries(groups));
}

/** A grant, or what is wrong with it. */
function grantOf(item: unknown): GroupGrant | string {
  const nothing = `nothing that Steward knows: ${grantForms}`;
  if (!isObject(item)) return nothing;
  const names = Object.keys(item).sort().join(' ');
  const { administrator, team, role, on } = item;
  if (names === 'administrator' && administrator === true) return { type: 'administrator' };
  if (names === 'team' && isKey(team)) return { type: 'team', team: team.toLowerCase() };
  if (names !== 'on role' || !isKey(role) || typeof on !== 'string') return nothing;
  const [scope = '', key = ''] = on.split(/:(.*)/s);
  if (!Object.hasOwn(roleScopes, scope) || !isKey(key))
    return `a role on "${on}": name a record by kind and key, the kind one of ${Object.keys(roleScopes).join(', ')}`;
  return {
    ...{ type: 'role', role: role.toLowerCase(), key: key.toLowerCase() },
    kind: roleScopes[scope as keyof typeof roleScopes],
  };
}

const isKey = (value: unknown): value is string =>
  typeof value === 'string' && /^[a-z0-9][a-z0-9._~-]{0,126}$/i.test(value);

const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
