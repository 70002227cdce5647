import {
  type AccessTokenPartsFragment,
  RevokeAccessTokenDocument,
  ViewerTokensDocument,
} from '@steward/client/operations.generated.ts';
import { userErrorOf } from '@steward/client/problem.ts';
import * as vscode from 'vscode';
import type { Steward } from '../steward.ts';
import { makeToken } from './make-token.ts';

interface TokenItem extends vscode.QuickPickItem {
  token?: AccessTokenPartsFragment;
}

/** Lists the access tokens of whoever is signed in, makes one, and ends one. */
export async function accessTokens({ connection }: Steward): Promise<void> {
  for (;;) {
    const answer = await connection.request(ViewerTokensDocument, { includeEnded: false });
    if (!answer.ok) return tellError(answer.problem.message);
    const { name, accessTokens: tokens } = answer.data.viewer;
    const chosen = await vscode.window.showQuickPick([...tokens.map(tokenItem), makeItem()], {
      title: vscode.l10n.t('Access tokens of {0}', name),
      placeHolder:
        tokens.length === 0
          ? vscode.l10n.t('There are none. Make one for each program that acts for you.')
          : vscode.l10n.t('Choose one to revoke it'),
      matchOnDescription: true,
    });
    if (!chosen) return;
    if (chosen.token) await revoke(connection, chosen.token);
    else await makeToken(connection);
    // The token of this very editor may have been the one.
    if (connection.state() !== 'CONNECTED') return;
  }
}

const tokenItem = (token: AccessTokenPartsFragment): TokenItem => ({
  label: `$(key) ${token.name}`,
  description: token.scopes.map((scope) => scope.toLowerCase()).join(', '),
  detail: vscode.l10n.t(
    '{0} · ends {1}',
    token.lastUsedAt === null
      ? vscode.l10n.t('never used')
      : vscode.l10n.t('last used {0}', timeWords(token.lastUsedAt)),
    timeWords(token.expiresAt),
  ),
  token,
});

const makeItem = (): TokenItem => ({ label: vscode.l10n.t('$(add) Make a token'), alwaysShow: true });

async function revoke(
  connection: Steward['connection'],
  { id, name }: AccessTokenPartsFragment,
): Promise<void> {
  const yes = vscode.l10n.t('Revoke');
  const detail = vscode.l10n.t('Whatever uses it is refused within 5 seconds. It can not be taken back.');
  const question = vscode.l10n.t('Revoke the token "{0}"?', name);
  if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, yes)) !== yes) return;
  const input = { id, idempotencyKey: crypto.randomUUID() };
  const answer = await connection.request(RevokeAccessTokenDocument, { input });
  const problem = answer.ok ? userErrorOf(answer.data.revokeAccessToken) : answer.problem;
  if (problem) tellError(problem.message);
  else vscode.window.setStatusBarMessage(vscode.l10n.t('The token "{0}" is revoked', name), 5000);
}

const timeWords = (instant: string): string =>
  new Date(instant).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' });

const tellError = (message: string) => void vscode.window.showErrorMessage(message);
