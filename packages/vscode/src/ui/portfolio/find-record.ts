import type { Answer } from '@steward/client/problem.ts';
import * as vscode from 'vscode';
import { debouncedSearch } from '../../core/debounced-search.ts';
import type { FoundRecord } from '../../core/portfolio-source.ts';
import { kindIcon, kindWords } from '../../core/portfolio-words.ts';

interface Item extends vscode.QuickPickItem {
  found?: FoundRecord;
}

export type Find = (text: string, signal: AbortSignal) => Promise<Answer<FoundRecord[]>>;

export interface Asking {
  title: string;
  /** What may be typed. */
  placeholder: string;
}

/** Asks for a record by key, name or words; undefined when the person leaves. */
export function findRecord(find: Find, { title, placeholder }: Asking): Promise<FoundRecord | undefined> {
  const pick = vscode.window.createQuickPick<Item>();
  pick.title = title;
  pick.placeholder = placeholder;
  const search = debouncedSearch<FoundRecord>({
    find,
    show: (state) => {
      pick.busy = state.state === 'SEARCHING';
      if (state.state === 'IDLE') pick.items = [];
      if (state.state === 'FAILED') pick.items = [notice('warning', state.message)];
      if (state.state === 'FOUND')
        pick.items =
          state.found.length > 0
            ? state.found.map(foundItem)
            : [notice('info', vscode.l10n.t('Nothing is found'))];
    },
  });
  return new Promise((resolve) => {
    pick.onDidChangeValue((text) => search.type(text));
    pick.onDidAccept(() => {
      const [chosen] = pick.selectedItems;
      if (!chosen?.found) return;
      resolve(chosen.found);
      pick.hide();
    });
    pick.onDidHide(() => {
      search.dispose();
      pick.dispose();
      resolve(undefined);
    });
    pick.show();
  });
}

/** The server has chosen and sorted; the list must not choose again. */
const foundItem = (found: FoundRecord): Item => ({
  label: found.name,
  description: `${kindWords(found.kind, vscode.l10n)} · ${found.key}`,
  iconPath: new vscode.ThemeIcon(kindIcon(found.kind)),
  alwaysShow: true,
  found,
});

const notice = (icon: string, text: string): Item => ({
  label: text,
  iconPath: new vscode.ThemeIcon(icon),
  alwaysShow: true,
});
