import * as vscode from 'vscode';
import type { Session } from '../../core/session.ts';
import { askViewer } from './ask-viewer.ts';

/** Asks for a token until the server accepts one; undefined when the person leaves. */
export function pasteToken(address: string): Promise<Session | undefined> {
  const input = vscode.window.createInputBox();
  input.title = vscode.l10n.t('Token for {0}', address);
  input.prompt = vscode.l10n.t(
    'Make one with "steward tokens create", or with "Steward: Access Tokens" where you are signed in. "steward token" prints that of a server on your own machine.',
  );
  input.password = true;
  input.ignoreFocusOut = true;
  return new Promise((resolve) => {
    let turn = 0;
    const check = async () => {
      turn += 1;
      const own = turn;
      const token = input.value.trim();
      input.validationMessage = token === '' ? vscode.l10n.t('Paste the token') : formProblem(token);
      if (input.validationMessage !== undefined) return;
      input.busy = true;
      input.enabled = false;
      const answer = await askViewer(address, token);
      if (own !== turn) return;
      input.busy = false;
      input.enabled = true;
      if (answer.ok) {
        resolve({ token, account: answer.data, renewal: undefined });
        return input.hide();
      }
      input.validationMessage =
        answer.problem.kind === 'UNAUTHENTICATED'
          ? vscode.l10n.t('The server does not accept this token: it is wrong, revoked or over')
          : answer.problem.message;
    };
    input.onDidChangeValue((text) => {
      input.validationMessage = formProblem(text.trim());
    });
    input.onDidAccept(() => void check());
    input.onDidHide(() => {
      turn += 1;
      resolve(undefined);
      input.dispose();
    });
    input.show();
  });
}

const formProblem = (token: string): string | undefined =>
  /^[\x21-\x7e]*$/.test(token) ? undefined : vscode.l10n.t('A token has no spaces: copy it again');
