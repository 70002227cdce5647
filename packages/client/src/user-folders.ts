import { posix, win32 } from 'node:path';

/** What decides where a user's folders lie: `process.platform`, `process.env` and `os.homedir()`. */
export interface Machine {
  readonly platform: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

/** What a user's servers keep for themselves, beside their data. */
export const stateFolder = (machine: Machine): string =>
  folderOf(machine, 'XDG_STATE_HOME', ['.local', 'state']);

/** Where running servers leave their address and token, for this user alone. */
export const serversFolder = (machine: Machine): string => join(machine, stateFolder(machine), 'servers');

/** Where the embedded database lies unless a setting names another place. */
export const defaultDataFolder = (machine: Machine): string =>
  join(machine, folderOf(machine, 'XDG_DATA_HOME', ['.local', 'share']), 'data');

/** What can be made again, by what it is for. */
export const cacheFolder = (machine: Machine, name: string): string =>
  join(machine, folderOf(machine, 'XDG_CACHE_HOME', ['.cache']), name);

function folderOf(machine: Machine, variable: string, unset: string[]): string {
  const { platform, environment, home } = machine;
  if (platform === 'win32')
    return join(machine, environment.LOCALAPPDATA ?? join(machine, home, 'AppData', 'Local'), 'steward');
  const given = environment[variable];
  // The XDG rules say that a relative path there does not count.
  if (given && posix.isAbsolute(given)) return join(machine, given, 'steward');
  if (platform === 'darwin') return join(machine, home, 'Library', 'Application Support', 'steward');
  return join(machine, home, ...unset, 'steward');
}

const join = ({ platform }: Machine, ...parts: string[]): string =>
  (platform === 'win32' ? win32 : posix).join(...parts);
