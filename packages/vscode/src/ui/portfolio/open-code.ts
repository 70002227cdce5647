import * as vscode from 'vscode';
import { addressInside } from '../../core/file-address.ts';
import type { PortfolioRow } from '../../core/portfolio-row.ts';
import type { Steward } from '../steward.ts';

interface CodeHere {
  path: string;
  uri: vscode.Uri;
}

/** Where the code of a row lies in the opened folders. */
function codeHere({ model }: Steward, row: PortfolioRow): CodeHere[] {
  if (row.type !== 'RECORD') return [];
  return row.codeLocations.flatMap(({ repository, path }) =>
    model
      .repositories()
      .filter(({ key }) => key === repository)
      .map(({ root }) => ({
        path,
        uri: vscode.Uri.from(path === '.' ? root : addressInside(root, path.replace(/\/$/, ''))),
      })),
  );
}

export const hasCodeHere = (steward: Steward, row: PortfolioRow): boolean =>
  codeHere(steward, row).length > 0;

/** Opens a file, or shows a folder in the Explorer; asks which where there are several. */
export async function openCode(steward: Steward, row: PortfolioRow): Promise<void> {
  const places = codeHere(steward, row);
  const place = places.length > 1 ? await choose(places) : places[0];
  if (!place) {
    if (places.length === 0) tell(vscode.l10n.t('None of its code lies in the opened folders.'));
    return;
  }
  const found = await stat(place.uri);
  if (!found) tell(vscode.l10n.t('{0} is not in this working copy.', place.path));
  else if (found.type & vscode.FileType.Directory)
    await vscode.commands.executeCommand('revealInExplorer', place.uri);
  else await vscode.window.showTextDocument(place.uri);
}

async function choose(places: readonly CodeHere[]): Promise<CodeHere | undefined> {
  const items = places.map((place) => ({ label: place.path, place }));
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Which code?') }))?.place;
}

async function stat(uri: vscode.Uri): Promise<vscode.FileStat | undefined> {
  try {
    return await vscode.workspace.fs.stat(uri);
  } catch {
    return undefined;
  }
}

const tell = (text: string) => void vscode.window.showInformationMessage(text);
