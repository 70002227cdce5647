import type { Command } from 'commander';
import type { ImportOptions } from '../import/command.ts';
import type { Run } from '../program.ts';
import type { Terminal } from '../terminal.ts';

const examples = `
Examples:
  steward import .                                   this working copy: CODEOWNERS, every catalog-info.yaml and OpenSLO file
  steward import . --dry-run                         say what would be done, and write nothing
  steward import . --registered                      only what the Location of the catalog-info.yaml at the root names
  steward import ./export --repository github.com/acme/pay --commit 1f2e3d4
  steward import CODEOWNERS --dialect gitlab --tsv
  steward import all.jsonl                           records, as steward export writes them

What a person wrote is never overwritten: it is reported as a conflict. An empty or unreadable file replaces nothing.
Exit code 1: something was refused or is in conflict; the rest went in.`;

export function addImport(program: Command, run: Run, terminal: Terminal): void {
  program
    .command('import')
    .description('Bring CODEOWNERS, catalog-info.yaml and OpenSLO files into the server')
    .argument('<path...>', 'directories or files, or files of records (.jsonl)')
    .option(
      '--repository <key>',
      'repository they are of, such as github.com/acme/pay; else the working copy says',
    )
    .option('--commit <id>', 'commit they are of; else what is checked out')
    .option(
      '--dialect <name>',
      'how CODEOWNERS is read where its place and host leave it open: github or gitlab',
    )
    .option('--registered', 'only entities that the Location at the root of the repository names')
    .option('--prune', 'archive records whose entity is gone from its file, instead of reporting them')
    .option('--skip-bad', 'leave out lines of records that are wrong, and those that name them')
    .option('--dry-run', 'say what would be done and why, and write nothing')
    .option('--json', 'print JSON')
    .option('--tsv', 'print a table with tabs: repo path doc ref owner_ref relations action reason')
    .option(
      '--server <address>',
      'server to import into; else STEWARD_SERVER, steward.config.json, or the one running here',
    )
    .addHelpText('after', examples)
    .action((names: string[], options: Omit<ImportOptions, 'names'>) =>
      run(async () => {
        const { importFiles } = await import('../import/command.ts');
        return importFiles({ ...options, names }, terminal);
      }),
    );
}
