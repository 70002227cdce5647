import {
  AssignComponentOwnerDocument,
  AssignSystemOwnerDocument,
  EndComponentOwnerDocument,
  EndSystemOwnerDocument,
  HandOverComponentOwnerDocument,
  HandOverSystemOwnerDocument,
} from '@steward/client/operations.generated.ts';
import { type Holder, ownershipRoles } from '@steward/domain/code/repository-index.ts';
import * as vscode from 'vscode';
import type { HolderName } from '../../core/claim/catalog-reference.ts';
import type { OwnedRecord } from '../../core/claim/claim-choices.ts';
import type { Steward } from '../steward.ts';
import { sendWrite } from './send-write.ts';

const mutations = {
  Component: {
    assign: AssignComponentOwnerDocument,
    handOver: HandOverComponentOwnerDocument,
    end: EndComponentOwnerDocument,
  },
  System: {
    assign: AssignSystemOwnerDocument,
    handOver: HandOverSystemOwnerDocument,
    end: EndSystemOwnerDocument,
  },
};

type Step = keyof (typeof mutations)['Component'];

/** Puts an owner on record, in the place of the one who holds it or beside them, and offers to undo it. */
export async function writeOwner(
  steward: Steward,
  { record, owner, holders }: { record: OwnedRecord; owner: HolderName; holders: readonly Holder[] },
): Promise<void> {
  if (holders.some(({ kind, key }) => kind === owner.kind && key === owner.key)) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('{0} is the owner of {1} on record already.', owner.name, record.name),
    );
    return;
  }
  const [before] = holders;
  const step = before ? await stepBeside(record, owner, holders) : 'assign';
  if (!step || !(await write(steward, step, record, owner))) return;
  const undo = vscode.l10n.t('Undo');
  const said = vscode.l10n.t('{0} is the owner of {1} on record now.', owner.name, record.name);
  if ((await vscode.window.showInformationMessage(said, undo)) !== undo) return;
  if (step === 'handOver' && before) await write(steward, 'handOver', record, before);
  else await write(steward, 'end', record, owner);
}

/** Somebody owns it on record: in their place, or with them. An accountable owner of a system is one alone. */
async function stepBeside(
  { kind, name }: OwnedRecord,
  owner: HolderName,
  holders: readonly Holder[],
): Promise<Step | undefined> {
  if (kind === 'System') return 'handOver';
  const theirs = holders.map((holder) => holder.name).join(', ');
  const items: (vscode.QuickPickItem & { step: Step })[] = [
    { label: vscode.l10n.t('{0} owns it beside {1}', owner.name, theirs), step: 'assign' },
  ];
  if (holders.length === 1)
    items.unshift({
      label: vscode.l10n.t('{0} takes it over from {1}', owner.name, theirs),
      step: 'handOver',
    });
  const title = vscode.l10n.t('{0} has an owner on record', name);
  return (await vscode.window.showQuickPick(items, { title }))?.step;
}

async function write(
  steward: Steward,
  step: Step,
  { kind, key }: OwnedRecord,
  owner: Pick<HolderName, 'kind' | 'key'>,
): Promise<boolean> {
  const role = kind === 'System' ? ownershipRoles.systemOwner : ownershipRoles.componentOwner;
  const holder = owner.kind === 'TEAM' ? { team: owner.key } : { person: owner.key };
  // Whatever else was written since does not matter to who holds the role.
  return sendWrite(steward, mutations[kind][step], { key, role, ...holder, expectedRevision: null });
}
