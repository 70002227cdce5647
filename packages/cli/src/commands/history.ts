import type { Command } from 'commander';
import type { HistoryOptions } from '../history/command.ts';
import type { RestoreOptions } from '../history/restore.ts';
import type { Run } from '../program.ts';
import type { Terminal } from '../terminal.ts';
import { serverOption } from './server-option.ts';

const historyExamples = `
Examples:
  steward history system checkout                              every write, newest first
  steward history system checkout --since 2026-01-01
  steward history system checkout --compare 3 5                what differs between two revisions
  steward history system checkout --compare 2026-01-01 2026-02-01T12:00Z --json

A day begins at midnight in UTC. What you may not see is in neither.`;

const restoreExamples = `
Examples:
  steward restore system checkout --revision 3 --reason "the move was called off" --dry-run
  steward restore system checkout --revision 3 --reason "the move was called off"

The fields are written anew as an edit of now; the key and the roles held stay as they are. It is refused when somebody
writes in between. The backups of a server are another matter.`;

/** Commands about what a record was before. */
export function addHistory(program: Command, run: Run, terminal: Terminal): void {
  program
    .command('history')
    .description('Show every write of a record: who, when, why and which fields; or compare two versions')
    .argument('<kind>', 'what it is, such as system, team or change')
    .argument('<key>', 'its key, or one it had before')
    .option('--since <date>', 'only writes since then, such as 2026-01-31 or 2026-01-31T09:00Z')
    .option('--compare <versions...>', 'two versions: numbers of revisions, days or instants')
    .option('--json', 'print JSON')
    .option(...serverOption)
    .addHelpText('after', historyExamples)
    .action((kind: string, key: string, options: Omit<HistoryOptions, 'kind' | 'key'>) =>
      run(async () => (await import('../history/command.ts')).history({ ...options, kind, key }, terminal)),
    );
  program
    .command('restore')
    .description('Write anew what an earlier revision of a record said')
    .argument('<kind>', 'what it is, such as system, team or change')
    .argument('<key>', 'its key, or one it had before')
    .requiredOption('--revision <number>', 'the revision to go back to, as `steward history` shows it')
    .requiredOption('--reason <text>', 'why, for the history')
    .option('--dry-run', 'say what would change, and write nothing')
    .option('--json', 'print JSON')
    .option(...serverOption)
    .addHelpText('after', restoreExamples)
    .action((kind: string, key: string, options: Omit<RestoreOptions, 'kind' | 'key'>) =>
      run(async () => (await import('../history/restore.ts')).restore({ ...options, kind, key }, terminal)),
    );
}
