import { parseServer } from '@steward/domain/settings/parse-setting.ts';
import * as vscode from 'vscode';
import type { FindServer, ServerPlace } from '../core/connection.ts';
import type { Sessions } from '../core/sessions.ts';

/** The servers of this user that run on this machine, the one started last first; none in a browser. */
export type LocalServers = () => readonly ServerPlace[];

/** The server that the setting names, else one that runs here: the current one while it runs, else the newest. */
export function serverFinder(localServers: LocalServers, kept: Sessions): FindServer {
  return async (current) => {
    const setting = namedServer();
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
    const session = await kept.of(address);
    if (session) return { kind: 'FOUND', address, token: session.token, account: session.account.id };
    const token = running.find((server) => server.address === address)?.token ?? null;
    return { kind: 'FOUND', address, token };
  };
}

/** The server that the setting names, as it stands there; empty where one of this machine is taken. */
export const namedServer = (): string =>
  vscode.workspace.getConfiguration('steward').get('server', '').trim();
