import * as vscode from 'vscode';
import { workspaceModel } from './core/workspace-model.ts';
import { activeFile } from './host/active-file.ts';
import { editorConnection } from './host/editor-connection.ts';
import { editorWorkspace } from './host/editor-workspace.ts';
import type { LocalServers } from './host/find-server.ts';
import { codeLensSurface } from './ui/code-lens/code-lens-surface.ts';
import { registerCommands } from './ui/commands/commands.ts';
import { hoverSurface } from './ui/hover/hover-surface.ts';
import { portfolioSurface } from './ui/portfolio/portfolio-surface.ts';
import { statusBarSurface } from './ui/status-bar/status-bar-surface.ts';
import type { Steward } from './ui/steward.ts';
import { controlSurface, isSurfaceEnabled, surfaceIds } from './ui/surface.ts';
import { thisFileSurface } from './ui/this-file/this-file-surface.ts';

const surfaces = [statusBarSurface, codeLensSurface, hoverSurface, thisFileSurface, portfolioSurface];

/** Puts the extension together. Waits for nothing: surfaces fill as answers come. */
export function activateSteward(context: vscode.ExtensionContext, localServers: LocalServers): void {
  const log = vscode.window.createOutputChannel('Steward', { log: true });
  const workspace = editorWorkspace();
  const model = workspaceModel(workspace);
  const connection = editorConnection(context, localServers, () => surfaceIds.some(isSurfaceEnabled));
  const steward: Steward = { model, connection, active: activeFile(), log };
  context.subscriptions.push(
    log,
    workspace,
    model,
    connection,
    steward.active,
    registerCommands(steward),
    ...surfaces.map((surface) => controlSurface(surface, steward)),
  );
  model.reload().catch((error: unknown) => log.error(error instanceof Error ? error : String(error)));
}
