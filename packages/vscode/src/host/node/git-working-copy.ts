import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type * as vscode from 'vscode';
import type { WorkingCopy } from '../repository-files.ts';

/** Asks the git of this machine. */
export const gitWorkingCopy: WorkingCopy = {
  async files(root) {
    const files = await git(root, ['ls-files', '-z', '--cached', '--others', '--exclude-standard']);
    if (files === null) return null;
    return [...new Set(files.split('\0'))].filter(
      (path) => path !== '' && existsSync(join(root.fsPath, path)),
    );
  },
  async headCommit(root) {
    return (await git(root, ['rev-parse', '--verify', '--quiet', 'HEAD']))?.trim() || null;
  },
};

/** What git prints; null when it fails, is not there, or the folder lies on no disk. */
function git(root: vscode.Uri, args: readonly string[]): Promise<string | null> {
  if (root.scheme !== 'file' || !existsSync(join(root.fsPath, '.git'))) return Promise.resolve(null);
  return new Promise((resolve) => {
    // A monitor is a program that the repository's own config may name: it is not started.
    const all = ['-c', 'core.fsmonitor=false', '-C', root.fsPath, ...args];
    execFile('git', all, { maxBuffer: 1 << 28, encoding: 'utf8' }, (error, stdout) =>
      resolve(error ? null : stdout),
    );
  });
}
