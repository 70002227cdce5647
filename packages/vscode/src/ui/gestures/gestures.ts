import * as vscode from 'vscode';
import { undoLastWrite } from '../writing/offer-undo.ts';
import type { Writing } from '../writing/writing.ts';
import { archiveRecord, restoreRecord } from './archive-record.ts';
import { createRecord } from './create-record.ts';
import { editMany } from './edit-many.ts';
import { handOverAll } from './hand-over-all.ts';
import { moveRecord } from './move-record.ts';
import { assignRole, endRole, handOverRole } from './roles.ts';
import type { Called } from './target-records.ts';

type Gesture = (writing: Writing, called: Called) => Promise<void>;

/** Everything that can be done with records from a row, or from the palette with a record that is looked for. */
const gestures: Record<string, Gesture> = {
  editField: editMany,
  createRecord,
  archiveRecord,
  restoreRecord,
  moveRecord,
  assignRole,
  handOverRole,
  endRole,
  handOverAll,
  undoLastWrite,
};

export function registerGestures(writing: Writing): vscode.Disposable {
  return vscode.Disposable.from(
    ...Object.entries(gestures).map(([name, run]) =>
      vscode.commands.registerCommand(`steward.${name}`, (argument?: unknown, more?: unknown) =>
        run(writing, { argument, more }),
      ),
    ),
  );
}
