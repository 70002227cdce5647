import * as vscode from 'vscode';
import { type Connection, type ConnectionState, connection } from '../core/connection.ts';
import { type LocalServers, serverFinder } from './find-server.ts';

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

/** The connection of this window. `wanted` says whether any surface that asks the server is switched on. */
export function editorConnection(
  { secrets }: vscode.ExtensionContext,
  localServers: LocalServers,
  wanted: () => boolean,
): Connection {
  const link = connection({ find: serverFinder(localServers, secrets) });
  const look = () => {
    if (wanted()) void link.look();
  };
  const show = () => {
    void vscode.commands.executeCommand('setContext', 'steward.server', contextValues[link.state()]);
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
      if (key.startsWith('steward.token:')) look();
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
