import { type ServerFile, writeServerFile } from '@steward/client/server-file.ts';
import { reasonOf } from '../database/start-problem.ts';

export type PublishProblem = { code: 'STATE_NOT_WRITABLE'; message: string; fix: string };

/** Leaves address and token where the clients of this user look for them. Null, or why that is not possible. */
export function publishServer(folder: string, file: ServerFile): PublishProblem | null {
  try {
    writeServerFile(folder, file);
    return null;
  } catch (error) {
    return {
      code: 'STATE_NOT_WRITABLE',
      message: `The folder ${folder}, in which clients find the server, cannot be written: ${reasonOf(error)}.`,
      fix: 'Mend its permissions, or set XDG_STATE_HOME to a folder of yours.',
    };
  }
}
