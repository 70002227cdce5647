import type { Remote } from '@steward/domain/code/repository-key.ts';
import type { ChangeEvent } from './change-event.ts';
import type { FileAddress } from './file-address.ts';

/** A folder whose files belong together: a git repository, or an opened folder that lies in none. */
export interface RepositoryFolder {
  root: FileAddress;
  /** In git's own order; empty without git. */
  remotes: Remote[];
  /** What the user has set for this folder; empty where nothing is. */
  settings: {
    /** The setting `steward.repository`; empty in a folder that is not trusted. */
    repository: string;
    dialect: 'auto' | 'github' | 'gitlab';
  };
}

/** What the model needs of an editor. */
export interface WorkspaceHost {
  /** Every repository of the opened folders, those inside another one included. */
  repositories(): Promise<RepositoryFolder[]>;
  /** Text of a file as it is saved; undefined when there is none that can be read. */
  readText(address: FileAddress): Promise<string | undefined>;
  /** Fires when folders, remotes, settings or a file that was read may have changed. */
  readonly changed: ChangeEvent;
}
