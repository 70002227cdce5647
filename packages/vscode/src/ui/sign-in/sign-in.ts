import * as vscode from 'vscode';
import type { Session } from '../../core/session.ts';
import { type SignInWay, signInWay } from '../../core/sign-in-way.ts';
import { namedServer } from '../../host/find-server.ts';
import type { Steward } from '../steward.ts';
import { askViewer } from './ask-viewer.ts';
import { pasteToken } from './paste-token.ts';

/** Asks who somebody is, in the way they choose. Answers with the session that is kept now; undefined when they leave. */
export async function signIn(steward: Steward): Promise<Session | undefined> {
  const address = await addressToSignIn(steward);
  if (address === undefined) return undefined;
  const way = await browserWay(address);
  const chosen = way ? await chooseWay(way) : 'token';
  if (chosen === undefined) return undefined;
  const session =
    way && chosen === 'browser' ? await inBrowser(steward, address, way) : await pasteToken(address);
  return session && keep(steward, address, session);
}

/** Pastes a token without a question for another way; works wherever a server is named. */
export async function enterToken(steward: Steward): Promise<void> {
  const address = await addressToSignIn(steward);
  const session = address === undefined ? undefined : await pasteToken(address);
  if (address !== undefined && session) await keep(steward, address, session);
}

/** Forgets who is signed in. Whatever is shown knows at once, and a stream from the server ends. */
export async function signOut({ connection, sessions }: Steward): Promise<void> {
  const address = connection.address();
  if (address === undefined || !(await sessions.of(address))) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Nobody is signed in here.'));
    return;
  }
  await sessions.forget(address);
  await connection.look(true);
}

async function addressToSignIn({ connection }: Steward): Promise<string | undefined> {
  await connection.look();
  const address = connection.address();
  const isLocal = namedServer() === '';
  if (address !== undefined && !isLocal) return address;
  const set = vscode.l10n.t("Set the Server's Address");
  const said =
    address === undefined
      ? vscode.l10n.t('No server is known yet: set its address in steward.server first.')
      : connection.state() === 'UNAUTHENTICATED'
        ? vscode.l10n.t(
            'The server on this machine does not accept the token that it left for you: start it again.',
          )
        : vscode.l10n.t(
            'The server on this machine knows you without signing in. To sign in to another one, set its address in steward.server first.',
          );
  if ((await vscode.window.showInformationMessage(said, set)) === set)
    await vscode.commands.executeCommand('workbench.action.openSettings', 'steward.server');
  return undefined;
}

/** Undefined, with a word about it where there is one, when only a token can be pasted. */
async function browserWay(address: string): Promise<SignInWay | undefined> {
  try {
    return await signInWay(address);
  } catch (error) {
    tellError(messageOf(error));
    return undefined;
  }
}

async function chooseWay(way: SignInWay): Promise<'browser' | 'token' | undefined> {
  const items = [
    {
      label: vscode.l10n.t('$(globe) Sign in with the browser'),
      description: new URL(way.issuer).host,
      way: 'browser' as const,
    },
    {
      label: vscode.l10n.t('$(key) Paste a token'),
      description: vscode.l10n.t('works everywhere'),
      way: 'token' as const,
    },
  ];
  const title = vscode.l10n.t('How do you want to sign in?');
  return (await vscode.window.showQuickPick(items, { title, ignoreFocusOut: true }))?.way;
}

async function inBrowser(
  { signIns }: Steward,
  address: string,
  way: SignInWay,
): Promise<Session | undefined> {
  try {
    const got = await signIns.run(way);
    if (!got) return undefined;
    const answer = await askViewer(address, got.token);
    if (answer.ok) return { ...got, account: answer.data };
    const { kind, message } = answer.problem;
    tellError(
      kind === 'UNAUTHENTICATED'
        ? vscode.l10n.t(
            '{0} signed you in, and the server at {1} does not accept that: ask whoever runs it.',
            new URL(way.issuer).host,
            address,
          )
        : message,
    );
  } catch (error) {
    tellError(vscode.l10n.t('You are not signed in: {0}', messageOf(error)));
  }
  return undefined;
}

async function keep(steward: Steward, address: string, session: Session): Promise<Session> {
  await steward.sessions.keep(address, session);
  await steward.connection.look(true);
  const said = vscode.l10n.t('Signed in as {0}', session.account.label);
  vscode.window.setStatusBarMessage(`$(account) ${said}`, 5000);
  return session;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
const tellError = (message: string) => void vscode.window.showErrorMessage(message);
