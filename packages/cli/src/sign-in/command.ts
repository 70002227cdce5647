import { createClient } from '@steward/client/create-client.ts';
import { WhoAmIDocument, type WhoAmIQuery } from '@steward/client/operations.generated.ts';
import { accept, type ExitCode, exit, type Outcome, refuse, wrongUse } from '../exit.ts';
import { connectServer, refusalOf } from '../find-server.ts';
import { readSettings } from '../read-settings.ts';
import type { Terminal } from '../terminal.ts';
import { codeFlow } from './code-flow.ts';
import { discoverIssuer } from './issuer.ts';
import { openBrowser } from './open-browser.ts';
import { forgetSignIn, keepSignIn, readSignIn, type StoredSignIn } from './stored-sign-in.ts';
import { whereToSignIn } from './where-to-sign-in.ts';

export interface SignInOptions {
  readonly server?: string;
  /** False for `--no-browser`. */
  readonly browser?: boolean;
}

const WAIT_MS = 5 * 60_000;

/** `steward sign-in`: signs in at the issuer of a server, and keeps what is needed for the next commands. */
export async function signIn(options: SignInOptions, terminal: Terminal): Promise<Outcome<ExitCode>> {
  const address = namedServer(options, terminal);
  if (!address.ok) return address;
  const where = await whereToSignIn(address.value);
  if (!where.ok) return where;
  const { server, issuer } = where.value;
  let stored: StoredSignIn;
  try {
    stored = await codeFlow({
      ...{ ...where.value, now: terminal.now, withinMs: WAIT_MS },
      show: (page) => {
        terminal.note(`Sign in on this page, in a browser on this machine:\n${page}\n`);
        if (options.browser !== false) openBrowser(page);
      },
    });
  } catch (error) {
    return refuse(
      exit.findings,
      `the sign-in at ${issuer} did not come about: ${whyOf(error)}; nothing was kept`,
    );
  }
  const { accessToken: token } = stored;
  const asked = await createClient({ address: server, token, client: 'cli' }).ask(WhoAmIDocument, {});
  if (!asked.ok)
    return asked.problem.kind === 'UNAUTHENTICATED'
      ? refuse(
          exit.findings,
          `${server} does not take the token of ${issuer}: whoever runs the server has to compare oidc.audience with \`aud\` of the tokens, and see that you are not archived there; nothing was kept`,
        )
      : refusalOf(asked);
  keepSignIn(terminal, stored);
  await terminal.print(`Signed in at ${server} as ${nameOf(asked.data.viewer)}\n`);
  return accept(exit.done);
}

/** What went wrong, in words; never a token or a code. */
function whyOf(error: unknown): string {
  const said = error as { error?: unknown; error_description?: unknown };
  if (typeof said.error === 'string')
    return `it says ${said.error}${typeof said.error_description === 'string' ? ` (${said.error_description})` : ''}`;
  return error instanceof Error ? error.message : 'it failed';
}

/** `steward sign-out`: forgets the sign-in, and tells the issuer that its refresh token is not needed any more. */
export async function signOut(
  options: { readonly server?: string },
  terminal: Terminal,
): Promise<Outcome<ExitCode>> {
  const address = namedServer(options, terminal);
  if (!address.ok) return address;
  const { origin } = new URL(address.value);
  const stored = readSignIn(terminal, origin);
  if (!stored) return refuse(exit.findings, `you are not signed in at ${origin}`);
  forgetSignIn(terminal, origin);
  const told = await tellIssuer(stored).catch(() => false);
  const still = told ? '' : '; the issuer could not be told, and may keep its own session';
  await terminal.print(`Signed out at ${origin}${still}\n`);
  return accept(exit.done);
}

async function tellIssuer({ issuer, clientId, refreshToken }: StoredSignIn): Promise<boolean> {
  if (refreshToken === null) return true;
  const { server, client, options } = await discoverIssuer(issuer, clientId);
  if (!server.revocation_endpoint) return false;
  const { None, processRevocationResponse, revocationRequest } = await import('oauth4webapi');
  await processRevocationResponse(
    await revocationRequest(...([server, client, None(), refreshToken, options] as const)),
  );
  return true;
}

/** `steward whoami`: who the server takes you for. */
export async function whoAmI(
  options: { readonly server?: string; readonly json?: boolean },
  terminal: Terminal,
): Promise<Outcome<ExitCode>> {
  const settings = readSettings(terminal, { server: options.server });
  if (!settings.ok) return settings;
  const client = connectServer(settings.value, terminal);
  if (!client.ok) return client;
  const asked = await client.value.ask(WhoAmIDocument, {});
  if (!asked.ok) return refusalOf(asked);
  const { viewer } = asked.data;
  await terminal.print(
    options.json
      ? `${JSON.stringify({ server: client.value.address, ...viewer }, null, 2)}\n`
      : `${nameOf(viewer)}, at ${client.value.address}\n  may      ${viewer.scopes.join(', ')}${viewer.administrator ? ', as an administrator' : ''}\n`,
  );
  return accept(exit.done);
}

function nameOf({ name, person, serviceAccount }: WhoAmIQuery['viewer']): string {
  const key = person?.key ?? serviceAccount?.key;
  return key == null || key === name ? name : `${name} (${key})`;
}

/** A sign-in belongs to one server, which has to be named: that of this machine needs none. */
function namedServer({ server }: { readonly server?: string }, terminal: Terminal): Outcome<string> {
  const settings = readSettings(terminal, { server });
  if (!settings.ok) return settings;
  return settings.value.settings.server === null
    ? wrongUse(
        'say at which server, with --server <address> or STEWARD_SERVER: one on this machine needs no sign-in',
      )
    : accept(settings.value.settings.server);
}
