import * as vscode from 'vscode';
import type { ChangeMark } from '../../core/change-mark.ts';

type MarkState = ChangeMark['state'];

const states: readonly MarkState[] = ['UNTOUCHED', 'TOUCHED', 'GONE'];

/** Signs in the margin and in the overview of visible editors. */
export interface MarkDecorations extends vscode.Disposable {
  show(editor: vscode.TextEditor, marks: readonly ChangeMark[]): void;
}

/** A sign at the first line of each mark, by its state, and a thin edge along all its lines. */
export function markDecorations(extension: vscode.Uri): MarkDecorations {
  const sign = (state: MarkState) => {
    const gutterIcon = (theme: string) => ({
      gutterIconPath: vscode.Uri.joinPath(extension, 'media', `change-${state.toLowerCase()}-${theme}.svg`),
    });
    return vscode.window.createTextEditorDecorationType({
      light: gutterIcon('light'),
      dark: gutterIcon('dark'),
    });
  };
  const signs = states.map((state) => ({ state, type: sign(state) }));
  const colour = new vscode.ThemeColor('charts.purple');
  const edge = vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    borderStyle: 'solid',
    borderWidth: '0 0 0 2px',
    borderColor: colour,
    overviewRulerColor: colour,
    overviewRulerLane: vscode.OverviewRulerLane.Center,
  });
  return {
    show(editor, marks) {
      for (const { state, type } of signs)
        editor.setDecorations(
          type,
          marks.filter((mark) => mark.state === state).map(({ start }) => lineRange(start, start)),
        );
      const there = marks.filter(({ state }) => state !== 'GONE');
      editor.setDecorations(
        edge,
        there.map(({ start, end }) => lineRange(start, end)),
      );
    },
    dispose: () => vscode.Disposable.from(edge, ...signs.map(({ type }) => type)).dispose(),
  };
}

const lineRange = (start: number, end: number) => new vscode.Range(start - 1, 0, end - 1, 0);
