import * as vscode from 'vscode';
import { isSessionSecret } from '../../core/sessions.ts';
import type { Steward } from '../steward.ts';
import { signIn, signOut } from './sign-in.ts';

/** Shows who is signed in to the server in use in the menu of accounts, and lets them sign out there. */
export function accounts(steward: Steward): vscode.Disposable {
  const { connection, secrets, sessions } = steward;
  const changed = new vscode.EventEmitter<vscode.AuthenticationProviderAuthenticationSessionsChangeEvent>();
  let shown: vscode.AuthenticationSession | undefined;
  const current = async (): Promise<vscode.AuthenticationSession | undefined> => {
    const address = connection.address();
    const session = address === undefined ? undefined : await sessions.of(address);
    return session && sessionOf(address ?? '', session.token, session.account);
  };
  const look = async () => {
    const before = shown;
    const now = await current();
    if (JSON.stringify(now) === JSON.stringify(shown)) return;
    shown = now;
    const isSame = before !== undefined && before.account.id === now?.account.id;
    changed.fire({
      added: now && !isSame ? [now] : [],
      removed: before && !isSame ? [before] : [],
      changed: now && isSame ? [now] : [],
    });
  };
  const provider: vscode.AuthenticationProvider = {
    onDidChangeSessions: changed.event,
    getSessions: async () => {
      shown = await current();
      return shown ? [shown] : [];
    },
    createSession: async () => {
      const session = await signIn(steward);
      const address = connection.address();
      if (!session || address === undefined) throw new Error(vscode.l10n.t('Nobody has signed in.'));
      return sessionOf(address, session.token, session.account);
    },
    removeSession: () => signOut(steward),
  };
  const listening = connection.changed.listen(() => void look());
  return vscode.Disposable.from(
    changed,
    vscode.authentication.registerAuthenticationProvider('steward', 'Steward', provider),
    secrets.onDidChange(({ key }) => {
      if (isSessionSecret(key)) void look();
    }),
    new vscode.Disposable(() => listening.dispose()),
  );
}

const sessionOf = (
  address: string,
  accessToken: string,
  account: vscode.AuthenticationSessionAccountInformation,
): vscode.AuthenticationSession => ({
  id: new URL(address).origin,
  accessToken,
  account: { id: account.id, label: account.label },
  scopes: [],
});
