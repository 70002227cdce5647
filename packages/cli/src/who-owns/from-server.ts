import type { CodeownersFinding } from '@steward/domain/code/codeowners-finding.ts';
import { exit, type Outcome, refuse } from '../exit.ts';
import type { CliSettings } from '../read-settings.ts';
import type { Terminal } from '../terminal.ts';
import type { WhoOwnsOptions } from './command.ts';
import type { PathAnswer } from './path-answer.ts';

export async function answersOfServer(
  _options: WhoOwnsOptions,
  _settings: CliSettings,
  _terminal: Terminal,
): Promise<
  Outcome<{ answers: readonly PathAnswer[]; findings: readonly CodeownersFinding[]; file: string | null }>
> {
  return refuse(exit.unreachable, 'no server');
}
