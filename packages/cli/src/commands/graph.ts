import type { Command } from 'commander';
import type { DemoOptions } from '../demo.ts';
import type { ImpactOptions } from '../impact.ts';
import type { Run } from '../program.ts';
import type { Terminal } from '../terminal.ts';
import { serverOption } from './server-option.ts';

const impactExamples = `
Examples:
  steward impact checkout                     what suffers when the system is down
  steward impact checkout --upstream          what it needs
  steward impact component:cart --depth 6 --json

The key may be of a system, a component or an outside party; system:, component: or party: before it chooses.`;

/** Commands about what the server holds. */
export function addGraph(program: Command, run: Run, terminal: Terminal): void {
  program
    .command('impact')
    .description('Say what is hit when a system, a component or an outside party is down')
    .argument('<key>', 'its key')
    .option('--upstream', 'the other way: what it needs')
    .option('--depth <steps>', 'the most steps from it, 1 to 10', '3')
    .option('--json', 'print JSON')
    .option(...serverOption)
    .addHelpText('after', impactExamples)
    .action((key: string, options: Omit<ImpactOptions, 'key'>) =>
      run(async () => (await import('../impact.ts')).impact({ ...options, key }, terminal)),
    );
  program
    .command('demo')
    .description('The demonstration portfolio')
    .command('remove')
    .description(
      'Delete every record of the demonstration for good; refused while another record refers to it',
    )
    .option('--dry-run', 'say what would be removed, and remove nothing')
    .option(...serverOption)
    .addHelpText('after', '\nExamples:\n  steward demo remove --dry-run\n  steward demo remove')
    .action((options: DemoOptions) =>
      run(async () => (await import('../demo.ts')).removeDemo(options, terminal)),
    );
}
