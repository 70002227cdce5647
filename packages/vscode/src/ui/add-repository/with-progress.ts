import * as vscode from 'vscode';
import { isSurfaceEnabled } from '../surface.ts';

/** Runs a task under the progress bar of the view, with its words in the status bar; no toast. */
export async function withProgress<Result>(
  task: (say: (words: string) => void) => Promise<Result>,
): Promise<Result> {
  const inStatusBar = () =>
    vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: 'Steward' }, (progress) =>
      task((message) => progress.report({ message })),
    );
  return isSurfaceEnabled('thisFile')
    ? vscode.window.withProgress({ location: { viewId: 'steward.thisFile' } }, inStatusBar)
    : inStatusBar();
}
