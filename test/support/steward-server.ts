// A server as the command line runs it, with folders of its own, for tests of the programs that speak to it.
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { cleanEnvironment, stewardMain, temporaryFolder } from './steward.ts';

export interface RunningSteward {
  address: string;
  /** What a program needs in its environment to find this server and no other. */
  environment: Record<string, string>;
  /** Everything printed so far. */
  output: () => { stdout: string; stderr: string };
  process: ChildProcess;
  /** Sends the signal and waits for the end; answers with the exit code. */
  end: (signal?: NodeJS.Signals) => Promise<number | null>;
}

export interface ServerPlace {
  path: string;
  data: string;
  environment: Record<string, string>;
  remove: () => void;
}

/** Folders for one user: state, data and work, all new. */
export function serverPlace(): ServerPlace {
  const folder = temporaryFolder();
  return {
    path: folder.path,
    data: join(folder.path, 'data'),
    environment: {
      XDG_STATE_HOME: join(folder.path, 'state'),
      XDG_DATA_HOME: join(folder.path, 'share'),
    },
    remove: folder.remove,
  };
}

/** Starts `steward <args>` and waits for its address. Rejects with what it printed when it ends before. */
export function runServer(place: ServerPlace, args: readonly string[]): Promise<RunningSteward> {
  const child = spawn(process.execPath, [stewardMain, ...args, '--data', place.data], {
    cwd: place.path,
    env: cleanEnvironment(place.environment),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return new Promise((resolve, reject) => {
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      const [, address] = /^Steward answers at (\S+)$/m.exec(stdout) ?? [];
      if (address)
        resolve({
          address,
          environment: place.environment,
          output: () => ({ stdout, stderr }),
          process: child,
          end: (signal = 'SIGINT') => {
            child.kill(signal);
            return ended;
          },
        });
    });
    ended.then((code) => reject(new Error(`the server ended with ${code}: ${stdout}${stderr}`)));
  });
}
