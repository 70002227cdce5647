import type { ResolvedSettings } from './resolve-settings.ts';
import { type SettingName, type Settings, settingDeclarations, settingNames } from './settings.ts';

/** One setting as a person may read it: no secret is in it. */
export interface DescribedSetting {
  readonly name: SettingName;
  readonly description: string;
  /** The value as text; of a secret only whether it is set. */
  readonly value: string;
  /** The door it came through, such as `STEWARD_PORT`. */
  readonly from: string;
}

/** Every setting with its value and where that came from, secrets masked. */
export const describeSettings = ({
  settings,
  from,
}: Extract<ResolvedSettings, { ok: true }>): DescribedSetting[] =>
  settingNames.map((name) => {
    const { description, secret } = settingDeclarations[name];
    const value = settings[name];
    return {
      name,
      description,
      value: secret && value !== null ? 'set, not shown' : shown(value),
      from: from[name].name,
    };
  });

function shown(value: Settings[SettingName]): string {
  if (value === null) return 'not set';
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (!isList(value)) return Object.keys(value).length === 0 ? 'none' : Object.keys(value).join(', ');
  return value.length === 0 ? 'none' : value.join(', ');
}

const isList = (value: object): value is readonly string[] => Array.isArray(value);
