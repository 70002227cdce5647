import type { Command } from 'commander';
import type { ActivityOptions } from '../activity/command.ts';
import type { Run } from '../program.ts';
import type { Terminal } from '../terminal.ts';

const server = [
  '--server <address>',
  'server to speak to; else STEWARD_SERVER, steward.config.json, or the one running here',
] as const;

const repository = [
  '--repository <key>',
  'repository it is, such as github.com/acme/pay; else the working copy says',
] as const;

const activityExamples = `
Examples:
  steward activity                      the working copy where you stand
  steward activity ../pay --dry-run     say what would be kept, and write nothing
  steward activity --tsv                component person authored reviewed last_at

Counts the commits of the year before the newest one by component and person: authors and co-authors, and reviewers that
a trailer names (Reviewed-by, Acked-by, Approved-by). Addresses are looked up on the server and kept nowhere; authors whom
no person there is known to be are counted, and who opted out is left out. It decides nothing about owners.`;

/** Commands that bring or weigh evidence about ownership. */
export function addEvidence(program: Command, run: Run, terminal: Terminal): void {
  program
    .command('activity')
    .description('Bring in who really worked on each component, from the git history of a working copy')
    .argument('[directory]', 'a working copy; else the one where you stand')
    .option(...repository)
    .option('--dry-run', 'say what was found, and write nothing')
    .option('--json', 'print JSON')
    .option('--tsv', 'print a table with tabs: component person authored reviewed last_at')
    .option(...server)
    .addHelpText('after', activityExamples)
    .action((directory: string | undefined, options: Omit<ActivityOptions, 'directory'>) =>
      run(async () => {
        const { activity } = await import('../activity/command.ts');
        return activity(directory === undefined ? options : { ...options, directory }, terminal);
      }),
    );
}
