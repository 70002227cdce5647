import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Remote, type RepositoryKey, repositoryKeyOf } from '@steward/domain/code/repository-key.ts';

/** The nearest folder, the given one or above it, that is the root of a working copy; null when there is none. */
export function workingCopyRoot(folder: string): string | null {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git')) || existsSync(join(at, '.steward.yaml'))) return at;
    if (dirname(at) === at) return null;
  }
}

/** The key of the repository whose root this is, from its `.steward.yaml` or its remotes; null when neither says. */
export function keyOfWorkingCopy(root: string): RepositoryKey | null {
  const stewardYaml = textOrNull(join(root, '.steward.yaml'));
  const remotes = existsSync(join(root, '.git')) ? remotesOf(root) : [];
  return repositoryKeyOf({ stewardYaml, remotes })?.key ?? null;
}

export function textOrNull(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function remotesOf(root: string): Remote[] {
  const lines = git(root, ['config', '--get-regexp', '^remote\\..*\\.url$']) ?? '';
  return lines.split('\n').flatMap((line) => {
    const [, name, url] = /^remote\.(.+)\.url (.+)$/.exec(line) ?? [];
    return name && url ? [{ name, url }] : [];
  });
}

/** The commit that is checked out; null outside git and before the first commit. */
export const headCommit = (root: string): string | null =>
  !existsSync(join(root, '.git'))
    ? null
    : git(root, ['rev-parse', '--verify', '--quiet', 'HEAD'])?.trim() || null;

/** When the commit that is checked out came into the branch, milliseconds since 1970; null when there is none. */
export function headTime(root: string): number | null {
  const seconds = existsSync(join(root, '.git')) ? git(root, ['log', '-1', '--format=%ct', 'HEAD']) : null;
  return seconds && /^\d+$/.test(seconds.trim()) ? Number(seconds) * 1000 : null;
}

/** True for a clone that holds only the newest part of the history. */
export const isShallow = (root: string): boolean =>
  git(root, ['rev-parse', '--is-shallow-repository'])?.trim() === 'true';

/** Every file below the folder that git tracks, from the root of the working copy; null when git does not answer. */
export const trackedFiles = (root: string, folder: string): string[] | null =>
  git(root, ['ls-files', '-z', '--full-name', '--', folder])
    ?.split('\0')
    .filter((path) => path !== '') ?? null;

/** Every file of the working copy that git tracks or would track, from its root; null when git does not answer. */
export function everyFile(root: string): string[] | null {
  if (!existsSync(join(root, '.git'))) return null;
  const files = git(root, ['ls-files', '-z', '--cached', '--others', '--exclude-standard']);
  if (files === null) return null;
  return [...new Set(files.split('\0'))].filter((path) => path !== '' && existsSync(join(root, path)));
}

/** What git prints; null when it fails or is not there. */
function git(root: string, args: readonly string[]): string | null {
  const done = spawnSync('git', ['-C', root, ...args], { encoding: 'utf8', maxBuffer: 1 << 28 });
  return done.status === 0 ? done.stdout : null;
}
