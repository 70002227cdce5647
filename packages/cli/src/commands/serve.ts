import type { Command } from 'commander';
import type { Run } from '../program.ts';
import type { ServeOptions } from '../serve/command.ts';
import type { Terminal } from '../terminal.ts';

const settings = `
Settings are taken from the flag, else the environment (STEWARD_HOST, STEWARD_PORT, STEWARD_DATA, STEWARD_LOG_LEVEL,
DATABASE_URL), else steward.config.json where you stand.`;

const startExamples = `
Examples:
  npx --yes pnpm@12 start                 in a clone: installs what is missing first
  npx --yes pnpm@12 start --port 4100
  npx --yes pnpm@12 start --no-demo --data ./my-data
${settings}`;

const serveExamples = `
Examples:
  steward serve --no-demo
  DATABASE_URL=postgresql://steward@db.example.org/steward steward serve
${settings}`;

export function addServe(program: Command, run: Run, terminal: Terminal): void {
  withFlags(program.command('start'))
    .description(
      'Start the server, fill a new embedded database with the demonstration, and pack the extension',
    )
    .addHelpText('after', startExamples)
    .action((options: ServeOptions) =>
      run(async () => (await import('../serve/start.ts')).start(options, terminal)),
    );
  withFlags(program.command('serve'))
    .description('Start the server alone')
    .addHelpText('after', serveExamples)
    .action((options: ServeOptions) =>
      run(async () => {
        const { serve } = await import('../serve/command.ts');
        return serve(options, terminal, { command: 'steward serve' });
      }),
    );
}

const withFlags = (command: Command): Command =>
  command
    .option('--host <address>', 'loopback address to listen on (127.0.0.1)')
    .option('--port <number>', 'TCP port to listen on (4000); 0 lets the system choose')
    .option(
      '--data <directory>',
      "directory of the embedded database; else the system's folder for user data",
    )
    .option('--log-level <level>', 'trace, debug, info, warn, error, fatal or silent')
    .option('--no-demo', 'leave a new embedded database empty');
