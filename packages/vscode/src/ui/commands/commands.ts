import * as vscode from 'vscode';
import { decidingPlace, ownersOf } from '../../core/file-answer.ts';
import { fileFacts } from '../../core/file-facts.ts';
import type { FileAction } from '../../core/file-words.ts';
import { addRepository } from '../add-repository/add-repository.ts';
import { accessTokens } from '../sign-in/access-tokens.ts';
import { enterToken, signIn, signOut } from '../sign-in/sign-in.ts';
import { activeAnswer, type Steward } from '../steward.ts';
import { enableSurface, isSurfaceEnabled, type SurfaceId, surfaceIds } from '../surface.ts';
import { chooseDialect } from './choose-dialect.ts';

export type CommandName =
  | Exclude<FileAction, 'claimFile' | 'correctOwner'>
  | 'getStarted'
  | 'hideSurface'
  | 'showSurface'
  | 'enterToken'
  | 'signOut'
  | 'accessTokens';

type Handler = (steward: Steward, argument: unknown) => Promise<unknown>;

/** Each command works from the palette without an argument: then it is about the file in front. */
export const commands: Record<CommandName, Handler> = {
  getStarted: async () => {
    await vscode.commands.executeCommand('workbench.action.openWalkthrough', 'steward.steward#start', false);
  },
  showFileCard,
  openDecidingRule,
  copyOwner,
  chooseDialect: async (steward) => {
    const answer = activeAnswer(steward);
    await chooseDialect(
      answer && 'repository' in answer ? vscode.Uri.from(answer.repository.root) : undefined,
    );
  },
  addRepository: (steward, argument) => addRepository(steward, uriOf(argument)),
  refresh: async (steward) => {
    await steward.refresh();
    vscode.window.setStatusBarMessage(vscode.l10n.t('Steward has looked again'), 3000);
  },
  signIn,
  enterToken,
  signOut,
  accessTokens,
  hideSurface: (_, argument) => turnSurface(false, argument),
  showSurface: (_, argument) => turnSurface(true, argument),
};

export function registerCommands(steward: Steward): vscode.Disposable {
  return vscode.Disposable.from(
    ...Object.entries(commands).map(([name, handler]) =>
      vscode.commands.registerCommand(`steward.${name}`, (argument?: unknown) => handler(steward, argument)),
    ),
  );
}

/** The view where it is shown, else a list of the same facts. */
async function showFileCard(steward: Steward, argument: unknown): Promise<void> {
  const answer = answerFor(steward, argument);
  if (isSurfaceEnabled('thisFile')) {
    await vscode.commands.executeCommand('steward.thisFile.focus');
    return;
  }
  const facts = answer ? fileFacts(answer, vscode.l10n) : [];
  if (facts.length === 0) return tellNothingKnown();
  const items = facts.map(({ icon, label, value, action, record }) => ({
    label: `$(${icon}) ${label}`,
    description: value,
    action,
    record,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('This file'),
    matchOnDescription: true,
  });
  if (chosen?.action) await vscode.commands.executeCommand(`steward.${chosen.action}`, argument);
  else if (chosen?.record) await vscode.commands.executeCommand('steward.showHistory', chosen);
}

async function openDecidingRule(steward: Steward, argument: unknown): Promise<void> {
  const answer = answerFor(steward, argument);
  const place = answer && decidingPlace(answer);
  if (!place) return answer?.state === 'KNOWN' ? tellNoRule() : tellNothingKnown();
  const at = new vscode.Position(place.line - 1, 0);
  await vscode.window.showTextDocument(vscode.Uri.from(place.file), { selection: new vscode.Range(at, at) });
}

async function copyOwner(steward: Steward, argument: unknown): Promise<void> {
  const answer = answerFor(steward, argument);
  const owners = answer ? ownersOf(answer) : [];
  if (owners.length === 0) return tellNothingKnown();
  const text = owners.join(' ');
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(vscode.l10n.t('Copied {0}', text), 3000);
}

async function turnSurface(enabled: boolean, argument: unknown): Promise<void> {
  const id = surfaceIds.find((each) => each === argument) ?? (await pickSurface(enabled));
  if (id) await enableSurface(id, enabled);
}

async function pickSurface(enabled: boolean): Promise<SurfaceId | undefined> {
  const names: Record<SurfaceId, string> = {
    statusBar: vscode.l10n.t('Status bar'),
    codeLens: vscode.l10n.t('Line at the top of the file'),
    hover: vscode.l10n.t('Hover'),
    changeLines: vscode.l10n.t('Lines that a change touches'),
    thisFile: vscode.l10n.t('This File'),
    drift: vscode.l10n.t('Owners that differ, in CODEOWNERS and catalog files'),
    fileBadges: vscode.l10n.t('Marks in the Explorer'),
    portfolio: vscode.l10n.t('Portfolio'),
    changes: vscode.l10n.t('Changes'),
  };
  const items = surfaceIds
    .filter((id) => isSurfaceEnabled(id) !== enabled)
    .map((id) => ({ label: names[id], description: `steward.${id}.enabled`, id }));
  const placeHolder = enabled
    ? vscode.l10n.t('What shall be shown again?')
    : vscode.l10n.t('What shall be hidden?');
  return (await vscode.window.showQuickPick(items, { placeHolder }))?.id;
}

function answerFor({ model, active }: Steward, argument: unknown) {
  const uri = uriOf(argument) ?? active.uri();
  return uri && model.answer(uri);
}

export const uriOf = (argument: unknown): vscode.Uri | undefined =>
  argument instanceof vscode.Uri ? argument : uriFromLink(argument);

/** A link in a hover carries its file as plain JSON. */
function uriFromLink(argument: unknown): vscode.Uri | undefined {
  if (typeof argument !== 'object' || argument === null) return undefined;
  if (!('scheme' in argument && typeof argument.scheme === 'string')) return undefined;
  return vscode.Uri.from({ authority: '', path: '', ...argument, scheme: argument.scheme });
}

async function tellNothingKnown(): Promise<void> {
  void vscode.window.showInformationMessage(
    vscode.l10n.t('Nothing is known about an owner here. Open a file first.'),
  );
}

async function tellNoRule(): Promise<void> {
  void vscode.window.showInformationMessage(
    vscode.l10n.t('No rule of a file decides here: the owner holds a role. This File says which.'),
  );
}
