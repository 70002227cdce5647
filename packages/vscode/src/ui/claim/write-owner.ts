import { type Holder, ownershipRoles } from '@steward/domain/code/repository-index.ts';
import * as vscode from 'vscode';
import type { HolderName } from '../../core/claim/catalog-reference.ts';
import type { OwnedRecord } from '../../core/claim/claim-choices.ts';
import { perform } from '../writing/perform.ts';
import type { Writing } from '../writing/writing.ts';

/** Puts an owner on record, in the place of the one who holds it or beside them, and offers to undo it. */
export async function writeOwner(
  writing: Writing,
  { record, owner, holders }: { record: OwnedRecord; owner: HolderName; holders: readonly Holder[] },
): Promise<void> {
  const { kind, key, name } = record;
  if (holders.some((holder) => holder.kind === owner.kind && holder.key === owner.key)) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('{0} is the owner of {1} on record already.', owner.name, name),
    );
    return;
  }
  const action = holders.length === 0 ? 'ASSIGN_ROLE' : await actionBeside(record, owner, holders);
  if (!action) return;
  const role = {
    role: kind === 'System' ? ownershipRoles.systemOwner : ownershipRoles.componentOwner,
    ...(owner.kind === 'TEAM' ? { team: owner.key } : { person: owner.key }),
  };
  // Whatever else was written since does not matter to who holds the role.
  const written = await perform(writing, {
    changes: [{ action, kind, key, role, expectedRevision: null }],
    said: () => vscode.l10n.t('{0} is the owner of {1} on record now.', owner.name, name),
    undo: ([after]) => [{ action: 'ROLES_OF_REVISION', kind, key, revision: (after?.revision ?? 1) - 1 }],
  });
  if (written) await writing.steward.refresh({ afterWrite: true });
}

type Action = 'ASSIGN_ROLE' | 'HAND_OVER_ROLE';

/** Somebody owns it on record: in their place, or with them. An accountable owner of a system is one alone. */
async function actionBeside(
  { kind, name }: OwnedRecord,
  owner: HolderName,
  holders: readonly Holder[],
): Promise<Action | undefined> {
  if (kind === 'System') return 'HAND_OVER_ROLE';
  const theirs = holders.map((holder) => holder.name).join(', ');
  const items: (vscode.QuickPickItem & { action: Action })[] = [
    { label: vscode.l10n.t('{0} owns it beside {1}', owner.name, theirs), action: 'ASSIGN_ROLE' },
  ];
  if (holders.length === 1)
    items.unshift({
      label: vscode.l10n.t('{0} takes it over from {1}', owner.name, theirs),
      action: 'HAND_OVER_ROLE',
    });
  const title = vscode.l10n.t('{0} has an owner on record', name);
  return (await vscode.window.showQuickPick(items, { title }))?.action;
}
