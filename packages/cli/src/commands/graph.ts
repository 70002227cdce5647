import type { Command } from 'commander';
import type { DemoOptions } from '../demo.ts';
import type { ImpactOptions } from '../impact.ts';
import type { LeaverOptions } from '../leaver.ts';
import type { Run } from '../program.ts';
import type { Terminal } from '../terminal.ts';
import { serverOption } from './server-option.ts';

const impactExamples = `
Examples:
  steward impact checkout                     what suffers when the system is down
  steward impact checkout --upstream          what it needs
  steward impact component:cart --depth 6 --json

The key may be of a system, a component or an outside party; system:, component: or party: before it chooses.`;

const leaverExamples = `
Examples:
  steward leaver ada                            everything that ada holds
  steward leaver ada --to grace --dry-run       say what would be handed over, and write nothing
  steward leaver ada --to grace --leave-teams --archive --reason "left the company"
  steward leaver ada --to-team payments --at 2026-12-01T00:00:00Z

Every role passes on in one transaction: all of them or none. What a catalog file or CODEOWNERS says is only listed, for
it is changed in that file.`;

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
    .command('leaver')
    .description('Show everything a person holds, and hand it over in one step')
    .argument('<person>', 'key of the person')
    .option('--to <person>', 'key of the person who takes it over')
    .option('--to-team <team>', 'key of the team that takes it over')
    .option('--vacant', 'nobody takes it over: the roles end and are vacant')
    .option('--at <instant>', 'when the roles pass, such as 2026-12-01T00:00:00Z; else now')
    .option('--leave-teams', 'take the person out of all teams')
    .option('--archive', 'archive the person as well')
    .option('--reason <text>', 'why, for the history')
    .option('--dry-run', 'say what would be done, and write nothing')
    .option('--json', 'print JSON')
    .option(...serverOption)
    .addHelpText('after', leaverExamples)
    .action((person: string, options: Omit<LeaverOptions, 'person'>) =>
      run(async () => (await import('../leaver.ts')).leaver({ ...options, person }, terminal)),
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
