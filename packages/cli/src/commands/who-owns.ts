import type { Command } from 'commander';
import type { Run } from '../program.ts';
import type { Terminal } from '../terminal.ts';
import type { WhoOwnsOptions } from '../who-owns/command.ts';
import { serverOption } from './server-option.ts';

const examples = `
Examples:
  steward who-owns src/pay.ts                        ask the server
  steward who-owns --explain src/pay.ts              with the reason for the answer
  git ls-files -z | steward who-owns --stdin --tsv   every file, as a table
  steward who-owns --codeowners .github/CODEOWNERS --summary
                                                     all tracked files, without a server
  steward who-owns --codeowners CODEOWNERS --dialect gitlab --owner @org/docs

Paths are taken from where you stand. Without a path, all files that git tracks there are asked for. When you stand
outside the tree of the --codeowners file, relative paths are taken from its root.`;

export function addWhoOwns(program: Command, run: Run, terminal: Terminal): void {
  program
    .command('who-owns')
    .description('Say who owns files: from the server, or from a CODEOWNERS file without one')
    .argument('[path...]', 'files to ask about')
    .option('--stdin', 'read paths from standard input, one a line or separated by zero characters')
    .option('--codeowners <file>', 'answer from this file, without a server')
    .option('--dialect <name>', 'how that file is read: github or gitlab; else its folder and host say')
    .option(
      '--repository <key>',
      'repository the paths are in, such as github.com/acme/pay; else the working copy says',
    )
    .option('--explain', 'say for each path what decides and where it is written')
    .option('--unowned', 'only paths that nobody owns')
    .option('--owner <handle>', 'only paths of this owner')
    .option('--summary', 'count instead of listing')
    .option('--json', 'print JSON')
    .option('--tsv', 'print a table with tabs: path section state optional approvals owners line')
    .option(...serverOption)
    .addHelpText('after', examples)
    .action((paths: string[], options: Omit<WhoOwnsOptions, 'paths'>) =>
      run(async () => {
        const { whoOwns } = await import('../who-owns/command.ts');
        return whoOwns({ ...options, paths }, terminal);
      }),
    );
}
