import * as vscode from 'vscode';
import type { DriftFix, NamedHolder } from '../../core/drift-fixes.ts';
import { addressInside } from '../../core/file-address.ts';
import { writeCatalogOwner, writeLine, writeRules } from '../claim/change-files.ts';
import { anybody } from '../claim/choose-owner.ts';
import { rulesFile } from '../claim/claim-file.ts';
import { keepName, nameOnHost } from '../claim/name-on-host.ts';
import { writeOwner } from '../claim/write-owner.ts';
import type { Writing } from '../writing/writing.ts';

/** What a fix does, as a person chooses it. */
export function fixTitle(fix: DriftFix): string {
  const { t } = vscode.l10n;
  const names = (owners: readonly NamedHolder[]) =>
    owners.map(({ holder, handle }) => handle ?? holder.name).join(', ');
  switch (fix.type) {
    case 'RULES':
      return t('Give the code of {0} to {1} in CODEOWNERS', fix.record.name, names(fix.owners));
    case 'LINE':
      return t('Give all of line {0} to {1}', fix.line, names(fix.owners));
    case 'CATALOG':
      return t('Name {0} as the owner here', fix.owner.name);
    case 'RECORD':
      return fix.owner
        ? t('Record {0} as the owner of {1}', fix.owner.name, fix.record.name)
        : t('Record another owner of {0}…', fix.record.name);
    case 'HANDLE':
      return t('Say whose name {0} is…', fix.handle);
  }
}

/** Makes two sources agree; a file is left unsaved for the person to read, a record can be undone. */
export async function fixDrift(writing: Writing, uri: vscode.Uri, fix: DriftFix): Promise<void> {
  const { steward } = writing;
  const place = steward.model.codeowners(uri);
  if (!place) return;
  switch (fix.type) {
    case 'RULES':
    case 'LINE': {
      const file = await rulesFile(steward, uri);
      const owners: string[] = [];
      for (const { holder, handle } of fix.owners) {
        const name = handle ?? (file && (await nameOnHost(steward, { type: 'HOLDER', holder }, file)));
        if (name === undefined) return;
        owners.push(name);
      }
      if (!file) return;
      if (fix.type === 'LINE') return writeLine(file, fix.line, owners);
      return writeRules(file, fix.targets, owners);
    }
    case 'CATALOG': {
      const file = vscode.Uri.from(addressInside(place.root, fix.file));
      return writeCatalogOwner(file, fix.record, fix.owner);
    }
    case 'RECORD': {
      const title = vscode.l10n.t('Owner of {0}, on record', fix.record.name);
      const owner = fix.owner ?? (await anybody(steward, title))?.holder;
      if (owner) await writeOwner(writing, { record: fix.record, owner, holders: fix.holders });
      return;
    }
    case 'HANDLE': {
      const chosen = await anybody(steward, vscode.l10n.t('Whose name is {0} on {1}?', fix.handle, fix.host));
      if (chosen) await keepName(writing, chosen.holder, { host: fix.host, handle: fix.handle });
      return;
    }
  }
}
