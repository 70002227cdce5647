import * as vscode from 'vscode';
import { type Connection, type ConnectionState, connection } from '../core/connection.ts';
import { isSessionSecret, type Sessions } from '../core/sessions.ts';
import { serverFinder } from './find-server.ts';
import type { HostParts } from './host-parts.ts';

/** Values of the context key `steward.server`, which the welcome texts ask for. */
const contextValues: Record<ConnectionState, string> = {
  LOADING: 'loading',
  NONE: 'none',
  CONNECTED: 'connected',
  LOST: 'lost',
  UNAUTHENTICATED: 'signedOut',
};

/** Milliseconds between looks at the user's state folder; a look reads files and, only while the server is lost, asks whether it is back. */
const lookInterval = 5_000;

export interface EditorConnectionOptions {
  host: HostParts;
  secrets: vscode.SecretStorage;
  sessions: Sessions;
  /** Says whether any surface that asks the server is switched on. */
  wanted: () => boolean;
}

/** The connection of this window. */
export function editorConnection({ host, secrets, sessions, wanted }: EditorConnectionOptions): Connection {
  const { localServers, origin } = host;
  const link = connection({ find: serverFinder(localServers, sessions) });
  const look = () => {
    if (wanted()) void link.look();
  };
  const show = () => {
    const value = contextValues[link.state()];
    // A browser can not say that no server runs, nor why one does not answer.
    const told = origin !== undefined && /none|lost/.test(value) ? 'unreached' : value;
    void vscode.commands.executeCommand('setContext', 'steward.server', told);
  };
  show();
  const timer = setInterval(look, lookInterval);
  const listening = vscode.Disposable.from(
    link.changed.listen(show),
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) look();
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('steward')) look();
    }),
    secrets.onDidChange(({ key }) => {
      if (isSessionSecret(key)) void link.look(true);
    }),
  );
  look();
  return {
    ...link,
    dispose() {
      clearInterval(timer);
      listening.dispose();
      link.dispose();
    },
  };
}
