import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { removeServerFile } from '@steward/client/server-file.ts';
import { defaultDataFolder, type Machine, serversFolder, stateFolder } from '@steward/client/user-folders.ts';
import { type OidcSettings, oidcSettings } from '@steward/domain/settings/oidc-settings.ts';
import { defaultSettings, type Settings } from '@steward/domain/settings/settings.ts';
import type { Logger } from 'pino';
import { createApi } from './api.ts';
import { signIn } from './people/sign-in-commands.ts';
import { ensureStandardRoles } from './people/standard-roles.ts';
import { type KeyProblem, keyFile } from './platform/audit/signing-key.ts';
import type { Actor, Context, Services } from './platform/context.ts';
import { type AuditProtection, auditProtection } from './platform/database/app-role.ts';
import { hasDatabase } from './platform/database/data-directory.ts';
import { connectPostgres, placeOf } from './platform/database/postgres-problem.ts';
import { type StartedDatabase, startDatabase } from './platform/database/start-database.ts';
import type { StartProblem } from './platform/database/start-problem.ts';
import type { DatabaseTarget } from './platform/database/target.ts';
import { createFeed } from './platform/feed/feed.ts';
import { adoptForeignEvents } from './platform/feed/read-events.ts';
import type { Allowed } from './platform/http/doors.ts';
import type { Phase } from './platform/http/health.ts';
import { createListener } from './platform/http/listener.ts';
import {
  drain,
  hostProblem,
  type ListenProblem,
  listenProblem,
  openServer,
} from './platform/http/open-server.ts';
import type { SignIn } from './platform/http/resource-metadata.ts';
import { createRoutes } from './platform/http/routes.ts';
import { ensureLocalPerson } from './platform/identity/ensure-local-person.ts';
import { createIdentity } from './platform/identity/identity.ts';
import { type LocalUser, localUser } from './platform/identity/local-user.ts';
import { issuerKeys } from './platform/identity/oidc/issuer-keys.ts';
import { tokenVerifier } from './platform/identity/oidc/verify-token.ts';
import { type PublishProblem, publishServer } from './platform/identity/publish-server.ts';
import { newToken } from './platform/identity/token.ts';
import { createLog } from './platform/log.ts';
import { createMetrics } from './platform/metrics.ts';
import { policies } from './policies.ts';
import { createSchema } from './schema.ts';

export { startProblemLine } from './platform/database/start-problem.ts';
export { createLog } from './platform/log.ts';
export { loadDemonstration } from './record/load-demonstration.ts';
export type { Context, Logger };

export type ServerSettings = Pick<
  Settings,
  'host' | 'port' | 'data' | 'databaseUrl' | 'logLevel' | 'allowedOrigins'
> &
  Partial<Omit<Settings, 'server' | 'token'>>;

export interface ServerOptions {
  settings: ServerSettings;
  /** Fills a new embedded database, before the first request; never called for any other. */
  demonstration?: (context: Context) => Promise<unknown>;
  log?: Logger;
  /** What stands for this process in the message to a second one, for example `steward start`. */
  command?: string;
  /** Who sits at this machine; asked at the first start. */
  whoever?: () => Promise<LocalUser>;
  machine?: Machine;
  /** Told, in words for a person, what takes long. */
  progress?: (what: string) => void;
  now?: () => Date;
}

/** `message` is what and where, `fix` what to do; each is one line. See `startProblemLine`. */
export type ServerProblem = StartProblem | ListenProblem | PublishProblem | KeyProblem;

export interface RunningServer {
  /** Such as http://127.0.0.1:4000. */
  address: string;
  /** The API. */
  url: string;
  /** The explorer page, with the token in the fragment. Secret. */
  explorerUrl: string;
  /** Secret. */
  token: string;
  /** Absolute path; null on PostgreSQL. */
  dataDirectory: string | null;
  /** True when no server was ready on this embedded database before. */
  firstStart: boolean;
  /** Migrations that this start applied. */
  applied: readonly string[];
  /** Takes no new request, lets those under way end, gives the database back. Twice is once. */
  close(): Promise<void>;
}

export type Migration =
  | { ok: true; applied: readonly string[]; place: string }
  | { ok: false; problem: StartProblem };

/** Brings the database to this version and leaves it to the next server; no request is answered. */
export async function migrateDatabase(
  settings: Pick<Settings, 'data' | 'databaseUrl'>,
  machine = thisMachine(),
): Promise<Migration> {
  const target = targetOf(settings, machine);
  const started = await startDatabase(target, { command: 'steward migrate', now: new Date() });
  if (!started.ok) return started;
  const { applied } = started.database;
  await started.database.close();
  return { ok: true, applied, place: target.kind === 'embedded' ? target.directory : 'PostgreSQL' };
}

export type PostgresAnswer =
  | { ok: true; place: string; protection: AuditProtection | null }
  | { ok: false; problem: StartProblem };

/**
 * Whether a PostgreSQL that a server could use answers at that DATABASE_URL, and what protects its audit log; null before
 * its first start. Writes nothing there.
 */
export async function lookAtPostgres(url: string): Promise<PostgresAnswer> {
  const connected = await connectPostgres(url);
  if (!connected.ok) return connected;
  const protection = await auditProtection(connected.value);
  await connected.value.close();
  return { ok: true, place: placeOf(url), protection };
}

export type ServerStart = { ok: true; server: RunningServer } | { ok: false; problem: ServerProblem };

const DRAIN_MS = 10_000;

/** Brings the whole server up, or says why not and leaves nothing held. */
export async function startServer(options: ServerOptions): Promise<ServerStart> {
  const { settings, now = () => new Date(), log = createLog(settings.logLevel) } = options;
  const machine = options.machine ?? thisMachine();
  const target = targetOf(settings, machine);
  // Nobody who finds the port taken is left with a new database.
  const isNew = target.kind === 'embedded' && !hasDatabase(target.directory);
  const oidc = signInOf(settings);
  const problem = hostProblem(settings.host, oidc !== null) ?? (isNew ? await listenProblem(settings) : null);
  if (problem) return { ok: false, problem };
  const { command = 'steward serve', progress } = options;
  const started = await startDatabase(target, { command, now: now(), ...(progress ? { progress } : {}) });
  if (!started.ok) return started;
  const { database } = started;
  try {
    const start = await serve({ ...options, now, log, machine }, target, database);
    if (!start.ok) await database.close();
    return start;
  } catch (error) {
    await database.close();
    throw error;
  }
}

type Complete = ServerOptions & Required<Pick<ServerOptions, 'now' | 'log' | 'machine'>>;

async function serve(options: Complete, target: OnDisk, database: StartedDatabase): Promise<ServerStart> {
  const { settings, log, now, machine } = options;
  const oidc = signInOf(settings);
  const { publicUrl = null } = settings;
  const where: SignIn | null = oidc && { ...oidc, publicUrl };
  const allowed = allowedBy(settings);
  const feed = createFeed(database.connection);
  const auditKey = keyFile(settings.auditKey ?? auditKeyFile(target, machine));
  const services: Services = { database, policies, log, now, feed, auditKey };
  if (database.protection === 'TRIGGERS')
    log.warn('the audit log is protected by triggers alone: `steward doctor` says what to do');
  const token = newToken();
  let phase: Phase = 'starting';
  let actor: Actor | null = null;
  const identity = createIdentity({
    ...{ database, now, local: { token, actor: () => actor } },
    oidc: oidc && {
      verify: tokenVerifier(oidc, issuerKeys(oidc), now),
      signIn: (who) => signIn(services, who),
    },
  });
  const { authenticate, watch } = identity;
  const api = createApi({ schema: createSchema(), services, authenticate, watch, allowed, signIn: where });
  const metrics = createMetrics();
  const listener = createListener(
    createRoutes({ api, database, metrics, log, authenticate, allowed, signIn: where, phase: () => phase }),
  );
  const listening = await openServer(listener, settings);
  if (!listening.ok) return listening;
  const { address } = listening;
  const folder = serversFolder(machine);
  const dataDirectory = target.kind === 'embedded' ? target.directory : null;
  const stop = async () => {
    phase = 'draining';
    removeServerFile(folder, process.pid);
    feed.close();
    await drain(listener, DRAIN_MS);
    await identity.close();
  };
  try {
    actor = await prepare(options, services, database.firstStart);
    database.announce(address);
    const file = { address, process: process.pid, dataDirectory, token, startedAt: now().toISOString() };
    const problem = publishServer(folder, file) ?? auditKey.problem();
    if (problem) {
      await stop();
      return { ok: false, problem };
    }
  } catch (error) {
    await stop();
    throw error;
  }
  phase = 'ready';
  log.info({ address, database: database.kind, dataDirectory }, 'ready');
  let closing: Promise<void> | undefined;
  const close = async () => {
    await stop();
    await database.close();
    log.info('stopped');
  };
  return {
    ok: true,
    server: {
      address,
      url: `${address}/graphql`,
      explorerUrl: `${address}/explorer#token=${token}`,
      token,
      dataDirectory,
      firstStart: database.firstStart,
      applied: database.applied,
      close: () => {
        closing ??= close();
        return closing;
      },
    },
  };
}

/** What must stand in the database before the first request. Answers with who acts for every local request. */
async function prepare(options: Complete, services: Services, firstStart: boolean): Promise<Actor> {
  const server: Actor = {
    ...{ personId: null, serviceAccountId: null, name: 'Steward', administrator: true },
    token: null,
  };
  const context: Context = {
    ...services,
    ...{ requestId: 'start', actor: server, door: 'SYSTEM', signal: new AbortController().signal },
  };
  await adoptForeignEvents(services.database.connection);
  const roles = await ensureStandardRoles(context);
  if (roles > 0) services.log.info({ roles }, 'added standard roles');
  const actor = await ensureLocalPerson(context, options.whoever ?? localUser);
  if (firstStart && options.demonstration) {
    options.progress?.('Filling it with the demonstration');
    await options.demonstration({ ...context, actor, door: 'DEMO' });
  }
  return actor;
}

const signInOf = (settings: ServerSettings): OidcSettings | null =>
  oidcSettings({ ...defaultSettings, ...settings });

function allowedBy({ host, allowedOrigins, allowedHosts = [], publicUrl = null }: ServerSettings): Allowed {
  const called = publicUrl === null ? [] : [new URL(publicUrl)];
  return {
    origins: [...allowedOrigins, ...called.map(({ origin }) => origin)],
    hosts: [host, ...allowedHosts, ...called.map(({ hostname }) => hostname.replace(/^\[(.*)\]$/, '$1'))],
  };
}

type OnDisk = Extract<DatabaseTarget, { kind: 'embedded' | 'postgres' }>;

function targetOf(settings: Pick<Settings, 'data' | 'databaseUrl'>, machine: Machine): OnDisk {
  return settings.databaseUrl !== null
    ? { kind: 'postgres', url: settings.databaseUrl }
    : { kind: 'embedded', directory: resolve(settings.data ?? defaultDataFolder(machine)) };
}

/** With the data where it is in a directory, else with what the user's other servers leave. */
const auditKeyFile = (target: OnDisk, machine: Machine): string =>
  join(target.kind === 'embedded' ? target.directory : stateFolder(machine), 'audit-key.pem');

function thisMachine(): Machine {
  return { platform: process.platform, environment: process.env, home: homedir() };
}
