import * as vscode from 'vscode';
import { tokenSecret } from '../../host/find-server.ts';
import type { Steward } from '../steward.ts';

/** Keeps the token for the server's origin in the editor's secret storage; an empty one forgets it. */
export async function enterToken({ connection, secrets }: Steward): Promise<void> {
  const address = connection.address();
  if (address === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('No server is known yet: set its address in steward.server first.'),
    );
    return;
  }
  const token = await vscode.window.showInputBox({
    title: vscode.l10n.t('Token for {0}', address),
    prompt: vscode.l10n.t('`steward token` prints it on the machine of the server. Empty: forget the token.'),
    password: true,
    ignoreFocusOut: true,
    validateInput: (text) =>
      /^[\x21-\x7e]*$/.test(text.trim()) ? undefined : vscode.l10n.t('A token has no spaces: copy it again'),
  });
  if (token === undefined) return;
  if (token.trim() === '') await secrets.delete(tokenSecret(address));
  else await secrets.store(tokenSecret(address), token.trim());
}
