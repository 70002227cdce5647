import {
  RecordHistoryDocument,
  type RecordHistoryQuery,
  type RevisionLineFragment,
} from '@steward/client/operations.generated.ts';
import * as vscode from 'vscode';
import { revisionWords } from '../../core/history-words.ts';
import type { RecordName } from '../../core/record-address.ts';
import type { Steward } from '../steward.ts';

type Head = Omit<NonNullable<RecordHistoryQuery['record']>, 'history'>;

/** What a person does with a revision of the list. */
export type RevisionAction = 'open' | 'compare' | 'restore';

export interface ChosenRevision {
  record: Head;
  line: RevisionLineFragment;
  action: RevisionAction;
}

export interface RevisionQuestion {
  placeholder: string;
  /** What the buttons of a line offer beside choosing it. */
  actions: readonly Exclude<RevisionAction, 'open'>[];
}

interface Item extends vscode.QuickPickItem {
  line?: RevisionLineFragment;
  /** Loads what follows, or tries again. */
  loads?: true;
}

interface ActionButton extends vscode.QuickInputButton {
  action: RevisionAction;
}

/** Revisions of a page. */
const pageSize = 50;

/** Asks for a revision of a record, newest first, a page at a time; undefined when the person leaves. */
export function chooseRevision(
  { connection }: Steward,
  name: RecordName,
  { placeholder, actions }: RevisionQuestion,
): Promise<ChosenRevision | undefined> {
  const pick = vscode.window.createQuickPick<Item>();
  pick.title = vscode.l10n.t('History of {0}', name.key);
  pick.placeholder = placeholder;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.keepScrollPosition = true;
  const end = new AbortController();
  const lines: RevisionLineFragment[] = [];
  let record: Head | undefined;
  let next: string | null = null;

  const show = (last: Item[]) => {
    const now = Date.now();
    pick.items = [...lines.map((line) => itemOf(line, now)), ...last];
  };
  const itemOf = (line: RevisionLineFragment, now: number): Item => ({
    ...revisionWords(line, now, vscode.l10n),
    iconPath: new vscode.ThemeIcon('git-commit'),
    buttons: buttonsOf(line),
    line,
  });
  const buttonsOf = (line: RevisionLineFragment): ActionButton[] =>
    actions.flatMap((action): ActionButton[] => {
      if (action === 'compare')
        return [{ action, iconPath: new vscode.ThemeIcon('git-compare'), tooltip: compareWords() }];
      // What stands now needs no going back to.
      return line.revision === record?.revision
        ? []
        : [{ action, iconPath: new vscode.ThemeIcon('discard'), tooltip: restoreWords() }];
    });
  const load = async () => {
    pick.busy = true;
    const known = lines.length;
    const variables = { kind: name.kind, key: name.key, first: pageSize, after: next };
    const answer = await connection.request(RecordHistoryDocument, variables, end.signal);
    pick.busy = false;
    if (!answer.ok) return show([notice('warning', answer.problem.message, vscode.l10n.t('Try again'))]);
    if (!answer.data.record) return show([notice('info', goneWords(name.key))]);
    const { history, ...head } = answer.data.record;
    record = head;
    pick.title = vscode.l10n.t('History of {0}', head.label);
    lines.push(...history.nodes);
    next = history.pageInfo.hasNextPage ? history.pageInfo.endCursor : null;
    show(next === null ? [] : [{ label: vscode.l10n.t('Load more'), alwaysShow: true, loads: true }]);
    // The keyboard goes on at the first line that came.
    const first = pick.items[known];
    if (known > 0 && first) pick.activeItems = [first];
  };

  return new Promise((resolve) => {
    const choose = ({ line }: Item, action: RevisionAction) => {
      if (!line || !record) return;
      resolve({ record, line, action });
      pick.hide();
    };
    const loading = () =>
      load().catch((error: unknown) => {
        if (!end.signal.aborted) throw error;
      });
    pick.onDidAccept(() => {
      const [chosen] = pick.selectedItems;
      if (chosen?.loads && !pick.busy) void loading();
      else if (chosen) choose(chosen, 'open');
    });
    pick.onDidTriggerItemButton(({ item, button }) => choose(item, (button as ActionButton).action));
    pick.onDidHide(() => {
      end.abort(new Error('the list is closed'));
      pick.dispose();
      resolve(undefined);
    });
    pick.show();
    void loading();
  });
}

const notice = (icon: string, label: string, again?: string): Item => ({
  label,
  iconPath: new vscode.ThemeIcon(icon),
  alwaysShow: true,
  ...(again !== undefined && { description: again, loads: true as const }),
});

const compareWords = () => vscode.l10n.t('Compare with Now or a Date');
const restoreWords = () => vscode.l10n.t('Restore This Revision');
export const goneWords = (what: string) => vscode.l10n.t('{0} is not there any more.', what);
