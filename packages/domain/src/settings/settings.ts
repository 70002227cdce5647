import { type OidcValues, oidcDeclarations } from './oidc-declarations.ts';
import {
  logLevels,
  type ParsedSetting,
  parseDatabaseUrl,
  parseHost,
  parseHosts,
  parseLogLevel,
  parseOrigin,
  parseOrigins,
  parsePath,
  parsePort,
  parseServer,
  parseToken,
} from './parse-setting.ts';

/** Every setting of the server and its clients, as read. Null where there is no default. */
export interface Settings extends OidcValues {
  /** Address the server listens on; another than loopback only with sign-in. */
  readonly host: string;
  /** TCP port the server listens on; 0 lets the system choose. */
  readonly port: number;
  /** Directory of the embedded database, as written; null leaves the place to the server. */
  readonly data: string | null;
  /** Address of a PostgreSQL database; null means the embedded one. Secret. */
  readonly databaseUrl: string | null;
  readonly logLevel: (typeof logLevels)[number];
  /** Address of the server a client speaks to, without a slash at the end; null lets the client find a local one. */
  readonly server: string | null;
  /** Token a client signs in with. Secret. */
  readonly token: string | null;
  /** File with the key that signs heads of the audit log, as written; null leaves the place to the server. */
  readonly auditKey: string | null;
  /** Origins of pages that may call the API, besides the server's own. */
  readonly allowedOrigins: readonly string[];
  /** Names and addresses, besides loopback, under which the server is called. */
  readonly allowedHosts: readonly string[];
  /** Origin under which others reach the server, as a proxy in front of it has it; null: as each request names it. */
  readonly publicUrl: string | null;
}

/** One setting: the names it has at each door, what it accepts, what it is when nobody says. */
export interface SettingDeclaration<T> {
  /** Name of the flag without its dashes; null when there is none. */
  readonly flag: string | null;
  /** Name of the environment variable; null when there is none. */
  readonly environment: string | null;
  /** Name in the configuration file, with a dot where it stands inside of another; null when it may not stand there. */
  readonly key: string | null;
  readonly default: T;
  readonly description: string;
  /** What it looks like, in words. */
  readonly accepts: string;
  /** Never shown, not even in an error. */
  readonly secret: boolean;
  /** JSON type in the configuration file. */
  readonly json: 'string' | 'integer' | 'list of strings' | 'object';
  /**
   * Reads the text of a flag or variable; a list of the file comes as its items, an object as its JSON. The problem
   * says what is wrong and the fix.
   */
  readonly parse: (texts: readonly string[]) => ParsedSetting<T>;
}

const one =
  <T>(parse: (text: string) => ParsedSetting<T>) =>
  (texts: readonly string[]): ParsedSetting<T> =>
    parse(texts[0] ?? '');

/** The one declaration of every setting. */
export const settingDeclarations: { readonly [N in keyof Settings]: SettingDeclaration<Settings[N]> } = {
  host: {
    flag: 'host',
    environment: 'STEWARD_HOST',
    key: 'host',
    default: '127.0.0.1',
    description: 'Address the server listens on',
    accepts: 'a loopback address (127.0.0.1, ::1 or localhost), or with sign-in another one',
    secret: false,
    json: 'string',
    parse: one(parseHost),
  },
  port: {
    flag: 'port',
    environment: 'STEWARD_PORT',
    key: 'port',
    default: 4000,
    description: 'TCP port the server listens on',
    accepts: 'a number from 1 to 65535, or 0 to let the system choose one',
    secret: false,
    json: 'integer',
    parse: one(parsePort),
  },
  data: {
    flag: 'data',
    environment: 'STEWARD_DATA',
    key: 'data',
    default: null,
    description: 'Directory of the embedded database',
    accepts: 'a path',
    secret: false,
    json: 'string',
    parse: one(parsePath),
  },
  databaseUrl: {
    flag: null,
    environment: 'DATABASE_URL',
    key: 'databaseUrl',
    default: null,
    description: 'PostgreSQL database to use in place of the embedded one',
    accepts: 'an address such as postgresql://user:password@host:5432/steward',
    secret: true,
    json: 'string',
    parse: one(parseDatabaseUrl),
  },
  logLevel: {
    flag: 'log-level',
    environment: 'STEWARD_LOG_LEVEL',
    key: 'logLevel',
    default: 'info',
    description: 'Least severe messages that the server logs',
    accepts: `one of ${logLevels.join(', ')}`,
    secret: false,
    json: 'string',
    parse: one(parseLogLevel),
  },
  server: {
    flag: 'server',
    environment: 'STEWARD_SERVER',
    key: 'server',
    default: null,
    description: 'Address of the server that the command line and the editor speak to',
    accepts: 'an address such as http://127.0.0.1:4000',
    secret: false,
    json: 'string',
    parse: one(parseServer),
  },
  token: {
    flag: null,
    environment: 'STEWARD_TOKEN',
    key: null,
    default: null,
    description: 'Token that the command line signs in with',
    accepts: 'the text that `steward token` prints',
    secret: true,
    json: 'string',
    parse: one(parseToken),
  },
  auditKey: {
    flag: null,
    environment: 'STEWARD_AUDIT_KEY',
    key: 'auditKey',
    default: null,
    description: 'File with the key that signs heads of the audit log',
    accepts: 'a path; a key is made where no file is',
    secret: false,
    json: 'string',
    parse: one(parsePath),
  },
  allowedOrigins: {
    flag: null,
    environment: null,
    key: 'allowedOrigins',
    default: [],
    description: 'Exact origins of pages that may call the API from a browser',
    accepts: 'a list such as ["https://portal.example.org"]',
    secret: false,
    json: 'list of strings',
    parse: parseOrigins,
  },
  allowedHosts: {
    flag: null,
    environment: null,
    key: 'allowedHosts',
    default: [],
    description: 'Names, besides loopback, under which the server is called',
    accepts: 'a list such as ["steward.example.org"]',
    secret: false,
    json: 'list of strings',
    parse: parseHosts,
  },
  publicUrl: {
    flag: null,
    environment: 'STEWARD_PUBLIC_URL',
    key: 'publicUrl',
    default: null,
    description: 'Origin under which others reach the server',
    accepts: 'an address such as https://steward.example.org',
    secret: false,
    json: 'string',
    parse: one(parseOrigin),
  },
  ...oidcDeclarations,
};

export type SettingName = keyof Settings;

export const settingNames = Object.keys(settingDeclarations) as readonly SettingName[];

export const defaultSettings = Object.fromEntries(
  settingNames.map((name) => [name, settingDeclarations[name].default]),
) as unknown as Settings;

/** True for variables that begin with STEWARD_ and are no settings: they belong to the tests. */
export const isTestVariable = (name: string): boolean =>
  name === 'STEWARD_SAMPLES' || name.startsWith('STEWARD_TEST_');
