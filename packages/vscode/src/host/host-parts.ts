import type { LocalServers } from './find-server.ts';
import type { WorkingCopy } from './repository-files.ts';

/** What the desktop's Node can do and a browser's worker can not, or not so. */
export interface HostParts {
  localServers: LocalServers;
  workingCopy: WorkingCopy;
  /** Of the page in a browser, which a server has to allow; undefined elsewhere. */
  origin: string | undefined;
}
