import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ResolvedSettings, resolveSettings } from '@steward/domain/settings/resolve-settings.ts';
import { accept, type Outcome, wrongUse } from './exit.ts';
import type { Terminal } from './terminal.ts';

export type CliSettings = Extract<ResolvedSettings, { ok: true }>;

export const configurationFile = 'steward.config.json';

/** Flags that are settings, by name without dashes. */
export type SettingFlags = Readonly<Record<string, string | undefined>>;

/** The settings from flags, environment and the `steward.config.json` where the user stands, in that order. */
export function readSettings(terminal: Terminal, flags: SettingFlags): Outcome<CliSettings> {
  const resolved = resolveSettings({
    flags,
    environment: terminal.environment,
    file: configurationText(terminal.cwd),
    fileName: configurationFile,
  });
  return resolved.ok ? accept(resolved) : wrongUse(resolved.problems.join('\nsteward: '));
}

function configurationText(folder: string): string | null {
  try {
    return readFileSync(join(folder, configurationFile), 'utf8');
  } catch {
    return null;
  }
}
