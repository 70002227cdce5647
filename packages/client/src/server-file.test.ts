import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readServerFiles, removeServerFile, type ServerFile, writeServerFile } from './server-file.ts';
import { defaultDataFolder, serversFolder } from './user-folders.ts';

const made: string[] = [];
const folder = () => {
  const path = mkdtempSync(join(tmpdir(), 'steward-servers-'));
  made.push(path);
  return join(path, 'servers');
};
afterEach(() => {
  for (const path of made.splice(0)) rmSync(path, { recursive: true });
});

const server = (more: Partial<ServerFile> = {}): ServerFile => ({
  address: 'http://127.0.0.1:4000',
  process: process.pid,
  dataDirectory: '/data',
  token: 'secret',
  startedAt: '2026-01-01T00:00:00.000Z',
  ...more,
});

/** The id of a process that has ended. */
const deadProcess = () => spawnSync(process.execPath, ['-e', '0']).pid;

describe('the file of a running server', () => {
  it.skipIf(process.platform === 'win32')('is for its owner alone, and so is its folder', () => {
    const at = folder();
    mkdirSync(at, { mode: 0o755 });
    const path = writeServerFile(at, server());
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(at).mode & 0o777).toBe(0o700);
  });

  it('is read back, the newest first, and gone after its server', () => {
    const at = folder();
    const parent = server({ process: process.ppid, startedAt: '2026-01-02T00:00:00.000Z' });
    writeServerFile(at, server());
    writeServerFile(at, parent);
    expect(readServerFiles(at)).toEqual([parent, server()]);
    removeServerFile(at, process.ppid);
    expect(readServerFiles(at)).toEqual([server()]);
  });

  it('is ignored and removed when its process is gone', () => {
    const at = folder();
    const dead = deadProcess();
    const path = writeServerFile(at, server({ process: dead }));
    expect(readServerFiles(at)).toEqual([]);
    expect(existsSync(path)).toBe(false);
  });

  it('is passed over when it holds something else', () => {
    const at = folder();
    mkdirSync(at);
    writeFileSync(join(at, `${process.pid}.json`), '{"address":');
    expect(readServerFiles(at)).toEqual([]);
    expect(readServerFiles(join(at, 'missing'))).toEqual([]);
  });
});

describe('the folders of a user', () => {
  const machine = (platform: string, environment: Record<string, string>) => ({
    platform,
    environment,
    home: platform === 'win32' ? 'C:\\Users\\ada' : '/home/ada',
  });

  it.each([
    ['linux', {}, '/home/ada/.local/state/steward/servers', '/home/ada/.local/share/steward/data'],
    [
      'linux',
      { XDG_STATE_HOME: '/state', XDG_DATA_HOME: '/share' },
      '/state/steward/servers',
      '/share/steward/data',
    ],
    [
      'linux',
      { XDG_STATE_HOME: 'state' },
      '/home/ada/.local/state/steward/servers',
      '/home/ada/.local/share/steward/data',
    ],
    [
      'darwin',
      {},
      '/home/ada/Library/Application Support/steward/servers',
      '/home/ada/Library/Application Support/steward/data',
    ],
    ['win32', { LOCALAPPDATA: 'D:\\Local' }, 'D:\\Local\\steward\\servers', 'D:\\Local\\steward\\data'],
    [
      'win32',
      {},
      'C:\\Users\\ada\\AppData\\Local\\steward\\servers',
      'C:\\Users\\ada\\AppData\\Local\\steward\\data',
    ],
  ])('on %s with %o lie where that system keeps such', (platform, environment, servers, data) => {
    expect(serversFolder(machine(platform, environment))).toBe(servers);
    expect(defaultDataFolder(machine(platform, environment))).toBe(data);
  });
});
