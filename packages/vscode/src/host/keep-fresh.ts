import * as vscode from 'vscode';
import type { Disposable } from '../core/change-event.ts';
import type { LiveKnowledge } from '../core/server-knowledge.ts';
import type { WorkspaceModel } from '../core/workspace-model.ts';

/** Milliseconds between looks at what has become old; also how exact a told age is. */
const tickInterval = 60_000;

/** Asks for the indexes of the opened repositories: once, on focus, and when they are old. Asks nothing while nobody looks. */
export function keepFresh(
  knowledge: LiveKnowledge,
  model: WorkspaceModel,
  wanted: () => boolean,
): Disposable {
  const ensure = () => {
    if (!wanted()) return;
    for (const { key } of model.repositories()) if (key !== undefined) void knowledge.store.ensure(key);
  };
  const timer = setInterval(() => knowledge.tick(), tickInterval);
  const listening = vscode.Disposable.from(
    model.changed.listen(ensure),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('steward')) ensure();
    }),
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused && wanted()) void knowledge.store.refreshAll();
    }),
  );
  ensure();
  return {
    dispose() {
      clearInterval(timer);
      listening.dispose();
    },
  };
}
