import * as vscode from 'vscode';
import type { Steward } from './steward.ts';

/** Surfaces that say something about a file, and so need the index of its repository. */
export const fileSurfaceIds = [
  'statusBar',
  'codeLens',
  'hover',
  'changeLines',
  'thisFile',
  'fileBadges',
  'drift',
] as const;

/** Every surface that has a switch, `steward.<id>.enabled`. */
export const surfaceIds = [...fileSurfaceIds, 'portfolio', 'changes'] as const;

export type SurfaceId = (typeof surfaceIds)[number];

export interface Surface {
  id: SurfaceId;
  /** Shows the surface until what it returns is disposed. */
  open(steward: Steward): vscode.Disposable;
}

export function isSurfaceEnabled(id: SurfaceId): boolean {
  return vscode.workspace.getConfiguration('steward').get(`${id}.enabled`, true);
}

export async function enableSurface(id: SurfaceId, enabled: boolean): Promise<void> {
  const settings = vscode.workspace.getConfiguration('steward');
  const at = settings.inspect(`${id}.enabled`);
  // Written where it would otherwise be overruled.
  const target =
    at?.workspaceValue === undefined
      ? vscode.ConfigurationTarget.Global
      : vscode.ConfigurationTarget.Workspace;
  await settings.update(`${id}.enabled`, enabled, target);
}

/** Opens and closes a surface as its switch is turned, without a reload. */
export function controlSurface(surface: Surface, steward: Steward): vscode.Disposable {
  let open: vscode.Disposable | undefined;
  const apply = () => {
    const enabled = isSurfaceEnabled(surface.id);
    if (enabled && !open) open = surface.open(steward);
    if (!enabled && open) {
      open.dispose();
      open = undefined;
    }
  };
  const listening = vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(`steward.${surface.id}.enabled`)) apply();
  });
  apply();
  return new vscode.Disposable(() => {
    listening.dispose();
    open?.dispose();
  });
}
