import * as vscode from 'vscode';
import { type PortfolioModel, portfolioModel } from '../../core/portfolio-model.ts';
import type { PortfolioSource } from '../../core/portfolio-source.ts';
import { refreshIntervalMilliseconds } from '../../core/repository-index-store.ts';
import type { Steward } from '../steward.ts';
import type { SurfaceId } from '../surface.ts';
import { hasCodeHere } from './open-code.ts';
import { portfolioItem } from './portfolio-item.ts';

/** The tree while its switch is on. */
export interface PortfolioTree extends vscode.Disposable {
  model: PortfolioModel;
  /** Ids of the rows that are chosen. */
  selected(): readonly string[];
  /** Opens all above a record and puts the focus on it; false when it is gone. */
  reveal(id: string): Promise<boolean>;
  /** Loads the page of a "Load more" row and moves the focus to its first row, so that the keyboard goes on there. */
  loadMore(id: string): Promise<void>;
}

/** A tree of records in the view `steward.<id>`; asks nobody before it is looked at. */
export function portfolioTree(
  steward: Steward,
  id: SurfaceId,
  source: PortfolioSource,
  drag?: vscode.TreeDragAndDropController<string>,
): PortfolioTree {
  const { connection } = steward;
  const model = portfolioModel(source, Date.now);
  const changed = new vscode.EventEmitter<string | undefined>();
  const provider: vscode.TreeDataProvider<string> = {
    onDidChangeTreeData: changed.event,
    getChildren: (id) => model.children(id),
    getParent: (id) => model.parentOf(id),
    getTreeItem: (id) => {
      const row = model.row(id);
      return row ? portfolioItem(row, hasCodeHere(steward, row)) : new vscode.TreeItem('');
    },
  };
  const view = vscode.window.createTreeView(`steward.${id}`, {
    treeDataProvider: provider,
    showCollapseAll: true,
    canSelectMany: true,
    ...(drag && { dragAndDropController: drag }),
  });
  let address = connection.address();
  let wasSignedOut = false;
  const follow = () => {
    const state = connection.state();
    const isSignedOut = state === 'UNAUTHENTICATED';
    const isOther = address !== undefined && address !== connection.address();
    // What one server has said is not shown for another, nor to somebody who may be another person. Whoever is not
    // accepted any more, and has not left, keeps what was there.
    const isLeft = isSignedOut ? connection.place()?.token === null : wasSignedOut;
    if (isOther || isLeft) model.clear();
    else if (state === 'LOADING') void model.refresh();
    address = connection.address();
    wasSignedOut = isSignedOut;
    view.message = awayMessage(steward, model.loadedAt());
  };
  const refreshOld = () => {
    const age = Date.now() - (model.loadedAt() ?? Number.NaN);
    if (age >= refreshIntervalMilliseconds) void model.refresh();
  };
  let known = repositoryKeys(steward);
  const listening = vscode.Disposable.from(
    model.onChanged((id) => changed.fire(id)),
    connection.changed.listen(follow),
    steward.stale.listen(() => void model.refresh()),
    // Which rows have their code here is seen on the rows that are there; nobody is asked.
    steward.model.changed.listen(() => {
      const keys = repositoryKeys(steward);
      if (keys !== known && model.asked()) changed.fire(undefined);
      known = keys;
    }),
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) refreshOld();
    }),
  );
  return {
    model,
    selected: () => view.selection,
    async reveal(id) {
      if (!(await model.reach(id))) return false;
      await view.reveal(id, { select: true, focus: true });
      return true;
    },
    async loadMore(id) {
      const first = await model.more(id);
      if (first !== undefined) await view.reveal(first, { select: false, focus: true });
    },
    dispose() {
      listening.dispose();
      view.dispose();
      changed.dispose();
      model.dispose();
    },
  };
}

/** While the server is away, or accepts nobody, the last good tree stays, and says of when it is. */
function awayMessage({ connection }: Steward, loadedAt: number | undefined): string | undefined {
  if (loadedAt === undefined) return undefined;
  const time = new Date(loadedAt).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  switch (connection.state()) {
    case 'LOST':
      return vscode.l10n.t('The server does not answer. This is as of {0}.', time);
    case 'UNAUTHENTICATED':
      return vscode.l10n.t('You are signed out. This is as of {0}.', time);
    default:
      return undefined;
  }
}

const repositoryKeys = ({ model }: Steward): string =>
  model
    .repositories()
    .map(({ key }) => key)
    .join('\n');
