import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { createClient } from '@steward/client/create-client.ts';
import { RepositoryIndexDocument } from '@steward/client/operations.generated.ts';
import { defaultDataFolder } from '@steward/client/user-folders.ts';
import { fetchOf, findServer, howToStart, machineOf, runningServers } from '../find-server.ts';
import type { CliSettings } from '../read-settings.ts';
import { loadServer } from '../server-entry.ts';
import type { Terminal } from '../terminal.ts';
import { keyOfWorkingCopy, workingCopyRoot } from '../working-copy.ts';

/** One thing that was looked at. `fix` says what to do; null when all is well. */
export interface Check {
  readonly name: string;
  readonly state: 'ok' | 'note' | 'problem';
  readonly says: string;
  readonly fix: string | null;
}

const ok = (name: string, says: string): Check => ({ name, state: 'ok', says, fix: null });
const note = (name: string, says: string, fix: string | null = null): Check => ({
  name,
  state: 'note',
  says,
  fix,
});
const problem = (name: string, says: string, fix: string): Check => ({ name, state: 'problem', says, fix });

/** Looks at everything the programs need, and changes nothing. */
export async function checks(settings: CliSettings, terminal: Terminal): Promise<Check[]> {
  return [
    node(),
    git(),
    ...(await data(settings, terminal)),
    ...(await issuer(settings)),
    ...(await servers(settings, terminal)),
    repository(terminal),
  ];
}

function node(): Check {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 18)
    ? ok('node', process.versions.node)
    : problem('node', process.versions.node, 'install Node 22.18 or newer');
}

function git(): Check {
  const found = spawnSync('git', ['--version'], { encoding: 'utf8' });
  return found.status === 0
    ? ok('git', found.stdout.trim())
    : note('git', 'not found', 'install git: without it the repository and its files have to be named');
}

async function data({ settings }: CliSettings, terminal: Terminal): Promise<Check[]> {
  if (settings.databaseUrl !== null) return postgres(settings.databaseUrl);
  const folder = resolve(terminal.cwd, settings.data ?? defaultDataFolder(machineOf(terminal)));
  const there = existsSync(folder);
  if (mayWrite(there ? folder : nearest(folder)))
    return [there ? ok('data', folder) : note('data', `${folder}, which the first start makes`)];
  return [problem('data', `${folder} can not be written`, 'mend its permissions, or name another by --data')];
}

async function postgres(url: string): Promise<Check[]> {
  const { lookAtPostgres } = await loadServer();
  const answer = await lookAtPostgres(url);
  if (!answer.ok) return [problem('data', answer.problem.message, answer.problem.fix)];
  const found = ok('data', `in PostgreSQL, by DATABASE_URL: ${answer.place} answers`);
  if (answer.protection === null) return [found];
  return [
    found,
    answer.protection === 'ROLE'
      ? ok('audit', 'the server works as the role steward_app, which can not change the audit log')
      : note(
          'audit',
          'triggers alone protect the audit log: the user of DATABASE_URL owns it and may take them away',
          `as an administrator of that PostgreSQL: CREATE ROLE steward_app NOLOGIN; GRANT steward_app TO "${decodeURIComponent(new URL(url).username)}"; and start the server again`,
        ),
  ];
}

function nearest(folder: string): string {
  let at = folder;
  while (!existsSync(at) && dirname(at) !== at) at = dirname(at);
  return at;
}

function mayWrite(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Nothing where nobody signs in. */
async function issuer({ settings }: CliSettings): Promise<Check[]> {
  const { oidcIssuer, oidcClientId } = settings;
  if (oidcIssuer === null) return [];
  const name = 'sign-in';
  try {
    const { discoverIssuer } = await import('../sign-in/issuer.ts');
    await discoverIssuer(oidcIssuer, oidcClientId);
    return [ok(name, `the issuer ${oidcIssuer} answers`)];
  } catch {
    return [
      problem(
        name,
        `the issuer ${oidcIssuer} does not answer, or calls itself by another name`,
        'open <issuer>/.well-known/openid-configuration and set oidc.issuer to what stands there',
      ),
    ];
  }
}

async function servers(settings: CliSettings, terminal: Terminal): Promise<Check[]> {
  const running = runningServers(terminal);
  const found = findServer(settings, terminal);
  const known = running.map((file) =>
    note(
      'running',
      `${file.address}, process ${file.process}, data ${file.dataDirectory ?? 'in PostgreSQL'}, since ${file.startedAt}`,
    ),
  );
  if (!found) return [...known, problem('server', 'none runs for you here', howToStart)];
  const { address, token, by } = found;
  const name = 'server';
  const ready = await answers(`${address}/ready`);
  if (!ready.ok) return [...known, problem(name, `${address} (by ${by}): ${ready.says}`, howToStart)];
  const client = createClient({ address, token, client: 'cli', timeout: 5_000, ...fetchOf(found, terminal) });
  const asked = await client.ask(RepositoryIndexDocument, { repository: 'demo/steward', knownRevision: '' });
  if (asked.ok) return [...known, ok(name, `${address} (by ${by}) is ready and takes the token`)];
  const fix =
    asked.problem.kind === 'UNAUTHENTICATED'
      ? 'set STEWARD_TOKEN to what `steward token` prints on its machine'
      : 'look into the log of the server';
  return [...known, problem(name, `${address} (by ${by}): ${asked.problem.message}`, fix)];
}

async function answers(address: string): Promise<{ ok: boolean; says: string }> {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(5_000) });
    const text = await response.text();
    return { ok: response.status === 200, says: `HTTP ${response.status} ${text.trim().slice(0, 200)}` };
  } catch {
    return { ok: false, says: 'does not answer' };
  }
}

function repository(terminal: Terminal): Check {
  const root = workingCopyRoot(terminal.cwd);
  if (root === null) return note('repository', 'you stand in no working copy');
  const key = keyOfWorkingCopy(root);
  if (key === null)
    return note(
      'repository',
      `${root} has no key`,
      `write "repository: <key>" into ${join(root, '.steward.yaml')}`,
    );
  return ok('repository', `${key} at ${root}`);
}
