import * as vscode from 'vscode';

const scheme = 'steward-plan';

/** Plans as documents that can be read and searched, and not changed. */
export interface PlanDocuments extends vscode.Disposable {
  show(repository: string, text: string): Promise<void>;
}

export function planDocuments(): PlanDocuments {
  const texts = new Map<string, string>();
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const registered = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    onDidChange: changed.event,
    provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? '',
  });
  return {
    async show(repository, text) {
      const uri = vscode.Uri.from({ scheme, path: `/${repository}/import-plan.txt` });
      texts.set(uri.toString(), text);
      changed.fire(uri);
      await vscode.window.showTextDocument(uri, { preview: true, preserveFocus: true });
    },
    dispose() {
      registered.dispose();
      changed.dispose();
    },
  };
}
