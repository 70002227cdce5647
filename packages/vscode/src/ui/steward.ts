import type * as vscode from 'vscode';
import type { Connection } from '../core/connection.ts';
import type { FileAnswer } from '../core/file-answer.ts';
import type { WorkspaceModel } from '../core/workspace-model.ts';
import type { ActiveFile } from '../host/active-file.ts';

/** What every surface stands on. */
export interface Steward {
  model: WorkspaceModel;
  connection: Connection;
  active: ActiveFile;
  log: vscode.LogOutputChannel;
}

/** The answer for the file in front; undefined when none is. */
export function activeAnswer({ model, active }: Steward): FileAnswer | undefined {
  const uri = active.uri();
  return uri && model.answer(uri);
}
