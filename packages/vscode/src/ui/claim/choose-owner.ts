import { ClaimTeamsDocument, ClaimViewerDocument } from '@steward/client/operations.generated.ts';
import * as vscode from 'vscode';
import type { HolderName } from '../../core/claim/catalog-reference.ts';
import { findRecords } from '../../core/portfolio-source.ts';
import { findRecord } from '../portfolio/find-record.ts';
import type { Steward } from '../steward.ts';

export type ChosenOwner = { type: 'HOLDER'; holder: HolderName } | { type: 'NAME'; name: string };

interface Item extends vscode.QuickPickItem {
  owner?: ChosenOwner;
  other?: 'RECORD' | 'NAME';
}

export interface OwnerQuestion {
  title: string;
  /** Names that the file uses already; left out where only a record will do. */
  names?: readonly string[];
}

/** Asks whose it is: me, a team of mine, a name of the file, or anybody else. */
export async function chooseOwner(
  steward: Steward,
  { title, names }: OwnerQuestion,
): Promise<ChosenOwner | undefined> {
  const items: Item[] = [...(await mine(steward)), ...(names ?? []).map(nameItem)];
  const isServed = steward.connection.state() !== 'NONE';
  if (isServed) items.push({ label: vscode.l10n.t('Another person or team…'), other: 'RECORD' });
  if (names) items.push({ label: vscode.l10n.t('Another name…'), other: 'NAME' });
  const chosen = await vscode.window.showQuickPick(items, { title, matchOnDescription: true });
  if (chosen?.other === 'NAME') return { type: 'NAME', name: '' };
  return chosen?.other === 'RECORD' ? anybody(steward, title) : chosen?.owner;
}

/** Any person or team, as somebody who was chosen. */
export async function anybody(
  { connection }: Steward,
  title: string,
): Promise<Extract<ChosenOwner, { type: 'HOLDER' }> | undefined> {
  const found = await findRecord(
    (text, signal) => findRecords(connection.request, { text, kinds: ['Person', 'Team'] }, signal),
    { title, placeholder: vscode.l10n.t('Name or key of a person or a team') },
  );
  if (!found) return undefined;
  const kind = found.kind === 'Team' ? 'TEAM' : 'PERSON';
  return { type: 'HOLDER', holder: { kind, key: found.key, name: found.name } };
}

async function mine({ connection }: Steward): Promise<Item[]> {
  const viewer = await connection.request(ClaimViewerDocument, {});
  const person = viewer.ok ? viewer.data.viewer.person : null;
  if (!person) return [];
  const held = await connection.request(ClaimTeamsDocument, { person: person.key });
  const teams = held.ok ? (held.data.holdings?.holdings ?? []) : [];
  return [
    holderItem({ kind: 'PERSON', key: person.key, name: person.name }, vscode.l10n.t('me')),
    ...teams
      .filter(({ type }) => type === 'MEMBERSHIP')
      .map(({ key, name }) => holderItem({ kind: 'TEAM', key, name }, vscode.l10n.t('a team of mine'))),
  ];
}

const holderItem = (holder: HolderName, description: string): Item => ({
  label: holder.name,
  description,
  iconPath: new vscode.ThemeIcon(holder.kind === 'TEAM' ? 'organization' : 'person'),
  owner: { type: 'HOLDER', holder },
});

const nameItem = (name: string): Item => ({
  label: name,
  description: vscode.l10n.t('named in CODEOWNERS'),
  iconPath: new vscode.ThemeIcon(name.includes('/') ? 'organization' : 'person'),
  owner: { type: 'NAME', name },
});
