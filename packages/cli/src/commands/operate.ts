import type { Command } from 'commander';
import type { Run } from '../program.ts';
import type { Terminal } from '../terminal.ts';

/** The commands of whoever runs a server. */
export function addOperate(program: Command, run: Run, terminal: Terminal): void {
  program
    .command('migrate')
    .description('Bring the database to this version, without starting a server')
    .option(
      '--data <directory>',
      "directory of the embedded database; else the system's folder for user data",
    )
    .addHelpText('after', '\nExamples:\n  steward migrate\n  steward migrate --data ./my-data')
    .action((options: { data?: string }) =>
      run(async () => (await import('../serve/migrate.ts')).migrate(options, terminal)),
    );
  program
    .command('token')
    .description('Print the token of the server that runs for you here')
    .option('--server <address>', 'that server, when several run')
    .addHelpText(
      'after',
      '\nExamples:\n  curl -H "Authorization: Bearer $(steward token)" -H "Content-Type: application/json" \\\n' +
        '       -d \'{"query":"{ systems { nodes { key } } }"}\' http://127.0.0.1:4000/graphql',
    )
    .action((options: { server?: string }) =>
      run(async () => (await import('../token.ts')).token(options, terminal)),
    );
  program
    .command('doctor')
    .description('Say what is configured, what answers and what does not, and what to do')
    .option(
      '--server <address>',
      'server to look at; else STEWARD_SERVER, steward.config.json, or the one running here',
    )
    .option('--data <directory>', 'directory of the embedded database to look at')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExamples:\n  steward doctor\n  steward doctor --server http://127.0.0.1:4100')
    .action((options: { server?: string; data?: string; json?: boolean }) =>
      run(async () => (await import('../doctor/command.ts')).doctor(options, terminal)),
    );
}
