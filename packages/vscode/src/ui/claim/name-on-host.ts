import { ClaimHandlesDocument } from '@steward/client/operations.generated.ts';
import { isOwner } from '@steward/domain/code/codeowners-owner.ts';
import type { CodeownersDialect } from '@steward/domain/code/codeowners-rule.ts';
import * as vscode from 'vscode';
import type { HolderName } from '../../core/claim/catalog-reference.ts';
import type { Steward } from '../steward.ts';
import { perform } from '../writing/perform.ts';
import type { Writing } from '../writing/writing.ts';
import type { ChosenOwner } from './choose-owner.ts';

export interface Names {
  dialect: CodeownersDialect;
  /** Host of the repository; empty where it is not known. */
  host: string;
}

/** What CODEOWNERS calls an owner: a name that is on record, else one that the person types. */
export async function nameOnHost(
  steward: Steward,
  chosen: ChosenOwner,
  { dialect, host }: Names,
): Promise<string | undefined> {
  if (chosen.type === 'NAME' && chosen.name !== '') return chosen.name;
  const holder = chosen.type === 'HOLDER' ? chosen.holder : undefined;
  const known = holder ? await namesOf(steward, holder) : undefined;
  const names = (known?.handles ?? [])
    .filter((each) => each.host.toLowerCase() === host.toLowerCase())
    .map(({ handle }) => handle);
  if (names.length === 1) return names[0];
  if (names.length > 1) {
    const title = vscode.l10n.t('Which name of {0}?', holder?.name ?? '');
    return vscode.window.showQuickPick(names, { title });
  }
  return askForName(holder?.name, dialect);
}

async function askForName(
  owner: string | undefined,
  dialect: CodeownersDialect,
): Promise<string | undefined> {
  const title = owner
    ? vscode.l10n.t('How does CODEOWNERS name {0}?', owner)
    : vscode.l10n.t('How does CODEOWNERS name the owner?');
  const form = vscode.l10n.t('A name such as @ada or @acme/payments, or an e-mail address');
  const typed = await vscode.window.showInputBox({
    title,
    prompt: owner ? vscode.l10n.t('No name on this host is on record. {0}', form) : form,
    ignoreFocusOut: true,
    validateInput: (text) => (isOwner(text.trim(), dialect) ? undefined : form),
  });
  return typed?.trim();
}

interface KnownNames {
  revision: number;
  handles: { host: string; handle: string }[];
}

async function namesOf({ connection }: Steward, { kind, key }: HolderName): Promise<KnownNames | undefined> {
  const isTeam = kind === 'TEAM';
  const answer = await connection.request(ClaimHandlesDocument, { person: key, team: key, isTeam });
  return answer.ok ? ((isTeam ? answer.data.team : answer.data.person) ?? undefined) : undefined;
}

/** Keeps a name of a code host on the record of whoever has it, and offers to undo it. */
export async function keepName(
  writing: Writing,
  holder: HolderName,
  name: { host: string; handle: string },
): Promise<void> {
  const known = await namesOf(writing.steward, holder);
  if (!known) return;
  const record = { kind: holder.kind === 'TEAM' ? ('Team' as const) : ('Person' as const), key: holder.key };
  const update = (handles: KnownNames['handles']) => ({
    ...{ action: 'UPDATE' as const, ...record, fields: { handles } },
  });
  const written = await perform(writing, {
    changes: [{ ...update([...known.handles, name]), expectedRevision: known.revision }],
    said: () => vscode.l10n.t('{0} on {1} is {2} now.', name.handle, name.host, holder.name),
    undo: () => [update(known.handles)],
  });
  if (written) await writing.steward.refresh({ afterWrite: true });
}
