import type { Command } from 'commander';
import type { ClaimOptions } from '../claim/command.ts';
import type { Run } from '../program.ts';
import type { Terminal } from '../terminal.ts';

const examples = `
Examples:
  steward claim src/pay.ts --owner @acme/pay             a rule for one file
  steward claim src/pay --owner @acme/pay --owner @ada   for a folder and everything in it
  steward claim docs --owner @writers --section Docs     GitLab: in that section
  steward claim src/pay.ts --owner @ada --dry-run        print the edit, write nothing

The edit is the least after which these own the path and every other path keeps its answer.`;

export function addClaim(program: Command, run: Run, terminal: Terminal): void {
  program
    .command('claim')
    .description('Give a file or a folder an owner in the CODEOWNERS of the working copy')
    .argument('<path>', 'file or folder')
    .requiredOption(
      '--owner <handle>',
      'who owns it from now on, such as @acme/pay; may be given again for more',
      (handle: string, before: string[] = []) => [...before, handle],
    )
    .option('--section <name>', 'GitLab: the section to write in; else the one that decides now')
    .option('--dialect <name>', 'how the file is read: github or gitlab; else its folder and host say')
    .option('--dry-run', 'print the edit and write nothing')
    .addHelpText('after', examples)
    .action((path: string, options: Omit<ClaimOptions, 'path'>) =>
      run(async () => {
        const { claim } = await import('../claim/command.ts');
        return claim({ ...options, path }, terminal);
      }),
    );
}
