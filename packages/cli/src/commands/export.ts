import type { Command } from 'commander';
import type { ExportOptions } from '../export/command.ts';
import type { Run } from '../program.ts';
import type { Terminal } from '../terminal.ts';
import { serverOption } from './server-option.ts';

const examples = `
Examples:
  steward export > all.jsonl                  everything that you may see, a line a record
  steward export --out all.jsonl              the same; the file is there when all of it is
  steward import all.jsonl --server https://steward.example.org
  steward export --openslo > slo.yaml         objectives, indicators and what belongs to them, as OpenSLO v1

History, audit, tokens and settings are not in it: a copy of the database keeps those.`;

export function addExport(program: Command, run: Run, terminal: Terminal): void {
  program
    .command('export')
    .description('Write everything that you may see as lines of JSON')
    .option('--out <file>', 'file to write; standard output when left out')
    .option('--openslo', 'only objectives, indicators and what belongs to them, as OpenSLO v1 YAML')
    .option(...serverOption)
    .addHelpText('after', examples)
    .action((options: ExportOptions) =>
      run(async () => (await import('../export/command.ts')).exportAll(options, terminal)),
    );
}
