import * as vscode from 'vscode';
import { addressInside } from '../core/file-address.ts';
import type { Steward } from './steward.ts';

/**
 * Keeps the context key `steward.repository` for the welcome texts and the walkthrough: `unknown` where the server has
 * not got an opened one, `known` where it has all that it was asked about.
 */
export function welcomeContext({ model }: Steward): vscode.Disposable {
  const show = () => {
    const known = model.repositories().map(({ root }) => {
      const answer = model.answer(addressInside(root, '.steward.yaml'));
      return 'server' in answer ? answer.server.knows : undefined;
    });
    const value = known.includes(false) ? 'unknown' : known.includes(true) ? 'known' : 'none';
    void vscode.commands.executeCommand('setContext', 'steward.repository', value);
  };
  show();
  const listening = model.changed.listen(show);
  return new vscode.Disposable(() => listening.dispose());
}
