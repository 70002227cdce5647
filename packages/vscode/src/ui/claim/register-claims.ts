import * as vscode from 'vscode';
import type { DriftFix } from '../../core/drift-fixes.ts';
import { uriOf } from '../commands/commands.ts';
import { fixDrift } from '../drift/fix-drift.ts';
import type { Writing } from '../writing/writing.ts';
import { claimFile } from './claim-file.ts';

/** The commands that say who owns a file; from the palette they are about the file in front. */
export function registerClaims(writing: Writing): vscode.Disposable {
  const command = (name: string, run: (uri: vscode.Uri | undefined, more: unknown) => Promise<unknown>) =>
    vscode.commands.registerCommand(`steward.${name}`, (argument?: unknown, more?: unknown) =>
      run(uriOf(argument), more),
    );
  return vscode.Disposable.from(
    command('claimFile', (uri) => claimFile(writing, uri, { wrong: false })),
    command('correctOwner', (uri) => claimFile(writing, uri, { wrong: true })),
    command('fixDrift', async (uri, fix) => {
      if (uri && fix) await fixDrift(writing, uri, fix as DriftFix);
    }),
  );
}
