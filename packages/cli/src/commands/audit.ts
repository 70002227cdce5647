import type { Command } from 'commander';
import type { HeadOptions, VerifyOptions } from '../audit/command.ts';
import type { Run } from '../program.ts';
import type { Terminal } from '../terminal.ts';
import { serverOption } from './server-option.ts';

const examples = `
Examples:
  steward audit head > head.json        the end of the log, signed: keep it where the database is not
  steward audit verify                  whether every entry and every revision is as it was written
  steward audit verify --head head.json the same, and that what the log held then it holds now

The log shows by itself that an entry was changed, removed, put in or moved. That it was cut at its end, or written anew
from some entry on, shows beside a head that was kept.`;

/** `steward audit` and its commands. */
export function addAudit(program: Command, run: Run, terminal: Terminal): void {
  const audit = program
    .command('audit')
    .description('Check the log of everything that was written, and sign its end')
    .addHelpText('after', examples);
  audit
    .command('verify')
    .description('Say whether the audit log is as it was written, or name the first entry that is not')
    .option('--head <file>', 'what `steward audit head` printed before: the log must still hold it')
    .option('--key <text>', 'public key that signed it; else that of the server')
    .option('--json', 'print JSON')
    .option(...serverOption)
    .addHelpText('after', '\nExit code 1 when something is wrong.')
    .action((options: VerifyOptions) =>
      run(async () => (await import('../audit/command.ts')).verify(options, terminal)),
    );
  audit
    .command('head')
    .description('Print the last entry of the audit log, signed by the server, as JSON')
    .option(...serverOption)
    .addHelpText('after', '\nExamples:\n  steward audit head > head.json')
    .action((options: HeadOptions) =>
      run(async () => (await import('../audit/command.ts')).head(options, terminal)),
    );
}
