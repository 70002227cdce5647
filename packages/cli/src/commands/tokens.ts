import type { Command } from 'commander';
import type { Run } from '../program.ts';
import type { Terminal } from '../terminal.ts';
import type { CreateOptions, ListOptions, RevokeOptions } from '../tokens/command.ts';
import type { AccountOptions } from '../tokens/service-accounts.ts';
import { serverOption } from './server-option.ts';

/** Access tokens, and the programs that act by themselves. */
export function addTokens(program: Command, run: Run, terminal: Terminal): void {
  const tokens = program
    .command('tokens')
    .description('Access tokens of yours, of other people and of service accounts')
    .helpCommand(false);
  const load = () => import('../tokens/command.ts');
  holderOptions(tokens.command('list').description('Tokens in use, the newest first'))
    .option('--ended', 'those that are revoked or over too')
    .option('--json', 'print JSON')
    .option(...serverOption)
    .action((options: ListOptions) => run(async () => (await load()).listTokens(options, terminal)));
  holderOptions(
    tokens.command('create <name>').description('Make a token and print it; it is shown this once'),
  )
    .option('--scope <scopes>', 'what it may be used for: read, write, admin, with commas between', 'read')
    .option('--days <number>', 'days until it ends, 1 to 365; 90 unless given')
    .option('--reason <text>', 'why, for the audit')
    .option('--json', 'print JSON')
    .option(...serverOption)
    .addHelpText(
      'after',
      '\nExamples:\n  steward tokens create laptop --scope read,write\n' +
        '  steward tokens create ci --service-account nightly-import --scope write --days 30',
    )
    .action((name: string, options: CreateOptions) =>
      run(async () => (await load()).createToken(name, options, terminal)),
    );
  tokens
    .command('revoke <id...>')
    .description('End tokens for good, by the ids that `steward tokens list` prints')
    .option('--reason <text>', 'why, for the audit')
    .option('--json', 'print JSON')
    .option(...serverOption)
    .action((ids: string[], options: RevokeOptions) =>
      run(async () => (await load()).revokeTokens(ids, options, terminal)),
    );
  addServiceAccounts(program, run, terminal);
}

const holderOptions = (command: Command): Command =>
  command
    .option('--person <key>', 'of that person; for administrators')
    .option('--service-account <key>', 'of that service account; for administrators');

function addServiceAccounts(program: Command, run: Run, terminal: Terminal): void {
  const accounts = program
    .command('service-accounts')
    .description('Programs that act by themselves, such as pipelines')
    .helpCommand(false);
  const load = () => import('../tokens/service-accounts.ts');
  accounts
    .command('list')
    .description('Their keys and names')
    .option('--archived', 'those that are archived too')
    .option('--json', 'print JSON')
    .option(...serverOption)
    .action((options: AccountOptions) => run(async () => (await load()).listAccounts(options, terminal)));
  accounts
    .command('create <name>')
    .description('Make one and print its key; for administrators')
    .option('--key <key>', 'its key; made of the name unless given')
    .option('--description <text>', 'what it is for, and whom to ask about it')
    .option('--administrator', 'it may write every record')
    .option('--reason <text>', 'why, for the history')
    .option('--json', 'print JSON')
    .option(...serverOption)
    .addHelpText('after', '\nExamples:\n  steward service-accounts create "Nightly import"')
    .action((name: string, options: AccountOptions) =>
      run(async () => (await load()).createAccount(name, options, terminal)),
    );
  accounts
    .command('archive <key>')
    .description('Put one away: its tokens are refused from then on')
    .option('--reason <text>', 'why, for the history')
    .option('--json', 'print JSON')
    .option(...serverOption)
    .action((key: string, options: AccountOptions) =>
      run(async () => (await load()).archiveAccount(key, options, terminal)),
    );
}
