import * as vscode from 'vscode';
import { cardMarkdown } from '../card-markdown.ts';
import type { Steward } from '../steward.ts';
import type { Surface } from '../surface.ts';

/** The card over the first line, where the lens stands. */
export const hoverSurface: Surface = {
  id: 'hover',
  open({ model }: Steward) {
    return vscode.languages.registerHoverProvider(
      { scheme: '*' },
      {
        provideHover({ uri }, { line }) {
          const card = line === 0 ? cardMarkdown(model.answer(uri), 'hover', uri) : undefined;
          return card && new vscode.Hover(card, new vscode.Range(0, 0, 0, Number.MAX_SAFE_INTEGER));
        },
      },
    );
  },
};
