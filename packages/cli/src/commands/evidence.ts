import type { Command } from 'commander';
import type { ActivityOptions } from '../activity/command.ts';
import type { DriftOptions } from '../drift/command.ts';
import type { Run } from '../program.ts';
import type { Terminal } from '../terminal.ts';
import { serverOption } from './server-option.ts';

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

const driftExamples = `
Examples:
  steward drift                         the repository where you stand, as it was imported last
  steward drift .                       its files as they lie there, before they are imported
  steward drift --repository github.com/acme/pay --json
  steward drift --all --tsv             every repository that the server knows

Compares who owns each component and system by its record, its catalog file and CODEOWNERS, whether the owner worked on
the code, and fields that a catalog file and a person wrote differently. Nothing is written.
Exit code 0: the sources agree; 1: they do not.`;

/** Commands that bring or weigh evidence about ownership. */
export function addEvidence(program: Command, run: Run, terminal: Terminal): void {
  program
    .command('activity')
    .description('Bring in who really worked on each component, from the git history of a working copy')
    .argument('[directory]', 'a working copy; else the one where you stand')
    .option(...repository)
    .option('--replace', 'also where what is kept is newer than what is checked out')
    .option('--dry-run', 'say what was found, and write nothing')
    .option('--json', 'print JSON')
    .option('--tsv', 'print a table with tabs: component person authored reviewed last_at')
    .option(...serverOption)
    .addHelpText('after', activityExamples)
    .action((directory: string | undefined, options: Omit<ActivityOptions, 'directory'>) =>
      run(async () => {
        const { activity } = await import('../activity/command.ts');
        return activity(directory === undefined ? options : { ...options, directory }, terminal);
      }),
    );
  program
    .command('drift')
    .description('Say where CODEOWNERS, catalog files, history and records disagree')
    .argument('[directory]', 'a working copy whose files are compared; else those imported last')
    .option(...repository)
    .option('--all', 'every repository that the server knows')
    .option(
      '--dialect <name>',
      'how CODEOWNERS is read where its place and host leave it open: github or gitlab',
    )
    .option('--json', 'print JSON')
    .option(
      '--tsv',
      'print a table with tabs: repo kind key field code source value other_source other_value',
    )
    .option(...serverOption)
    .addHelpText('after', driftExamples)
    .action((directory: string | undefined, options: Omit<DriftOptions, 'directory'>) =>
      run(async () => {
        const { drift } = await import('../drift/command.ts');
        return drift(directory === undefined ? options : { ...options, directory }, terminal);
      }),
    );
}
