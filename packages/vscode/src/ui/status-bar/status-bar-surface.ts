import * as vscode from 'vscode';
import { statusWords } from '../../core/file-words.ts';
import { cardMarkdown } from '../card-markdown.ts';
import { activeAnswer, type Steward } from '../steward.ts';
import type { Surface } from '../surface.ts';

/** One item, right, for the file in front. */
export const statusBarSurface: Surface = {
  id: 'statusBar',
  open(steward: Steward) {
    const item = vscode.window.createStatusBarItem('file', vscode.StatusBarAlignment.Right, 100);
    item.name = vscode.l10n.t('Steward: owner of the file in front');
    item.command = 'steward.showFileCard';
    const show = () => {
      const answer = activeAnswer(steward);
      const words = answer && statusWords(answer, vscode.l10n);
      if (!answer || !words) {
        item.hide();
        return;
      }
      item.text = `$(organization) ${words.text}`;
      item.accessibilityInformation = { label: words.label };
      item.tooltip = cardMarkdown(answer, 'statusBar');
      item.show();
    };
    show();
    return vscode.Disposable.from(
      item,
      steward.active.changed.listen(show),
      steward.model.changed.listen(show),
    );
  },
};
