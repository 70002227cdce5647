import type { Command } from 'commander';
import type { EventsOptions } from '../events/command.ts';
import type { Run } from '../program.ts';
import type { Terminal } from '../terminal.ts';
import { serverOption } from './server-option.ts';

const examples = `
Examples:
  steward events                        every write of every record, oldest first
  steward events --follow               from now on, until Ctrl-C
  steward events --follow --json        a line of JSON each, for a program
  steward events --after <cursor>       what came behind that place

Says which record was written and how, not what stands in it. A server that is lost is asked again from the last event
that was printed: none is missed and none comes twice.`;

export function addEvents(program: Command, run: Run, terminal: Terminal): void {
  program
    .command('events')
    .description('Print what was written to records, and go on printing it as it happens')
    .option(
      '--after <cursor>',
      'only what was written behind this place; the cursor of an event, or as the command ends',
    )
    .option('--follow', 'do not end: print each write as it happens; without --after from now on')
    .option('--json', 'print lines of JSON')
    .option(...serverOption)
    .addHelpText('after', examples)
    .action((options: EventsOptions) =>
      run(async () => (await import('../events/command.ts')).events(options, terminal)),
    );
}
