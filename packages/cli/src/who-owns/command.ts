import type { CodeownersFinding } from '@steward/domain/code/codeowners-finding.ts';
import { findingText } from '@steward/domain/code/codeowners-finding.ts';
import type { CodeownersDialect } from '@steward/domain/code/codeowners-rule.ts';
import { accept, type ExitCode, exit, type Outcome, wrongUse } from '../exit.ts';
import { type CliSettings, readSettings } from '../read-settings.ts';
import type { Terminal } from '../terminal.ts';
import { askedPaths } from './asked-paths.ts';
import { openCodeowners } from './codeowners-source.ts';
import type { PathAnswer } from './path-answer.ts';
import { type PrintOptions, printed } from './print.ts';

export interface WhoOwnsOptions extends PrintOptions {
  readonly paths: readonly string[];
  readonly stdin?: boolean;
  readonly codeowners?: string;
  readonly dialect?: string;
  readonly repository?: string;
  readonly server?: string;
}

interface Found {
  readonly answers: readonly PathAnswer[];
  readonly findings: readonly CodeownersFinding[];
  readonly file: string | null;
  readonly dialect: CodeownersDialect | null;
}

/**
 * `steward who-owns`. Prints nothing of the answer unless every path could be answered. Exit code 1 when the server does
 * not know the repository: that nobody is named is then no answer.
 */
export async function whoOwns(options: WhoOwnsOptions, terminal: Terminal): Promise<Outcome<ExitCode>> {
  const problem = contradiction(options);
  if (problem) return wrongUse(problem);
  const settings = readSettings(terminal, { server: options.server });
  if (!settings.ok) return settings;
  const found =
    options.codeowners === undefined
      ? await answersWithServer(options, settings.value, terminal)
      : await answersOfFile(options, options.codeowners, terminal);
  if (!found.ok) return found;
  if (!options.tsv && !options.json) noteFindings(found.value, options.explain ?? false, terminal);
  await terminal.print(printed(found.value, options));
  if (!found.value.answers.some(({ server }) => server?.state === 'REPOSITORY_UNKNOWN'))
    return accept(exit.done);
  terminal.note(
    'the server does not know this repository: `steward import` in its folder adds it, or --repository names another\n',
  );
  return accept(exit.findings);
}

function contradiction(options: WhoOwnsOptions): string | null {
  const { json, tsv, summary, explain, unowned, owner, codeowners, dialect, repository } = options;
  if (json && tsv) return 'choose one of --json and --tsv';
  if (tsv && (summary || explain)) return '--tsv prints one table: leave out --summary and --explain';
  if (summary && explain) return 'choose one of --summary and --explain';
  if (unowned && owner !== undefined)
    return 'choose one of --unowned and --owner: a path of an owner is not unowned';
  if (dialect !== undefined && codeowners === undefined)
    return '--dialect says how to read the file of --codeowners: add --codeowners <file>';
  return repository !== undefined && codeowners !== undefined
    ? '--repository is for a question to the server: leave it out beside --codeowners'
    : null;
}

const dialects: Readonly<Record<string, CodeownersDialect>> = { github: 'GITHUB', gitlab: 'GITLAB' };

/** The client is loaded only when it is needed: an answer from the file alone comes at once. */
async function answersWithServer(
  options: WhoOwnsOptions,
  settings: CliSettings,
  terminal: Terminal,
): Promise<Outcome<Found>> {
  const { answersOfServer } = await import('./from-server.ts');
  const answers = await answersOfServer(options, settings, terminal);
  return answers.ok ? accept({ answers: answers.value, findings: [], file: null, dialect: null }) : answers;
}

async function answersOfFile(
  options: WhoOwnsOptions,
  named: string,
  terminal: Terminal,
): Promise<Outcome<Found>> {
  const dialect = options.dialect === undefined ? null : dialects[options.dialect];
  if (dialect === undefined) return wrongUse(`--dialect is "${options.dialect}": choose github or gitlab`);
  const opened = openCodeowners(named, { cwd: terminal.cwd, dialect });
  if (!opened.ok) return opened;
  const { root, file, match } = opened.value;
  const paths = await askedPaths({ paths: options.paths, stdin: options.stdin ?? false }, root, terminal);
  if (!paths.ok) return paths;
  const answers = paths.value.map((path) => ({ path, file, answers: match(path), server: null }));
  return accept({ answers, findings: opened.value.findings, file, dialect: opened.value.dialect });
}

/** What is wrong in the file changes the answers, so it is said beside them. */
function noteFindings({ findings, file }: Found, all: boolean, terminal: Terminal): void {
  const worth = findings.filter(({ severity }) => severity !== 'info');
  const most = all ? worth.length : 3;
  for (const finding of worth.slice(0, most)) {
    const place = finding.line === null ? file : `${file}:${finding.line}`;
    terminal.note(`${place}: ${finding.severity}: ${findingText(finding)}\n`);
  }
  if (worth.length > most) terminal.note(`${file}: ${worth.length - most} more; --explain lists them all\n`);
}
