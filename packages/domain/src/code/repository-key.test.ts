import { describe, expect, it } from 'vitest';
import {
  hostOfKey,
  keyInStewardYaml,
  keyOfAddress,
  keyOfRemote,
  keyOfRemotes,
  readRepositoryKey,
  repositoryKeyOf,
  sameRepository,
} from './repository-key.ts';

describe('keyOfRemote', () => {
  it.each([
    ['git@GitHub.com:Acme/Pay.git', 'github.com/Acme/Pay'],
    ['ssh://git@github.com:22/Acme/Pay', 'github.com/Acme/Pay'],
    ['https://u:p@github.com:443/Acme/Pay.git/', 'github.com/Acme/Pay'],
    ['ssh://git@ssh.github.com:443/Acme/Pay.git', 'github.com/Acme/Pay'],
    ['git@gitlab.example.com:a/b/c.git', 'gitlab.example.com/a/b/c'],
    ['ssh://git@h:7999/scm/p/r.git', 'h/scm/p/r'],
    ['https://h:8443/scm/p/r.git', 'h/scm/p/r'],
    ['git@ssh.dev.azure.com:v3/o/p/r', 'dev.azure.com/o/p/r'],
    ['https://dev.azure.com/o/p/_git/r', 'dev.azure.com/o/p/r'],
    ['/srv/git/pay.git', null],
    ['file:///srv/git/pay.git', null],
  ])('%s is %s', (remote, key) => expect(keyOfRemote(remote)).toBe(key));

  it.each([
    ['https://o@dev.azure.com/o/_git/r', 'dev.azure.com/o/r/r'],
    ['github.com:Acme/Pay', 'github.com/Acme/Pay'],
    ['git@github.com:/Acme/Pay.git', 'github.com/Acme/Pay'],
    ['git+ssh://git@github.com/Acme/Pay', 'github.com/Acme/Pay'],
    ['https://github.com/Acme/Pay?x=1', 'github.com/Acme/Pay'],
    ['https://user@name:p@ss@github.com/Acme/Pay', 'github.com/Acme/Pay'],
    ['ssh://git@SSH.GitHub.com.:443/Acme/Pay', 'github.com/Acme/Pay'],
    ['https://github.com', null],
    ['https://github.com/', null],
    ['../pay', null],
    ['./a:b', null],
    ['C:\\src\\pay', null],
    ['C:/src/pay', null],
    ['ext::sh -c whatever', null],
    ['https://github.com/a/../b', null],
    ['', null],
  ])('also %j is %s', (remote, key) => expect(keyOfRemote(remote)).toBe(key));
});

describe('keyOfRemotes', () => {
  const remote = (name: string, url = `https://github.com/${name}/pay`) => ({ name, url });

  it('takes origin before upstream before the only one', () => {
    expect(keyOfRemotes([remote('upstream'), remote('origin')])).toBe('github.com/origin/pay');
    expect(keyOfRemotes([remote('mine'), remote('upstream')])).toBe('github.com/upstream/pay');
    expect(keyOfRemotes([remote('mine')])).toBe('github.com/mine/pay');
  });

  it('does not choose among others, and passes over a remote that is a path', () => {
    expect(keyOfRemotes([remote('mine'), remote('yours')])).toBeNull();
    expect(keyOfRemotes([remote('origin', '/srv/pay'), remote('upstream')])).toBe('github.com/upstream/pay');
    expect(keyOfRemotes([])).toBeNull();
  });
});

describe('keyOfAddress', () => {
  it.each([
    ['vscode-vfs://github/Acme/Pay', 'github.com/Acme/Pay'],
    ['vscode-vfs://github/Acme/Pay/src/a.ts', 'github.com/Acme/Pay'],
    ['vscode-vfs://github%2B7b2276223a317d/Acme/Pay', 'github.com/Acme/Pay'],
    ['vscode-vfs://azurerepos/o/p/r', 'dev.azure.com/o/p/r'],
    ['vscode-vfs://github/Acme', null],
    ['vscode-vfs://other/Acme/Pay', null],
    ['file:///src/pay', null],
  ])('%s is %s', (address, key) => expect(keyOfAddress(address)).toBe(key));
});

describe('keyInStewardYaml', () => {
  it.each([
    ['repository: demo/steward\n', 'demo/steward'],
    ['# where\nrepository: "Demo/Steward" # ours\r\nother: 1\n', 'demo/Steward'],
    ["repository: 'demo/steward'", 'demo/steward'],
    ['nested:\n  repository: demo/steward\n', null],
    ['repository: steward\n', null],
    ['repository:\n', null],
    ['', null],
  ])('%j gives %s', (text, key) => expect(keyInStewardYaml(text)).toBe(key));
});

describe('repositoryKeyOf', () => {
  const sources = {
    setting: 'GitHub.com/acme/set',
    stewardYaml: 'repository: demo/steward\n',
    remotes: [{ name: 'origin', url: 'git@github.com:acme/remote.git' }],
    address: 'vscode-vfs://github/acme/virtual',
  };

  it('takes the first that gives one, in the order of the table', () => {
    expect(repositoryKeyOf(sources)).toEqual({ key: 'github.com/acme/set', from: 'SETTING' });
    expect(repositoryKeyOf({ ...sources, setting: null })).toEqual({
      key: 'demo/steward',
      from: 'STEWARD_YAML',
    });
    expect(repositoryKeyOf({ remotes: sources.remotes, address: sources.address })?.from).toBe('REMOTE');
    expect(repositoryKeyOf({ address: sources.address })).toEqual({
      key: 'github.com/acme/virtual',
      from: 'ADDRESS',
    });
  });

  it('passes over a source that holds no key, and says when none does', () => {
    expect(repositoryKeyOf({ ...sources, setting: 'no key' })?.from).toBe('STEWARD_YAML');
    expect(repositoryKeyOf({})).toBeNull();
  });
});

describe('keys', () => {
  it('are compared without case and keep the case of the path', () => {
    expect(sameRepository('github.com/Acme/Pay', 'GITHUB.com/acme/pay')).toBe(true);
    expect(sameRepository('github.com/acme/pay', 'github.com/acme/pays')).toBe(false);
    expect(readRepositoryKey(' GitHub.com/Acme/Pay ')).toBe('github.com/Acme/Pay');
    expect(hostOfKey('GitHub.com/Acme/Pay')).toBe('github.com');
  });

  it.each(['', 'host', 'host/', '/path', 'host//path', 'host/a/../b', 'host/a b', `host/${'a'.repeat(300)}`])(
    '%j is none',
    (text) => expect(readRepositoryKey(text)).toBeNull(),
  );
});
