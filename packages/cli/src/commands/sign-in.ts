import type { Command } from 'commander';
import type { Run } from '../program.ts';
import type { SignInOptions } from '../sign-in/command.ts';
import type { Terminal } from '../terminal.ts';
import { serverOption } from './server-option.ts';

/** Signing in at a server elsewhere, as a person. */
export function addSignIn(program: Command, run: Run, terminal: Terminal): void {
  const load = () => import('../sign-in/command.ts');
  program
    .command('sign-in')
    .description('Sign in at a server elsewhere, in the browser; the next commands come as you')
    .option(...serverOption)
    .option('--no-browser', 'open no browser: print the address alone')
    .addHelpText('after', '\nExamples:\n  steward sign-in --server https://steward.example.org')
    .action((options: SignInOptions) => run(async () => (await load()).signIn(options, terminal)));
  program
    .command('sign-out')
    .description('Forget the sign-in at a server')
    .option(...serverOption)
    .action((options: { server?: string }) => run(async () => (await load()).signOut(options, terminal)));
  program
    .command('whoami')
    .description('Say who the server takes you for, and what you may do')
    .option(...serverOption)
    .option('--json', 'print JSON')
    .action((options: { server?: string; json?: boolean }) =>
      run(async () => (await load()).whoAmI(options, terminal)),
    );
}
