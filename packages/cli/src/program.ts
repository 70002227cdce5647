import { Command, CommanderError } from 'commander';
import manifest from '../package.json' with { type: 'json' };
import { addAudit } from './commands/audit.ts';
import { addClaim } from './commands/claim.ts';
import { addEvents } from './commands/events.ts';
import { addEvidence } from './commands/evidence.ts';
import { addExport } from './commands/export.ts';
import { addGraph } from './commands/graph.ts';
import { addHistory } from './commands/history.ts';
import { addImport } from './commands/import.ts';
import { addOperate } from './commands/operate.ts';
import { addServe } from './commands/serve.ts';
import { addSignIn } from './commands/sign-in.ts';
import { addTokens } from './commands/tokens.ts';
import { addWhoOwns } from './commands/who-owns.ts';
import { type ExitCode, exit, type Outcome } from './exit.ts';
import { guarded, type Terminal } from './terminal.ts';

/** Runs a command of a subcommand; what it refuses with is printed and becomes the exit code. */
export type Run = (work: () => Promise<Outcome<ExitCode>>) => Promise<void>;

/** Runs the command line and answers with its exit code. Never throws for what a person can do wrong. */
export async function runSteward(args: readonly string[], given: Terminal): Promise<ExitCode> {
  const terminal = guarded(given);
  let code: ExitCode = exit.done;
  const run: Run = async (work) => {
    const outcome = await work();
    if (!outcome.ok) terminal.note(`steward: ${outcome.message}\n`);
    code = outcome.ok ? outcome.value : outcome.exit;
  };
  let help = '';
  const program = new Command('steward')
    .description('Whose file is this, what was promised about it, and who is changing it now')
    .version(manifest.version, '-V, --version', 'print the version')
    .helpCommand(false)
    .configureOutput({
      writeOut: (text) => {
        help += text;
      },
      writeErr: terminal.note,
      outputError: (text, write) => write(text.replace(/^error: /, 'steward: ')),
    })
    .showHelpAfterError('Run the command with --help to see how it is used.')
    .exitOverride();
  for (const add of [
    addServe,
    addWhoOwns,
    addClaim,
    addImport,
    addExport,
    addEvents,
    addAudit,
    addEvidence,
    addGraph,
    addHistory,
    addOperate,
    addTokens,
    addSignIn,
  ])
    add(program, run, terminal);
  try {
    if (args.length === 0) {
      help = program.helpInformation();
      code = exit.wrongUse;
    } else await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    code = error.exitCode === 0 ? exit.done : exit.wrongUse;
  }
  if (help !== '') await terminal.print(help);
  return code;
}
