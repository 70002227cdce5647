import type { StewardClient } from '@steward/client/create-client.ts';
import {
  type AccessTokenPartsFragment,
  CreateAccessTokenDocument,
  RevokeAccessTokenDocument,
  type TokenScope,
  TokensOfDocument,
  ViewerTokensDocument,
} from '@steward/client/operations.generated.ts';
import { userErrorOf } from '@steward/client/problem.ts';
import { connected } from '../connected.ts';
import { accept, type ExitCode, exit, type Outcome, refuse, wrongUse } from '../exit.ts';
import { refusalOf } from '../find-server.ts';
import type { Terminal } from '../terminal.ts';
import { printedTokens, wordsOf } from './print.ts';

interface ServerOptions {
  readonly server?: string;
  readonly json?: boolean;
}

interface HolderOptions {
  readonly person?: string;
  readonly serviceAccount?: string;
}

export interface ListOptions extends ServerOptions, HolderOptions {
  readonly ended?: boolean;
}

export interface CreateOptions extends ServerOptions, HolderOptions {
  readonly scope?: string;
  readonly days?: string;
  readonly reason?: string;
}

export interface RevokeOptions extends ServerOptions {
  readonly reason?: string;
}

type Token = AccessTokenPartsFragment;

const bothHolders = ({ person, serviceAccount }: HolderOptions): boolean =>
  person !== undefined && serviceAccount !== undefined;
const oneHolder = 'choose one of --person and --service-account';

/** `steward tokens list`. */
export async function listTokens(options: ListOptions, terminal: Terminal): Promise<Outcome<ExitCode>> {
  if (bothHolders(options)) return wrongUse(oneHolder);
  const client = connected(options, terminal);
  if (!client.ok) return client;
  const tokens = await tokensOf(client.value, options);
  if (!tokens.ok) return tokens;
  const { value } = tokens;
  await terminal.print(
    options.json ? `${JSON.stringify(value, null, 2)}\n` : printedTokens(value, terminal.now()),
  );
  if (value.length === 0 && !options.json)
    terminal.note('there are none: make one with `steward tokens create`\n');
  return accept(exit.done);
}

async function tokensOf(client: StewardClient, options: ListOptions): Promise<Outcome<readonly Token[]>> {
  const { person = null, serviceAccount = null, ended: includeEnded = false } = options;
  if (person === null && serviceAccount === null) {
    const answer = await client.ask(ViewerTokensDocument, { includeEnded });
    return answer.ok ? accept(answer.data.viewer.accessTokens) : refusalOf(answer);
  }
  const answer = await client.ask(TokensOfDocument, { person, serviceAccount, includeEnded });
  if (!answer.ok) return refusalOf(answer);
  const tokens = answer.data.accessTokens;
  const noun = person === null ? 'service account' : 'person';
  return tokens
    ? accept(tokens)
    : refuse(exit.findings, `no ${noun} in use has the key "${person ?? serviceAccount}"`);
}

const scopes: Readonly<Record<string, TokenScope>> = { read: 'READ', write: 'WRITE', admin: 'ADMIN' };

/** `steward tokens create`: the text of the token is the whole answer, so that it can be piped to where it is kept. */
export async function createToken(
  name: string,
  options: CreateOptions,
  terminal: Terminal,
): Promise<Outcome<ExitCode>> {
  if (bothHolders(options)) return wrongUse(oneHolder);
  const words = (options.scope ?? 'read').split(',').map((word) => word.trim());
  const unknown = words.find((word) => !scopes[word]);
  if (unknown !== undefined)
    return wrongUse(
      `--scope names "${unknown}": choose of ${Object.keys(scopes).join(', ')}, with commas between`,
    );
  const days = options.days === undefined ? null : Number(options.days);
  if (days !== null && !Number.isInteger(days))
    return wrongUse(`--days is "${options.days}": give a whole number`);
  const client = connected(options, terminal);
  if (!client.ok) return client;
  const input = {
    ...{ name, expiresInDays: days, scopes: words.map((word) => scopes[word]!) },
    ...{ person: options.person ?? null, serviceAccount: options.serviceAccount ?? null },
    ...{ reason: options.reason ?? null, idempotencyKey: crypto.randomUUID() },
  };
  const answer = await client.value.ask(CreateAccessTokenDocument, { input });
  if (!answer.ok) return refusalOf(answer);
  const made = answer.data.createAccessToken;
  const error = userErrorOf(made);
  if (error) return refuse(exit.findings, error.message);
  if (!('text' in made) || made.text === null || made.accessToken === null)
    return refuse(exit.findings, 'the server made a token and did not show it: revoke it, and make another');
  const { accessToken, text } = made;
  await terminal.print(options.json ? `${JSON.stringify({ ...accessToken, text }, null, 2)}\n` : `${text}\n`);
  terminal.note(
    `${accessToken.name}: may ${wordsOf(accessToken.scopes)}, until ${accessToken.expiresAt}; shown this once. ` +
      `\`steward tokens revoke ${accessToken.id}\` ends it\n`,
  );
  return accept(exit.done);
}

/** `steward tokens revoke`. */
export async function revokeTokens(
  ids: readonly string[],
  options: RevokeOptions,
  terminal: Terminal,
): Promise<Outcome<ExitCode>> {
  const client = connected(options, terminal);
  if (!client.ok) return client;
  const revoked: Token[] = [];
  for (const id of ids) {
    const input = { id, reason: options.reason ?? null, idempotencyKey: crypto.randomUUID() };
    const answer = await client.value.ask(RevokeAccessTokenDocument, { input });
    if (!answer.ok) return refusalOf(answer);
    const result = answer.data.revokeAccessToken;
    const error = userErrorOf(result);
    if (error) return refuse(exit.findings, `${id}: ${error.message}`);
    if ('accessToken' in result && result.accessToken) revoked.push(result.accessToken);
  }
  await terminal.print(
    options.json
      ? `${JSON.stringify(revoked, null, 2)}\n`
      : revoked.map(({ name, id }) => `${name} (${id}) is refused within 5 seconds everywhere\n`).join(''),
  );
  return accept(exit.done);
}
