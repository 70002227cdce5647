import * as vscode from 'vscode';
import { addressInside } from '../core/file-address.ts';
import type { Steward } from './steward.ts';

/** Keeps the context key `steward.repository` for the welcome texts: `unknown` where the server has not got an opened one. */
export function welcomeContext({ model }: Steward): vscode.Disposable {
  const show = () => {
    const unknown = model.repositories().some(({ root }) => {
      const answer = model.answer(addressInside(root, '.steward.yaml'));
      return 'server' in answer && answer.server.knows === false;
    });
    void vscode.commands.executeCommand('setContext', 'steward.repository', unknown ? 'unknown' : 'known');
  };
  show();
  const listening = model.changed.listen(show);
  return new vscode.Disposable(() => listening.dispose());
}
