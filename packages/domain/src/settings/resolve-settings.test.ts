import { describe, expect, it } from 'vitest';
import { describeSettings } from './describe-settings.ts';
import { resolveSettings, type SettingSources } from './resolve-settings.ts';
import { settingDeclarations, settingNames } from './settings.ts';

const fileName = 'steward.config.json';
const resolve = (given: Partial<SettingSources>) =>
  resolveSettings({ flags: {}, environment: {}, file: null, fileName, ...given });
const settings = (given: Partial<SettingSources>) => {
  const resolved = resolve(given);
  if (!resolved.ok) throw new Error(resolved.problems.join('\n'));
  return resolved.settings;
};
const problems = (given: Partial<SettingSources>) => {
  const resolved = resolve(given);
  return resolved.ok ? [] : resolved.problems;
};

describe('resolveSettings', () => {
  it('has a default for every setting', () => {
    expect(resolve({})).toEqual({
      ok: true,
      settings: {
        host: '127.0.0.1',
        port: 4000,
        data: null,
        databaseUrl: null,
        logLevel: 'info',
        server: null,
        token: null,
        auditKey: null,
        allowedOrigins: [],
        allowedHosts: [],
        publicUrl: null,
        oidcIssuer: null,
        oidcAudience: null,
        oidcClientId: 'steward',
        oidcScopes: ['openid', 'profile', 'email'],
        oidcLoginClaim: 'preferred_username',
        oidcNameClaim: 'name',
        oidcEmailClaim: 'email',
        oidcGroupClaims: ['groups', 'realm_access.roles'],
        oidcGroups: {},
      },
      from: Object.fromEntries(settingNames.map((name) => [name, { kind: 'default', name: 'default' }])),
    });
  });

  it('a flag counts before the environment, that before the file, and each says where it came from', () => {
    const file = JSON.stringify({ port: 4001, logLevel: 'warn', host: 'localhost', $schema: 'x' });
    const environment = { STEWARD_PORT: '4002', STEWARD_LOG_LEVEL: 'debug', HOME: '/home/ada' };
    const resolved = resolve({ file, environment, flags: { port: '4003', 'log-level': undefined } });
    expect(resolved).toMatchObject({
      ok: true,
      settings: { port: 4003, logLevel: 'debug', host: 'localhost' },
      from: {
        port: { kind: 'flag', name: '--port' },
        logLevel: { kind: 'environment', name: 'STEWARD_LOG_LEVEL' },
        host: { kind: 'file', name: 'host in steward.config.json' },
        data: { kind: 'default' },
      },
    });
  });

  it('reads every setting at every door it has', () => {
    const texts = {
      host: '::1',
      port: '65535',
      data: './data',
      databaseUrl: 'postgres://u:p@db:5432/steward',
      logLevel: 'trace',
      server: 'https://steward.example.org',
      token: 'abc.DEF-123',
    } as const;
    for (const [name, text] of Object.entries(texts)) {
      const { flag, environment, key } = settingDeclarations[name as keyof typeof texts];
      const expected = { [name]: name === 'port' ? 65_535 : text };
      if (flag !== null) expect(settings({ flags: { [flag]: text } })).toMatchObject(expected);
      if (environment !== null)
        expect(settings({ environment: { [environment]: text } })).toMatchObject(expected);
      if (key !== null)
        expect(settings({ file: JSON.stringify({ [key]: expected[name] }) })).toMatchObject(expected);
    }
    const allowedOrigins = ['https://portal.example.org', 'http://localhost:3000'];
    expect(settings({ file: JSON.stringify({ allowedOrigins }) }).allowedOrigins).toEqual(allowedOrigins);
  });

  it('is told by the documented names', () => {
    expect(settingNames.map((n) => settingDeclarations[n].flag)).toEqual([
      'host',
      'port',
      'data',
      null,
      'log-level',
      'server',
      ...Array(settingNames.length - 6).fill(null),
    ]);
    expect(settingNames.map((n) => settingDeclarations[n].environment)).toEqual([
      'STEWARD_HOST',
      'STEWARD_PORT',
      'STEWARD_DATA',
      'DATABASE_URL',
      'STEWARD_LOG_LEVEL',
      'STEWARD_SERVER',
      'STEWARD_TOKEN',
      'STEWARD_AUDIT_KEY',
      null,
      null,
      'STEWARD_PUBLIC_URL',
      'STEWARD_OIDC_ISSUER',
      'STEWARD_OIDC_AUDIENCE',
      'STEWARD_OIDC_CLIENT_ID',
      'STEWARD_OIDC_SCOPES',
      'STEWARD_OIDC_LOGIN_CLAIM',
      'STEWARD_OIDC_NAME_CLAIM',
      'STEWARD_OIDC_EMAIL_CLAIM',
      'STEWARD_OIDC_GROUP_CLAIMS',
      'STEWARD_OIDC_GROUPS',
    ]);
  });

  it('refuses unknown names at each door and says which was probably meant', () => {
    const keys = settingNames.flatMap((name) => settingDeclarations[name].key ?? []).join(', ');
    expect(
      problems({
        flags: { prot: '1', colour: 'red' },
        environment: { STEWARD_LOGLEVEL: 'info', STEWARD_TOKE: 'x', STEWARD_COLOUR: 'red', OTHER: 'x' },
        file: '{ "Port": 1, "log-level": "info", "color": 1, "__proto__": 1 }',
      }),
    ).toEqual([
      '--prot is not a setting: did you mean --port?',
      '--colour is not a setting: known here are --host, --port, --data, --log-level, --server',
      'STEWARD_LOGLEVEL is not a setting: did you mean STEWARD_LOG_LEVEL?',
      'STEWARD_TOKE is not a setting: did you mean STEWARD_TOKEN?',
      'STEWARD_COLOUR is not a setting: known here are STEWARD_HOST, STEWARD_PORT, STEWARD_DATA, DATABASE_URL, STEWARD_LOG_LEVEL, STEWARD_SERVER, STEWARD_TOKEN, STEWARD_AUDIT_KEY, STEWARD_PUBLIC_URL, STEWARD_OIDC_ISSUER, STEWARD_OIDC_AUDIENCE, STEWARD_OIDC_CLIENT_ID, STEWARD_OIDC_SCOPES, STEWARD_OIDC_LOGIN_CLAIM, STEWARD_OIDC_NAME_CLAIM, STEWARD_OIDC_EMAIL_CLAIM, STEWARD_OIDC_GROUP_CLAIMS, STEWARD_OIDC_GROUPS',
      'Port in steward.config.json is not a setting: did you mean port?',
      'log-level in steward.config.json is not a setting: did you mean logLevel?',
      `color in steward.config.json is not a setting: known here are ${keys}`,
      `__proto__ in steward.config.json is not a setting: known here are ${keys}`,
    ]);
  });

  it('takes a token from the environment alone, and a database from no flag', () => {
    const token = 'a token is read from the environment alone, as STEWARD_TOKEN';
    expect(problems({ flags: { token: 'secret' }, file: '{ "token": "secret" }' })).toEqual([
      `--token is not a setting: ${token}`,
      `token in steward.config.json is not a setting: ${token}`,
    ]);
    const database = 'set DATABASE_URL, or databaseUrl in the configuration file';
    expect(
      problems({
        flags: { 'database-url': 'x' },
        environment: { STEWARD_DATABASE_URL: 'postgres://a:b@c/d' },
      }),
    ).toEqual([
      `--database-url is not a setting: ${database}`,
      `STEWARD_DATABASE_URL is not a setting: ${database}`,
    ]);
  });

  it('leaves the variables of the tests alone', () => {
    expect(problems({ environment: { STEWARD_SAMPLES: '/samples', STEWARD_TEST_DATABASE: 'x' } })).toEqual(
      [],
    );
  });

  it('checks every value, the overruled ones too, and names them all at once', () => {
    expect(
      problems({
        flags: { port: '4000', host: 'localhost:80' },
        environment: { STEWARD_PORT: 'http', STEWARD_LOG_LEVEL: 'loud', STEWARD_DATA: ' ' },
        file: '{ "port": "4000", "host": 1, "allowedOrigins": "*", "server": "localhost:4000" }',
      }),
    ).toEqual([
      '--host is "localhost:80": give an address of this machine such as 127.0.0.1, without a port',
      'host in steward.config.json must be a JSON string',
      'STEWARD_PORT is "http": give a port from 1 to 65535, or 0 to let the system choose one',
      'port in steward.config.json must be a JSON integer',
      'STEWARD_DATA is empty: give a path, or leave it out',
      'STEWARD_LOG_LEVEL is "loud": choose one of trace, debug, info, warn, error, fatal, silent',
      'server in steward.config.json is "localhost:4000": give an address such as http://127.0.0.1:4000',
      'allowedOrigins in steward.config.json must be a JSON list of strings',
    ]);
  });

  it.each([
    [
      '{ "port": 4000, }',
      'steward.config.json is not JSON: check for a missing quote or comma, or a comma too many',
    ],
    ['', 'steward.config.json is not JSON: check for a missing quote or comma, or a comma too many'],
    ['[]', 'steward.config.json must hold one JSON object, such as { "port": 4000 }'],
    ['null', 'steward.config.json must hold one JSON object, such as { "port": 4000 }'],
  ])('refuses the file %s', (file, problem) => expect(problems({ file })).toEqual([problem]));

  it('reads a file that begins with a byte order mark', () => {
    expect(settings({ file: '\ufeff{ "port": 4005 }' }).port).toBe(4005);
  });
});

describe('secrets', () => {
  const secret = 'hunter2-Zz9';

  it('are in no problem', () => {
    const all = problems({
      environment: { DATABASE_URL: `mysql://root:${secret}@db/x`, STEWARD_TOKEN: `${secret} ${secret}` },
      file: JSON.stringify({
        databaseUrl: secret,
        server: `https://ada:${secret}@steward.example.org`,
        token: secret,
      }),
      flags: { token: secret },
    });
    expect(all).toHaveLength(6);
    expect(all.join('\n')).not.toContain(secret);
  });

  it('are masked where settings are shown', () => {
    const environment = { DATABASE_URL: `postgres://ada:${secret}@db/steward`, STEWARD_TOKEN: secret };
    const resolved = resolve({ environment, flags: { port: '0' } });
    const described = resolved.ok ? describeSettings(resolved) : [];
    expect(JSON.stringify(described)).not.toContain(secret);
    expect(described.map((s) => `${s.name}: ${s.value} (${s.from})`)).toEqual([
      'host: 127.0.0.1 (default)',
      'port: 0 (--port)',
      'data: not set (default)',
      'databaseUrl: set, not shown (DATABASE_URL)',
      'logLevel: info (default)',
      'server: not set (default)',
      'token: set, not shown (STEWARD_TOKEN)',
      'auditKey: not set (default)',
      'allowedOrigins: none (default)',
      'allowedHosts: none (default)',
      'publicUrl: not set (default)',
      'oidcIssuer: not set (default)',
      'oidcAudience: not set (default)',
      'oidcClientId: steward (default)',
      'oidcScopes: openid, profile, email (default)',
      'oidcLoginClaim: preferred_username (default)',
      'oidcNameClaim: name (default)',
      'oidcEmailClaim: email (default)',
      'oidcGroupClaims: groups, realm_access.roles (default)',
      'oidcGroups: none (default)',
    ]);
  });
});
