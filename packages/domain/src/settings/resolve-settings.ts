import { checkTogether } from './check-together.ts';
import { nearestName } from './nearest-name.ts';
import type { ParsedSetting } from './parse-setting.ts';
import {
  isTestVariable,
  type SettingDeclaration,
  type SettingName,
  type Settings,
  settingDeclarations,
  settingNames,
} from './settings.ts';

/** What was given at each door. Values that are undefined were not given. */
export interface SettingSources {
  /** By the flag's name without dashes, such as `log-level`. */
  readonly flags: Readonly<Record<string, string | undefined>>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Text of the configuration file; null when there is none. */
  readonly file: string | null;
  /** Where that file is, for messages. */
  readonly fileName: string;
}

/** The door a value came through, and the name it has there. */
export interface SettingSource {
  readonly kind: 'flag' | 'environment' | 'file' | 'default';
  /** Such as `--port`, `STEWARD_PORT`, `port in steward.config.json` or `default`. */
  readonly name: string;
}

export type ResolvedSettings =
  | { ok: true; settings: Settings; from: Readonly<Record<SettingName, SettingSource>> }
  /** One line each: where, what, and the fix. */
  | { ok: false; problems: readonly string[] };

/** `texts` is null when the file holds a value of another JSON type. */
type Given = { source: SettingSource; texts: readonly string[] | null };

/**
 * Reads the settings: a flag counts before the environment, that before the configuration file, that before the
 * default. Every value at every door is checked, the overruled ones too, and every name that is not known there
 * is refused; all problems come at once. Secrets are never part of a problem.
 */
export function resolveSettings(sources: SettingSources): ResolvedSettings {
  const problems: string[] = [];
  const file = readFile(sources, problems);
  refuseUnknown(sources, file, problems);
  const settings: Partial<Record<SettingName, unknown>> = {};
  const from: Partial<Record<SettingName, SettingSource>> = {};
  for (const name of settingNames) {
    const declaration: SettingDeclaration<unknown> = settingDeclarations[name];
    settings[name] = declaration.default;
    from[name] = { kind: 'default', name: 'default' };
    for (const given of givenFor(declaration, sources, file)) {
      const parsed = readTexts(declaration, given.texts);
      if (!parsed.ok) problems.push(`${given.source.name} ${parsed.problem}`);
      else if (from[name].kind === 'default') {
        settings[name] = parsed.value;
        from[name] = given.source;
      }
    }
  }
  if (problems.length === 0)
    problems.push(...checkTogether(settings as unknown as Settings, (name) => from[name]!.name));
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, settings: settings as never, from: from as never };
}

function readTexts(
  declaration: SettingDeclaration<unknown>,
  texts: readonly string[] | null,
): ParsedSetting<unknown> {
  if (texts === null) return { ok: false, problem: `must be a JSON ${declaration.json}` };
  return declaration.json !== 'list of strings' && (texts[0] ?? '').trim() === ''
    ? { ok: false, problem: `is empty: give ${declaration.accepts}, or leave it out` }
    : declaration.parse(texts);
}

/** What was given for one setting, the door that counts most first. */
function givenFor(
  { flag, environment, key, json }: SettingDeclaration<unknown>,
  sources: SettingSources,
  file: Readonly<Record<string, unknown>>,
): Given[] {
  const given: Given[] = [];
  const flagText = flag === null ? undefined : sources.flags[flag];
  if (flagText !== undefined) given.push({ source: { kind: 'flag', name: `--${flag}` }, texts: [flagText] });
  const variable = environment === null ? undefined : sources.environment[environment];
  if (variable !== undefined)
    given.push({ source: { kind: 'environment', name: environment ?? '' }, texts: [variable] });
  if (key === null || !Object.hasOwn(file, key)) return given;
  const source: SettingSource = { kind: 'file', name: `${key} in ${sources.fileName}` };
  given.push({ source, texts: textsOf(file[key], json) });
  return given;
}

function textsOf(value: unknown, json: SettingDeclaration<unknown>['json']): readonly string[] | null {
  if (json === 'list of strings')
    return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : null;
  if (json === 'object') return isObject(value) ? [JSON.stringify(value)] : null;
  if (json === 'integer') return Number.isInteger(value) ? [String(value)] : null;
  return typeof value === 'string' ? [value] : null;
}

function readFile({ file, fileName }: SettingSources, problems: string[]): Readonly<Record<string, unknown>> {
  if (file === null) return {};
  let value: unknown;
  try {
    value = JSON.parse(file.replace(/^\ufeff/, ''));
  } catch {
    problems.push(`${fileName} is not JSON: check for a missing quote or comma, or a comma too many`);
    return {};
  }
  if (isObject(value)) return flattened(value, fileName, problems);
  problems.push(`${fileName} must hold one JSON object, such as { "port": 4000 }`);
  return {};
}

/** What stands in a block comes out under the names of both, with a dot between. */
function flattened(
  { oidc, ...rest }: Readonly<Record<string, unknown>>,
  fileName: string,
  problems: string[],
): Readonly<Record<string, unknown>> {
  if (oidc === undefined) return rest;
  if (!isObject(oidc)) {
    problems.push(`oidc in ${fileName} must be a JSON object, such as { "issuer": "https://..." }`);
    return rest;
  }
  const inside = Object.entries(oidc).map(([name, value]) => [`oidc.${name}`, value] as const);
  return { ...rest, ...Object.fromEntries(inside) };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

function refuseUnknown(
  sources: SettingSources,
  file: Readonly<Record<string, unknown>>,
  problems: string[],
): void {
  const known = (part: 'flag' | 'environment' | 'key') =>
    settingNames.flatMap((name) => settingDeclarations[name][part] ?? []);
  const refuse = (name: string, at: string, names: readonly string[], show: (name: string) => string) => {
    if (!names.includes(name)) problems.push(`${at} is not a setting: ${fixFor(name, names, show)}`);
  };
  for (const [flag, text] of Object.entries(sources.flags))
    if (text !== undefined) refuse(flag, `--${flag}`, known('flag'), (n) => `--${n}`);
  for (const [name, text] of Object.entries(sources.environment))
    if (text !== undefined && name.startsWith('STEWARD_') && !isTestVariable(name))
      refuse(name, name, known('environment'), (n) => n);
  for (const key of Object.keys(file))
    if (key !== '$schema') refuse(key, `${key} in ${sources.fileName}`, known('key'), (n) => n);
}

function fixFor(name: string, known: readonly string[], show: (name: string) => string): string {
  if (/token$/i.test(name)) return 'a token is read from the environment alone, as STEWARD_TOKEN';
  if (/^(steward_)?database[-_]?url$/i.test(name))
    return 'set DATABASE_URL, or databaseUrl in the configuration file';
  const near = nearestName(name, known);
  return near === null ? `known here are ${known.map(show).join(', ')}` : `did you mean ${show(near)}?`;
}
