import type * as vscode from 'vscode';
import { activateSteward } from '../../activate.ts';

/** Entry of the desktop and remote host. */
export function activate(context: vscode.ExtensionContext): void {
  activateSteward(context);
}
