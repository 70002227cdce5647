import { execFile } from 'node:child_process';
import { userInfo } from 'node:os';
import { promisify } from 'node:util';

/** Who sits at this machine: `login` as the system knows them, `name` as people read it. */
export interface LocalUser {
  login: string;
  name: string;
}

const GIT_ANSWERS_WITHIN_MS = 3_000;

/** The user of this machine, named as in their git configuration, else by their login. Never fails. */
export async function localUser(): Promise<LocalUser> {
  const login = loginName();
  return { login, name: (await gitUserName()) || login };
}

function loginName(): string {
  try {
    return userInfo().username;
  } catch {
    // A user id without an entry in the system's list of users, as containers have it.
    return 'local';
  }
}

async function gitUserName(): Promise<string> {
  try {
    const git = await promisify(execFile)('git', ['config', 'user.name'], { timeout: GIT_ANSWERS_WITHIN_MS });
    return git.stdout.trim().slice(0, 200);
  } catch {
    return '';
  }
}
