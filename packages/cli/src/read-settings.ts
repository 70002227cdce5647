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
  const file = configurationText(terminal.cwd);
  if (!file.ok) return file;
  const resolved = resolveSettings({
    flags,
    environment: terminal.environment,
    file: file.value,
    fileName: configurationFile,
  });
  return resolved.ok ? accept(resolved) : wrongUse(resolved.problems.join('\nsteward: '));
}

/** Null when there is none. One that cannot be read is not passed over: what it sets would be missed in silence. */
function configurationText(folder: string): Outcome<string | null> {
  const path = join(folder, configurationFile);
  try {
    return accept(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return accept(null);
    return wrongUse(`${path} cannot be read: make it a file that you may read, or take it away`);
  }
}
