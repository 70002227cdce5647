import { homedir } from 'node:os';
import process from 'node:process';
import { createClient, type StewardClient } from '@steward/client/create-client.ts';
import type { Answer } from '@steward/client/problem.ts';
import { readServerFiles, type ServerFile } from '@steward/client/server-file.ts';
import { type Machine, serversFolder } from '@steward/client/user-folders.ts';
import { accept, exit, type Outcome, type Refusal, refuse } from './exit.ts';
import type { CliSettings } from './read-settings.ts';
import { signedInFetch } from './sign-in/signed-in-fetch.ts';
import { readSignIn } from './sign-in/stored-sign-in.ts';
import type { Terminal } from './terminal.ts';

/** The machine as the user's settings see it. */
export const machineOf = (terminal: Terminal): Machine => ({
  platform: process.platform,
  environment: terminal.environment,
  home: homedir(),
});

export interface FoundServer {
  readonly address: string;
  readonly token: string | null;
  /** True when somebody signed in there, and no token is given: see `fetchOf`. */
  readonly signedIn: boolean;
  /** How it was found, for people. */
  readonly by: string;
}

/** The server to speak to: the one the settings name, else the one this user started last on this machine. */
export function findServer(settings: CliSettings, terminal: Terminal): FoundServer | null {
  const { server, token } = settings.settings;
  const running = runningServers(terminal);
  if (server !== null) {
    const known = running.find((file) => file.address === server);
    const own = token ?? known?.token ?? null;
    const signedIn = own === null && readSignIn(terminal, server) !== null;
    return { address: server, token: own, signedIn, by: settings.from.server.name };
  }
  const [newest] = running;
  return newest
    ? {
        address: newest.address,
        token: token ?? newest.token,
        signedIn: false,
        by: `process ${newest.process}, which runs for you here`,
      }
    : null;
}

export const runningServers = (terminal: Terminal): ServerFile[] =>
  readServerFiles(serversFolder(machineOf(terminal)));

export const howToStart =
  'start one with `npx --yes pnpm@12 start` in the folder of Steward, or with `steward serve`, or name one with --server <address>';

/** What brings the sign-in along, where there is one. */
export const fetchOf = ({ address, signedIn }: FoundServer, terminal: Terminal): { fetch?: typeof fetch } =>
  signedIn ? { fetch: signedInFetch(terminal, address) } : {};

/** A client for that server, or how to get one. */
export function connectServer(settings: CliSettings, terminal: Terminal): Outcome<StewardClient> {
  const found = findServer(settings, terminal);
  return found
    ? accept(
        createClient({
          address: found.address,
          token: found.token,
          client: 'cli',
          ...fetchOf(found, terminal),
        }),
      )
    : refuse(exit.unreachable, `no Steward server runs for you here: ${howToStart}`);
}

/** What a command says and exits with when the server gives no answer. */
export function refusalOf({ problem }: Extract<Answer<never>, { ok: false }>): Refusal {
  if (problem.kind === 'UNREACHABLE')
    return refuse(exit.unreachable, problem.late ? problem.message : `${problem.message}; ${howToStart}`);
  if (problem.kind === 'UNAUTHENTICATED')
    return refuse(
      exit.findings,
      `${problem.message}, and set it as STEWARD_TOKEN; at a server elsewhere, \`steward sign-in\``,
    );
  const request = problem.requestId === null ? '' : ` (request ${problem.requestId})`;
  return refuse(
    problem.code === 'UNAVAILABLE' ? exit.unreachable : exit.findings,
    `${problem.message}${request}`,
  );
}
