import { CreateAccessTokenDocument, type TokenScope } from '@steward/client/operations.generated.ts';
import { userErrorOf } from '@steward/client/problem.ts';
import { tokenDays, tokenScope } from '@steward/domain/people/access-token.ts';
import * as vscode from 'vscode';
import type { Steward } from '../steward.ts';

/** Asks what a new token is for, makes it, and shows its text this once. */
export async function makeToken(connection: Steward['connection']): Promise<void> {
  const name = await askForName();
  const scopes = name === undefined ? undefined : await askForScopes();
  const expiresInDays = scopes && (await askForDays());
  if (name === undefined || !scopes || expiresInDays === undefined) return;
  const input = { name, scopes, expiresInDays, idempotencyKey: crypto.randomUUID() };
  const answer = await connection.request(CreateAccessTokenDocument, { input });
  if (!answer.ok) return tellError(answer.problem.message);
  const made = answer.data.createAccessToken;
  const error = userErrorOf(made);
  if (error) return tellError(error.message);
  if (!('text' in made) || made.text === null)
    return tellError(
      vscode.l10n.t('The server made a token and did not show it: revoke it, and make another.'),
    );
  await showOnce(name, made.text);
}

const title = () => vscode.l10n.t('Make an access token');

async function askForName(): Promise<string | undefined> {
  const name = await vscode.window.showInputBox({
    title: title(),
    prompt: vscode.l10n.t('What is it for?'),
    ignoreFocusOut: true,
    validateInput: (text) => {
      const { length } = text.trim();
      return length >= 1 && length <= 100 ? undefined : vscode.l10n.t('1 to 100 characters');
    },
  });
  return name?.trim();
}

async function askForScopes(): Promise<TokenScope[] | undefined> {
  const names = Object.keys(tokenScope.values) as TokenScope[];
  const items = names.map((scope) => ({
    label: scope.toLowerCase(),
    detail: tokenScope.values[scope],
    picked: scope === 'READ',
    scope,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    ...{ title: title(), canPickMany: true, ignoreFocusOut: true },
    placeHolder: vscode.l10n.t('What may be done with it? As little as will do'),
  });
  return chosen?.map(({ scope }) => scope);
}

async function askForDays(): Promise<number | undefined> {
  const days = await vscode.window.showInputBox({
    title: title(),
    prompt: vscode.l10n.t('For how many days?'),
    value: String(tokenDays.standard),
    ignoreFocusOut: true,
    validateInput: (text) => {
      const number = Number(text);
      const isRight = Number.isInteger(number) && number >= 1 && number <= tokenDays.most;
      return isRight ? undefined : vscode.l10n.t('A whole number from {0} to {1}', 1, tokenDays.most);
    },
  });
  return days === undefined ? undefined : Number(days);
}

async function showOnce(name: string, text: string): Promise<void> {
  const copy = vscode.l10n.t('Copy');
  const said = vscode.l10n.t('The token "{0}" is made', name);
  const detail = vscode.l10n.t('{0}\n\nIt is shown this once and kept nowhere.', text);
  if ((await vscode.window.showInformationMessage(said, { modal: true, detail }, copy)) !== copy) return;
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(vscode.l10n.t('Copied the token'), 3000);
}

const tellError = (message: string) => void vscode.window.showErrorMessage(message);
