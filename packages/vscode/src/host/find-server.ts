import { parseServer } from '@steward/domain/settings/parse-setting.ts';
import * as vscode from 'vscode';
import type { FindServer, ServerPlace } from '../core/connection.ts';

/** The servers of this user that run on this machine, the one started last first; none in a browser. */
export type LocalServers = () => readonly ServerPlace[];

/** The server that the setting names, else one that runs here: the current one while it runs, else the newest. */
export function serverFinder(localServers: LocalServers, secrets: vscode.SecretStorage): FindServer {
  return async (current) => {
    const setting = vscode.workspace.getConfiguration('steward').get('server', '').trim();
    const running = localServers();
    if (setting === '') {
      const [newest] = running;
      const kept = running.find(
        ({ address, token }) => address === current?.address && token === current.token,
      );
      const found = kept ?? newest;
      return found ? { kind: 'FOUND', ...found } : { kind: 'NONE', problem: undefined };
    }
    const read = parseServer(setting);
    if (!read.ok)
      return { kind: 'NONE', problem: vscode.l10n.t('the setting steward.server {0}', read.problem) };
    const address = read.value;
    const stored = await secrets.get(tokenSecret(address));
    const token = stored ?? running.find((server) => server.address === address)?.token ?? null;
    return { kind: 'FOUND', address, token };
  };
}

/** A token is kept for one origin, and never sent to another. */
export const tokenSecret = (address: string): string => `steward.token:${new URL(address).origin}`;
