import * as vscode from 'vscode';
import { openRoles } from '../../core/held-roles.ts';
import { recordScheme } from '../../core/record-address.ts';
import type { StewardRecord } from '../../core/record-writer.ts';

/** A line over each document that this person may only read: whose the record is. */
export interface ClosedLine extends vscode.Disposable {
  /** Begins to show it; nothing is registered while every open record may be changed. */
  show(): void;
}

export function closedLine(recordOf: (uri: vscode.Uri) => StewardRecord | undefined): ClosedLine {
  const changed = new vscode.EventEmitter<void>();
  let registered: vscode.Disposable | undefined;
  return {
    show() {
      registered ??= vscode.languages.registerCodeLensProvider(
        { scheme: recordScheme },
        {
          onDidChangeCodeLenses: changed.event,
          provideCodeLenses({ uri }) {
            const record = recordOf(uri);
            if (!record || record.viewerCanUpdate) return [];
            const command = { title: closedWords(record), command: '' };
            return [new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), command)];
          },
        },
      );
      changed.fire();
    },
    dispose() {
      registered?.dispose();
      changed.dispose();
    },
  };
}

/** Who may change a record that this person may not. */
function closedWords({ document }: StewardRecord): string {
  const holders = openRoles(document, Date.now())
    .filter(({ deputy }) => !deputy)
    .map(({ role, person, team }) => `${role.replaceAll('-', ' ')} ${person ?? team}`);
  return holders.length === 0
    ? vscode.l10n.t('Only to read: nobody holds a role on it, so an administrator changes it')
    : vscode.l10n.t('Only to read: {0}', holders.join(', '));
}
