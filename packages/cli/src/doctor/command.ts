import { describeSettings } from '@steward/domain/settings/describe-settings.ts';
import { accept, type ExitCode, exit, type Outcome } from '../exit.ts';
import { readSettings } from '../read-settings.ts';
import type { Terminal } from '../terminal.ts';
import { type Check, checks } from './checks.ts';

export interface DoctorOptions {
  readonly server?: string;
  readonly data?: string;
  readonly json?: boolean;
}

/** `steward doctor`: exit code 1 when something needs to be done. */
export async function doctor(
  { server, data, json }: DoctorOptions,
  terminal: Terminal,
): Promise<Outcome<ExitCode>> {
  const read = readSettings(terminal, { server, data });
  if (!read.ok) return read;
  const settings = describeSettings(read.value);
  const found = await checks(read.value, terminal);
  if (json) await terminal.print(`${JSON.stringify({ settings, checks: found }, null, 2)}\n`);
  else {
    const width = Math.max(...settings.map(({ name }) => name.length));
    const lines = settings.map(({ name, value, from }) => `  ${name.padEnd(width)}  ${value} (${from})`);
    await terminal.print(`Settings\n${lines.join('\n')}\n\nChecks\n${found.map(checkText).join('')}`);
  }
  return accept(found.some(({ state }) => state === 'problem') ? exit.findings : exit.done);
}

const checkText = ({ name, state, says, fix }: Check): string =>
  `  ${state.padEnd(7)}  ${name}: ${says}\n${fix === null ? '' : `           ${fix}\n`}`;
