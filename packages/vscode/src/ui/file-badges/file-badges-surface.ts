import * as vscode from 'vscode';
import { type FileBadge, fileBadge } from '../../core/file-badge.ts';
import type { Steward } from '../steward.ts';
import type { Surface } from '../surface.ts';

/** Marks in the Explorer: files that an open change names, and files without an owner. */
export const fileBadgesSurface: Surface = {
  id: 'fileBadges',
  open({ model }: Steward) {
    /** What was last said of each file that was asked about. */
    const said = new Map<string, { uri: vscode.Uri; text: string }>();
    const changed = new vscode.EventEmitter<vscode.Uri[]>();
    const badgeOf = (uri: vscode.Uri) => fileBadge(model.answer(uri), vscode.l10n);
    const provider: vscode.FileDecorationProvider = {
      onDidChangeFileDecorations: changed.event,
      async provideFileDecoration(uri) {
        const badge = badgeOf(uri);
        said.set(uri.toString(), { uri, text: textOf(badge) });
        // A folder has no owner: its files have.
        if (!badge || (badge.kind === 'UNOWNED' && !(await isFile(uri)))) return undefined;
        // A missing owner leaves the colour to git.
        const colour = badge.kind === 'CHANGED' ? new vscode.ThemeColor('charts.purple') : undefined;
        const decoration = new vscode.FileDecoration(badge.badge, badge.tooltip, colour);
        decoration.propagate = badge.kind === 'CHANGED';
        return decoration;
      },
    };
    return vscode.Disposable.from(
      changed,
      model.changed.listen(() => {
        const others = [...said.values()].filter(({ uri, text }) => textOf(badgeOf(uri)) !== text);
        if (others.length > 0) changed.fire(others.map(({ uri }) => uri));
      }),
      vscode.window.registerFileDecorationProvider(provider),
    );
  },
};

const textOf = (badge: FileBadge | undefined) => (badge ? `${badge.badge} ${badge.tooltip}` : '');

async function isFile(uri: vscode.Uri): Promise<boolean> {
  try {
    return ((await vscode.workspace.fs.stat(uri)).type & vscode.FileType.File) !== 0;
  } catch {
    return false;
  }
}
