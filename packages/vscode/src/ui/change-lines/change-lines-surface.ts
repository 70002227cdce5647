import * as vscode from 'vscode';
import { changeLines } from '../../core/change-lines.ts';
import { marksAt, markTitle } from '../../core/change-mark-words.ts';
import type { LineHistory } from '../../core/line-history.ts';
import type { Steward } from '../steward.ts';
import type { Surface } from '../surface.ts';
import { followTexts } from './follow-texts.ts';
import { markCard } from './mark-card.ts';
import { markDecorations } from './mark-decorations.ts';

/** Where open changes touch lines: a sign in the margin, a line above them, a card on hover. */
export function changeLinesSurface(extension: vscode.Uri, history: LineHistory): Surface {
  return {
    id: 'changeLines',
    open({ model }: Steward) {
      const lines = changeLines(model, history);
      const decorations = markDecorations(extension);
      const changed = new vscode.EventEmitter<void>();
      const show = () => {
        for (const editor of vscode.window.visibleTextEditors)
          decorations.show(editor, lines.marks(editor.document.uri));
      };
      const lenses: vscode.CodeLensProvider = {
        onDidChangeCodeLenses: changed.event,
        provideCodeLenses: ({ uri }) =>
          lines.marks(uri).map(
            (mark) =>
              new vscode.CodeLens(new vscode.Range(mark.start - 1, 0, mark.start - 1, 0), {
                title: markTitle(mark, vscode.l10n),
                command: 'steward.showFileCard',
                arguments: [uri],
              }),
          ),
      };
      const hovers: vscode.HoverProvider = {
        provideHover({ uri }, { line }) {
          const here = marksAt(lines.marks(uri), line + 1);
          return here.length > 0 ? new vscode.Hover(markCard(here, uri)) : undefined;
        },
      };
      return vscode.Disposable.from(
        lines,
        decorations,
        changed,
        lines.changed.listen(() => {
          show();
          changed.fire();
        }),
        vscode.window.onDidChangeVisibleTextEditors(show),
        vscode.languages.registerCodeLensProvider({ scheme: '*' }, lenses),
        vscode.languages.registerHoverProvider({ scheme: '*' }, hovers),
        followTexts(lines),
      );
    },
  };
}
