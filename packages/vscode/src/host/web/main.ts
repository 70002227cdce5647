import type * as vscode from 'vscode';
import { activateSteward } from '../../activate.ts';
import { noWorkingCopy } from '../repository-files.ts';

/** Entry of the browser host. */
export function activate(context: vscode.ExtensionContext): void {
  activateSteward(context, { localServers: () => [], workingCopy: noWorkingCopy });
}
