import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { stateFolder } from '@steward/client/user-folders.ts';
import { machineOf } from '../find-server.ts';
import type { Terminal } from '../terminal.ts';

/** A sign-in at one server, as it is kept between commands. Secret. */
export interface StoredSignIn {
  /** Origin of the server: its tokens are sent nowhere else. */
  readonly server: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly accessToken: string;
  /** Null where the issuer gave none: then the sign-in ends with its token. */
  readonly refreshToken: string | null;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

const folderOf = (terminal: Terminal): string => join(stateFolder(machineOf(terminal)), 'sign-ins');

/** The file of a server, whatever stands in its address. */
export function signInFile(terminal: Terminal, server: string): string {
  const name = createHash('sha256').update(new URL(server).origin).digest('hex').slice(0, 32);
  return join(folderOf(terminal), `${name}.json`);
}

/** Null when nobody signed in there, or the file holds something else. */
export function readSignIn(terminal: Terminal, server: string): StoredSignIn | null {
  try {
    const stored = JSON.parse(readFileSync(signInFile(terminal, server), 'utf8')) as StoredSignIn;
    return stored.server === new URL(server).origin && typeof stored.accessToken === 'string' ? stored : null;
  } catch {
    return null;
  }
}

/** Whole or not at all, and readable by its owner alone. */
export function keepSignIn(terminal: Terminal, stored: StoredSignIn): void {
  const folder = folderOf(terminal);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (process.platform !== 'win32') chmodSync(folder, 0o700);
  const path = signInFile(terminal, stored.server);
  const beside = `${path}.${process.pid}.new`;
  rmSync(beside, { force: true });
  writeFileSync(beside, `${JSON.stringify(stored, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  renameSync(beside, path);
}

export const forgetSignIn = (terminal: Terminal, server: string): void =>
  rmSync(signInFile(terminal, server), { force: true });
