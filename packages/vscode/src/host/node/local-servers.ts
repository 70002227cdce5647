import { homedir } from 'node:os';
import process from 'node:process';
import { readServerFiles } from '@steward/client/server-file.ts';
import { serversFolder } from '@steward/client/user-folders.ts';
import type { LocalServers } from '../find-server.ts';

/** Reads the files that running servers leave in the user's state folder. */
export const localServers: LocalServers = () => {
  const machine = { platform: process.platform, environment: process.env, home: homedir() };
  return readServerFiles(serversFolder(machine)).map(({ address, token }) => ({ address, token }));
};
