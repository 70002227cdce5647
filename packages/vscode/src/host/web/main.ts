import type * as vscode from 'vscode';
import { activateSteward } from '../../activate.ts';
import { noWorkingCopy } from '../repository-files.ts';

/** Entry of the browser host. */
export function activate(context: vscode.ExtensionContext): void {
  // Without the types of a browser, which are not for the rest.
  const { origin = '' } = globalThis as { origin?: string };
  activateSteward(context, { localServers: () => [], workingCopy: noWorkingCopy, origin });
}
