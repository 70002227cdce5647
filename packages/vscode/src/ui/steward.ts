import type { RepositoryIndex } from '@steward/domain/code/repository-index.ts';
import type * as vscode from 'vscode';
import type { Connection } from '../core/connection.ts';
import type { FileAnswer } from '../core/file-answer.ts';
import type { RepositoryIndexStore } from '../core/repository-index-store.ts';
import type { WorkspaceModel } from '../core/workspace-model.ts';
import type { ActiveFile } from '../host/active-file.ts';

/** What every surface stands on. */
export interface Steward {
  model: WorkspaceModel;
  connection: Connection;
  /** The index of each repository; refresh it after a write. */
  indexes: RepositoryIndexStore<RepositoryIndex>;
  active: ActiveFile;
  log: vscode.LogOutputChannel;
}

/** The answer for the file in front; undefined when none is. */
export function activeAnswer({ model, active }: Steward): FileAnswer | undefined {
  const uri = active.uri();
  return uri && model.answer(uri);
}
