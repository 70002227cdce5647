import * as vscode from 'vscode';
import { type ChangeEvent, changeEvent, type Disposable } from '../core/change-event.ts';

export interface ActiveFile extends Disposable {
  /** The file in front, text or not; undefined when none is. */
  uri(): vscode.Uri | undefined;
  readonly changed: ChangeEvent;
}

/** Follows the tab in front, so that a picture or a notebook has an owner too. */
export function activeFile(): ActiveFile {
  const changed = changeEvent();
  let current = uriInFront();
  const look = () => {
    const next = uriInFront();
    if (next?.toString() === current?.toString()) return;
    current = next;
    changed.fire();
  };
  const listening = vscode.Disposable.from(
    vscode.window.tabGroups.onDidChangeTabs(look),
    vscode.window.tabGroups.onDidChangeTabGroups(look),
    vscode.window.onDidChangeActiveTextEditor(look),
  );
  return { uri: () => current, changed, dispose: () => listening.dispose() };
}

function uriInFront(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (input instanceof vscode.TabInputText) return input.uri;
  if (input instanceof vscode.TabInputTextDiff) return input.modified;
  if (input instanceof vscode.TabInputCustom) return input.uri;
  if (input instanceof vscode.TabInputNotebook) return input.uri;
  if (input instanceof vscode.TabInputNotebookDiff) return input.modified;
  return undefined;
}
