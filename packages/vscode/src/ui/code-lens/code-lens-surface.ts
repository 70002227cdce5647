import * as vscode from 'vscode';
import { lensParts } from '../../core/file-words.ts';
import type { Steward } from '../steward.ts';
import type { Surface } from '../surface.ts';

/** One line at the top of each file. */
export const codeLensSurface: Surface = {
  id: 'codeLens',
  open({ model }: Steward) {
    const changed = new vscode.EventEmitter<void>();
    const top = new vscode.Range(0, 0, 0, 0);
    const provider: vscode.CodeLensProvider = {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses: ({ uri }) =>
        lensParts(model.answer(uri), vscode.l10n).map(
          ({ text, action }) =>
            new vscode.CodeLens(top, { title: text, command: `steward.${action}`, arguments: [uri] }),
        ),
    };
    return vscode.Disposable.from(
      changed,
      model.changed.listen(() => changed.fire()),
      vscode.languages.registerCodeLensProvider({ scheme: '*' }, provider),
    );
  },
};
