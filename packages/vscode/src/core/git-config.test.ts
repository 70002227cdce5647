import { describe, expect, it } from 'vitest';
import { folderOfGitFile, remotesOfGitConfig } from './git-config.ts';

describe('the remotes of a git config', () => {
  it('are read in their order, each with its first address', () => {
    const text = [
      '[core]',
      '\turl = not-this-one',
      '[remote "origin"]',
      '\turl = git@github.com:acme/pay.git ; ours',
      '\turl = git@mirror.example.com:acme/pay.git',
      '\tfetch = +refs/heads/*:refs/remotes/origin/*',
      '[branch "main"]',
      '\tremote = origin',
      '[Remote "up\\"stream"]',
      '  URL="https://github.com/acme/pay#x"',
    ].join('\r\n');
    expect(remotesOfGitConfig(text)).toEqual([
      { name: 'origin', url: 'git@github.com:acme/pay.git' },
      { name: 'up"stream', url: 'https://github.com/acme/pay#x' },
    ]);
  });

  it('are none in a repository that was never pushed', () => {
    expect(remotesOfGitConfig('[core]\n\tbare = false\n')).toEqual([]);
  });
});

describe('a .git that is a file', () => {
  it('points to the folder of a worktree or a submodule', () => {
    expect(folderOfGitFile('gitdir: ../.git/modules/lib\n')).toBe('../.git/modules/lib');
    expect(folderOfGitFile('not a git file')).toBeUndefined();
  });
});
