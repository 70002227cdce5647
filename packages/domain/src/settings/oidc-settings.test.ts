import { describe, expect, it } from 'vitest';
import { oidcSettings } from './oidc-settings.ts';
import { claimPath } from './parse-oidc.ts';
import { resolveSettings } from './resolve-settings.ts';

const resolve = (oidc: unknown, more: object = {}, environment: Record<string, string> = {}) =>
  resolveSettings({
    flags: {},
    environment,
    file: JSON.stringify({ ...more, oidc }),
    fileName: 'steward.config.json',
  });
const read = (...given: Parameters<typeof resolve>) => {
  const resolved = resolve(...given);
  return resolved.ok ? oidcSettings(resolved.settings) : resolved.problems;
};

const issuer = 'https://keycloak.example.org/realms/acme';
const least = { issuer, audience: 'steward' };

describe('the block oidc', () => {
  it('is none unless it is given, and needs an issuer and an audience', () => {
    expect(read(undefined)).toBeNull();
    expect(read(least)).toEqual({
      ...least,
      ...{ clientId: 'steward', scopes: ['openid', 'profile', 'email'] },
      claims: { login: 'preferred_username', name: 'name', email: 'email' },
      ...{ groupClaims: ['groups', 'realm_access.roles'], groups: {} },
    });
  });

  it('says what each group gives', () => {
    const groups = {
      'steward-admins': { administrator: true },
      '/teams/Red': [{ team: 'Red' }, { role: 'system-owner', on: 'system:Checkout' }],
    };
    expect(read({ ...least, groups })).toMatchObject({
      groups: {
        'steward-admins': [{ type: 'administrator' }],
        '/teams/Red': [
          { type: 'team', team: 'red' },
          { type: 'role', role: 'system-owner', kind: 'System', key: 'checkout' },
        ],
      },
    });
  });

  it('may stand in the environment in whole or in part', () => {
    const environment = {
      STEWARD_OIDC_AUDIENCE: 'other',
      STEWARD_OIDC_SCOPES: 'openid offline_access',
      STEWARD_OIDC_GROUP_CLAIMS: 'groups resource_access.steward.roles',
      STEWARD_OIDC_GROUPS: '{"red":{"team":"red"}}',
    };
    expect(read(least, {}, environment)).toMatchObject({
      ...{ issuer, audience: 'other', scopes: ['openid', 'offline_access'] },
      groupClaims: ['groups', 'resource_access.steward.roles'],
      groups: { red: [{ type: 'team', team: 'red' }] },
    });
  });

  it('lets the server listen elsewhere than on loopback, which it does not without', () => {
    const hosts = { host: '0.0.0.0', allowedHosts: ['steward.example.org'] };
    expect(resolve(least, hosts)).toMatchObject({ ok: true, settings: hosts });
    expect(read(undefined, hosts)).toEqual([
      'host in steward.config.json is "0.0.0.0": without sign-in Steward listens on this machine alone; use 127.0.0.1, ::1 or localhost, or set oidc.issuer',
    ]);
  });

  const at = (name: string) => `${name} in steward.config.json`;
  const forms =
    'give { "administrator": true }, { "team": "<key>" } or { "role": "<key>", "on": "system:<key>" }, or a list of them';
  it.each([
    [[], `${at('oidc')} must be a JSON object, such as { "issuer": "https://..." }`],
    [{ ...least, isuer: 'x' }, `${at('oidc.isuer')} is not a setting: did you mean oidc.issuer?`],
    [{ issuer }, `${at('oidc.issuer')} is set and oidc.audience is not: `],
    [{ audience: 'a' }, `${at('oidc.audience')} says how to sign in, and oidc.issuer is not set: `],
    [{ ...least, issuer: 'keycloak' }, `${at('oidc.issuer')} is "keycloak": give an address such as`],
    [
      { ...least, issuer: 'http://keycloak.example.org' },
      `${at('oidc.issuer')} is "http://keycloak.example.org": an issuer elsewhere than on this machine must be reached by https`,
    ],
    [{ ...least, scopes: ['profile'] }, `${at('oidc.scopes')} lacks "openid": `],
    [{ ...least, scopes: 'openid' }, `${at('oidc.scopes')} must be a JSON list of strings`],
    [{ ...least, groupClaims: ['a..b'] }, `${at('oidc.groupClaims')} holds "a..b": `],
    [{ ...least, groups: ['x'] }, `${at('oidc.groups')} must be a JSON object`],
    [
      { ...least, groups: { x: { admin: true } } },
      `${at('oidc.groups')} gives "x" nothing that Steward knows: ${forms}`,
    ],
    [{ ...least, groups: { x: { administrator: false } } }, `${at('oidc.groups')} gives "x" nothing`],
    [
      { ...least, groups: { x: { role: 'owner', on: 'server:a' } } },
      `${at('oidc.groups')} gives "x" a role on "server:a": name a record by kind and key`,
    ],
  ])('refuses %j', (oidc, problem) => {
    const problems = read(oidc);
    expect(problems).toHaveLength(1);
    expect((problems as string[])[0]).toContain(problem);
  });

  it('takes plain http from an issuer on this machine alone', () => {
    expect(read({ ...least, issuer: 'http://127.0.0.1:9000' })).toMatchObject({
      issuer: 'http://127.0.0.1:9000',
    });
    expect(read({ ...least, issuer: 'http://localhost.evil.org' })).toHaveLength(1);
  });
});

describe('claimPath', () => {
  it('goes down at each dot that is not escaped', () => {
    expect(claimPath('resource_access.my\\.client.roles')).toEqual(['resource_access', 'my.client', 'roles']);
  });
});
