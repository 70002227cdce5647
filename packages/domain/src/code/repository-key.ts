/** host/path of a repository, host in lower case; compare with `sameRepository`. */
export type RepositoryKey = string;

export interface Remote {
  readonly name: string;
  readonly url: string;
}

/** Where a key came from, the strongest first. */
export type RepositoryKeySource = 'SETTING' | 'STEWARD_YAML' | 'REMOTE' | 'ADDRESS';

export interface RepositoryKeySources {
  /** The setting `steward.repository`; leave it out in a workspace that is not trusted. */
  readonly setting?: string | null;
  /** Text of `.steward.yaml` at the root. */
  readonly stewardYaml?: string | null;
  readonly remotes?: readonly Remote[];
  /** Address of the folder when it is no folder on disk, such as `vscode-vfs://github/acme/pay`. */
  readonly address?: string | null;
}

/** The first source that gives a key, or null: the repository is not known. */
export function repositoryKeyOf(
  sources: RepositoryKeySources,
): { key: RepositoryKey; from: RepositoryKeySource } | null {
  const candidates: [RepositoryKeySource, RepositoryKey | null][] = [
    ['SETTING', sources.setting ? readRepositoryKey(sources.setting) : null],
    ['STEWARD_YAML', sources.stewardYaml ? keyInStewardYaml(sources.stewardYaml) : null],
    ['REMOTE', keyOfRemotes(sources.remotes ?? [])],
    ['ADDRESS', sources.address ? keyOfAddress(sources.address) : null],
  ];
  const found = candidates.find(([, key]) => key !== null);
  return found ? { key: found[1]!, from: found[0] } : null;
}

/** The key of `origin`, else of `upstream`, else of the only remote. */
export function keyOfRemotes(remotes: readonly Remote[]): RepositoryKey | null {
  const named = (name: string): Remote | undefined => remotes.find((remote) => remote.name === name);
  const only = remotes.length === 1 ? remotes[0] : undefined;
  for (const remote of [named('origin'), named('upstream'), only]) {
    const key = remote ? keyOfRemote(remote.url) : null;
    if (key) return key;
  }
  return null;
}

const sshAddress = /^(?:[^@\s/]+@)?([^:@\s/]{2,}):(?!\/\/)(.+)$/;
const urlAddress = /^(?:https?|ssh|git|git\+ssh|ssh\+git|git\+https?):\/\/([^/]*)(\/.*)$/i;

/** The key of a git remote; null for a path, `file://` and whatever names no host. */
export function keyOfRemote(url: string): RepositoryKey | null {
  const text = url.trim();
  const [, authority, urlPath] = urlAddress.exec(text) ?? [];
  if (authority !== undefined && urlPath !== undefined)
    return keyFrom(hostOf(authority), urlPath.replace(/[?#].*$/, ''));
  if (text.includes('://')) return null;
  const [, host, path] = sshAddress.exec(text) ?? [];
  return host !== undefined && path !== undefined ? keyFrom(host, path) : null;
}

/** User, password and port name no other repository. */
const hostOf = (authority: string): string =>
  authority.slice(authority.lastIndexOf('@') + 1).replace(/:\d*$/, '');

/** Second names of the same host, for SSH through the HTTPS port. */
const otherNames: Readonly<Record<string, string>> = {
  'ssh.github.com': 'github.com',
  'altssh.gitlab.com': 'gitlab.com',
  'altssh.bitbucket.org': 'bitbucket.org',
  'ssh.dev.azure.com': 'dev.azure.com',
};

function keyFrom(rawHost: string, rawPath: string): RepositoryKey | null {
  const name = rawHost.toLowerCase().replace(/\.$/, '');
  const host = otherNames[name] ?? name;
  const names = decoded(rawPath)
    .split('/')
    .filter((part) => part !== '');
  const last = names.pop()?.replace(/\.git$/i, '');
  if (last) names.push(last);
  return readRepositoryKey([host, ...(host === 'dev.azure.com' ? azureNames(names) : names)].join('/'));
}

const decoded = (path: string): string => {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
};

/** `v3/o/p/r` of SSH, `o/p/_git/r` of HTTPS, and `o/_git/r` for the repository named like its project. */
function azureNames(names: readonly string[]): readonly string[] {
  const rest = names[0] === 'v3' ? names.slice(1) : names;
  if (rest.length === 3 && rest[1] === '_git') return [rest[0]!, rest[2]!, rest[2]!];
  return rest.filter((name, index) => !(name === '_git' && index === 2));
}

const virtualHosts: Readonly<Record<string, string>> = {
  github: 'github.com',
  gitlab: 'gitlab.com',
  azurerepos: 'dev.azure.com',
};

/** The key of a folder opened without a clone, `vscode-vfs://github/acme/pay/...`; null for every other address. */
export function keyOfAddress(address: string): RepositoryKey | null {
  // What follows a plus sign in the host part is the editor's own note of branch or commit.
  const [, name, path] = /^vscode-vfs:\/\/([a-z]+)(?:(?:\+|%2b)[^/]*)?\/(.*)$/i.exec(address) ?? [];
  const host = name === undefined ? undefined : virtualHosts[name.toLowerCase()];
  if (!host || path === undefined) return null;
  const names = path.split('/').filter((part) => part !== '');
  const wanted = host === 'dev.azure.com' ? 3 : 2;
  return names.length < wanted ? null : keyFrom(host, names.slice(0, wanted).join('/'));
}

const keyForm = /^[a-z0-9][a-z0-9.-]*(?:\/[^/\s\\?#%]+)+$/;

/** A key as a person writes it, brought to its stored form; null when it is none, such as a name without a host. */
export function readRepositoryKey(text: string): RepositoryKey | null {
  const [host = '', ...path] = text.trim().split('/');
  const key = [host.toLowerCase(), ...path].join('/');
  const steps = path.includes('.') || path.includes('..');
  return key.length <= 300 && keyForm.test(key) && !steps ? key : null;
}

/** `repository:` at the top level of `.steward.yaml`; null when it is not there or is no key. */
export function keyInStewardYaml(text: string): RepositoryKey | null {
  const line =
    /^\uFEFF?repository:[ \t]+(?:"([^"\n]*)"|'([^'\n]*)'|([^\s#"'][^\n]*?))[ \t\r]*(?:[ \t]#[^\n]*)?$/m;
  const [, double, single, plain] = line.exec(text) ?? [];
  const value = double ?? single ?? plain;
  return value === undefined ? null : readRepositoryKey(value);
}

/** Keys name the same repository when they differ in case alone. */
export const sameRepository = (a: RepositoryKey, b: RepositoryKey): boolean =>
  a.toLowerCase() === b.toLowerCase();

/** The host part of a key. */
export const hostOfKey = (key: RepositoryKey): string => key.slice(0, key.indexOf('/')).toLowerCase();
