import type * as vscode from 'vscode';
import type { ChangeEvent } from '../core/change-event.ts';
import type { Connection } from '../core/connection.ts';
import type { FileAnswer } from '../core/file-answer.ts';
import type { Sessions } from '../core/sessions.ts';
import type { WorkspaceModel } from '../core/workspace-model.ts';
import type { ActiveFile } from '../host/active-file.ts';
import type { HostParts } from '../host/host-parts.ts';
import type { PlanDocuments } from './add-repository/plan-document.ts';
import type { BrowserSignIns } from './sign-in/browser-sign-ins.ts';

/** What every surface stands on. */
export interface Steward {
  model: WorkspaceModel;
  connection: Connection;
  active: ActiveFile;
  host: HostParts;
  secrets: vscode.SecretStorage;
  sessions: Sessions;
  signIns: BrowserSignIns;
  plans: PlanDocuments;
  /** Asks for everything that is shown again; `afterWrite` when an answer under way is too old already. */
  refresh(options?: { afterWrite?: boolean }): Promise<void>;
  /** Fires when surfaces that ask the server by themselves are to ask again. */
  readonly stale: ChangeEvent;
  log: vscode.LogOutputChannel;
}

/** The answer for the file in front; undefined when none is. */
export function activeAnswer({ model, active }: Steward): FileAnswer | undefined {
  const uri = active.uri();
  return uri && model.answer(uri);
}
