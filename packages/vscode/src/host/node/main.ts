import type * as vscode from 'vscode';
import { activateSteward } from '../../activate.ts';
import { gitWorkingCopy } from './git-working-copy.ts';
import { localServers } from './local-servers.ts';

/** Entry of the desktop and remote host. */
export function activate(context: vscode.ExtensionContext): void {
  activateSteward(context, { localServers, workingCopy: gitWorkingCopy, origin: undefined });
}
