import * as vscode from 'vscode';
import type { Surface } from '../surface.ts';

/** The tree of the portfolio. Without a server it has nothing to list, and its welcome text says why. */
export const portfolioSurface: Surface = {
  id: 'portfolio',
  open() {
    const provider: vscode.TreeDataProvider<never> = {
      getChildren: () => [],
      getTreeItem: (element) => element,
    };
    return vscode.window.createTreeView('steward.portfolio', { treeDataProvider: provider });
  },
};
