import { SchemaOfKindDocument } from '@steward/client/operations.generated.ts';
import * as vscode from 'vscode';
import type { Connection } from '../../core/connection.ts';
import { kindOfSchema, schemaScheme } from '../../core/record-address.ts';

/** The JSON Schema of each kind's documents, for the editor's own JSON support; as the server says it. */
export function schemaDocuments(connection: Connection): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  /** Those that could not be had when they were asked for. */
  const missing = new Map<string, vscode.Uri>();
  const registered = vscode.workspace.registerTextDocumentContentProvider(schemaScheme, {
    onDidChange: changed.event,
    async provideTextDocumentContent(uri) {
      const kind = kindOfSchema(uri.path);
      if (!kind) return '{}';
      const answer = await connection.request(SchemaOfKindDocument, { kind });
      if (answer.ok) return JSON.stringify(answer.data.recordSchema);
      missing.set(uri.toString(), uri);
      // Anything is right until the server can say what is.
      return '{}';
    },
  });
  const following = connection.changed.listen(() => {
    if (connection.state() !== 'CONNECTED') return;
    const again = [...missing.values()];
    missing.clear();
    for (const uri of again) changed.fire(uri);
  });
  return vscode.Disposable.from(registered, changed, following);
}
