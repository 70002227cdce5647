import type { ChangeEvent } from './change-event.ts';
import type { FileAddress } from './file-address.ts';

/** A commit goes to git as an argument: nothing else may pass for one. */
export const isCommit = (text: string): boolean => /^[0-9a-f]{7,64}$/.test(text);

/** What git knows of a working copy's past. Never rejects; knows nothing where there is no git. */
export interface LineHistory {
  /** Text of a file, by its path from the root, as a commit has it; undefined where git knows either of them not. */
  textAt(root: FileAddress, commit: string, path: string): Promise<string | undefined>;
  /** Files that had another path at a commit: the path then, by the path now. */
  renamesSince(root: FileAddress, commit: string): Promise<ReadonlyMap<string, string>>;
  /** Whether the working copy has the file. */
  exists(root: FileAddress, path: string): Promise<boolean>;
  /** Fires when what was not known, or how files are called, may have become another. */
  readonly changed: ChangeEvent;
}
