import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { temporaryFolder } from './temporary-folder.ts';

export interface GitRepository {
  path: string;
  /** Writes a file of the working copy; it is not committed. */
  write(path: string, text: string): Promise<void>;
  git(...args: string[]): Promise<string>;
  remove(): Promise<void>;
}

export interface GitRepositoryOptions {
  /** Text of each file by its path. All are in the first commit. */
  files: Record<string, string>;
  /** Address of `origin`; null: a repository without a remote. */
  remote?: string | null;
}

/** A repository on disk, as `git clone` leaves one: a commit, a branch, a remote. */
export async function gitRepository({
  files,
  remote = 'git@github.com:acme/pay.git',
}: GitRepositoryOptions): Promise<GitRepository> {
  const folder = await temporaryFolder('repository');
  const git = async (...args: string[]) => {
    const identity = [
      '-c',
      'user.name=Ada',
      '-c',
      'user.email=ada@example.com',
      '-c',
      'commit.gpgsign=false',
    ];
    const { stdout } = await promisify(execFile)('git', [...identity, ...args], { cwd: folder.path });
    return stdout;
  };
  const write = async (path: string, text: string) => {
    await mkdir(dirname(join(folder.path, path)), { recursive: true });
    await writeFile(join(folder.path, path), text);
  };
  await git('init', '--quiet', '--initial-branch=main');
  for (const [path, text] of Object.entries(files)) await write(path, text);
  await git('add', '--all');
  await git('commit', '--quiet', '--message=Begin');
  if (remote !== null) await git('remote', 'add', 'origin', remote);
  return { path: folder.path, write, git, remove: folder.remove };
}
