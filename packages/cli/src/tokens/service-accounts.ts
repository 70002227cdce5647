import {
  ArchiveServiceAccountDocument,
  CreateServiceAccountDocument,
  ServiceAccountsDocument,
  type ServiceAccountsQuery,
} from '@steward/client/operations.generated.ts';
import { entriesOf, PageProblem } from '@steward/client/pages.ts';
import { userErrorOf } from '@steward/client/problem.ts';
import { connected } from '../connected.ts';
import { accept, type ExitCode, exit, type Outcome, refuse } from '../exit.ts';
import { refusalOf } from '../find-server.ts';
import type { Terminal } from '../terminal.ts';

export interface AccountOptions {
  readonly server?: string;
  readonly json?: boolean;
  readonly archived?: boolean;
  readonly key?: string;
  readonly description?: string;
  readonly administrator?: boolean;
  readonly reason?: string;
}

type Account = ServiceAccountsQuery['serviceAccounts']['nodes'][number];

/** `steward service-accounts list`. */
export async function listAccounts(options: AccountOptions, terminal: Terminal): Promise<Outcome<ExitCode>> {
  const client = connected(options, terminal);
  if (!client.ok) return client;
  const found: Account[] = [];
  const entries = entriesOf(async (after) => {
    const includeArchived = options.archived ?? false;
    const answer = await client.value.ask(ServiceAccountsDocument, { includeArchived, after });
    return answer.ok ? { ok: true, data: answer.data.serviceAccounts } : answer;
  });
  try {
    for await (const account of entries) found.push(account);
  } catch (problem) {
    if (problem instanceof PageProblem) return refusalOf({ ok: false, problem: problem.problem });
    throw problem;
  }
  await terminal.print(options.json ? `${JSON.stringify(found, null, 2)}\n` : found.map(lineOf).join(''));
  return accept(exit.done);
}

const lineOf = ({ key, name, administrator, archivedAt }: Account): string =>
  `${key}  ${name}${administrator ? ', administrator' : ''}${archivedAt === null ? '' : `, archived ${archivedAt}`}\n`;

/** `steward service-accounts create`. */
export async function createAccount(
  name: string,
  options: AccountOptions,
  terminal: Terminal,
): Promise<Outcome<ExitCode>> {
  const client = connected(options, terminal);
  if (!client.ok) return client;
  const { key, description = null, administrator = false, reason = null } = options;
  const input = { name, description, administrator, reason, idempotencyKey: crypto.randomUUID() };
  const answer = await client.value.ask(CreateServiceAccountDocument, {
    input: { ...input, ...(key === undefined ? {} : { key }) },
  });
  if (!answer.ok) return refusalOf(answer);
  const made = answer.data.createServiceAccount;
  const error = userErrorOf(made);
  if (error) return refuse(exit.findings, error.message);
  const account = 'serviceAccount' in made ? made.serviceAccount : null;
  await terminal.print(options.json ? `${JSON.stringify(account)}\n` : `${account?.key ?? ''}\n`);
  terminal.note(`make it a token with \`steward tokens create <name> --service-account ${account?.key}\`\n`);
  return accept(exit.done);
}

/** `steward service-accounts archive`: all its tokens are refused from then on. */
export async function archiveAccount(
  key: string,
  options: AccountOptions,
  terminal: Terminal,
): Promise<Outcome<ExitCode>> {
  const client = connected(options, terminal);
  if (!client.ok) return client;
  const { reason = null } = options;
  const input = { key, reason, expectedRevision: null, idempotencyKey: crypto.randomUUID() };
  const answer = await client.value.ask(ArchiveServiceAccountDocument, { input });
  if (!answer.ok) return refusalOf(answer);
  const error = userErrorOf(answer.data.archiveServiceAccount);
  if (error) return refuse(exit.findings, error.message);
  await terminal.print(
    options.json ? `${JSON.stringify({ key })}\n` : `${key} is archived: its tokens are refused\n`,
  );
  return accept(exit.done);
}
