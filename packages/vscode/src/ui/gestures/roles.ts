import { RoleCatalogueDocument, type RoleHoldingInput } from '@steward/client/operations.generated.ts';
import * as vscode from 'vscode';
import { type HeldRole, openRoles } from '../../core/held-roles.ts';
import type { RecordChange, StewardRecord } from '../../core/record-writer.ts';
import { perform, tellError } from '../writing/perform.ts';
import type { Writing } from '../writing/writing.ts';
import { askForHolder, askForInstant } from './ask.ts';
import { type Called, mayChange, targetRecord } from './target-records.ts';

type Catalogue = Map<string, { name: string; scopes: readonly string[] }>;

/** Gives a person or a team a role on a record, for good or for a time, as the holder or as a deputy. */
export async function assignRole(writing: Writing, called: Called): Promise<void> {
  const scene = await sceneOf(writing, called);
  if (!scene) return;
  const { record, catalogue } = scene;
  const roles = [...catalogue].filter(([, { scopes }]) => scopes.includes(record.kind));
  if (roles.length === 0)
    return tellError(vscode.l10n.t('No role of the catalogue is held on this kind of record.'));
  const open = openRoles(record.document, Date.now());
  const title = vscode.l10n.t('Assign a role on {0}', record.label);
  const role = await vscode.window.showQuickPick(
    roles.map(([key, { name }]) => ({ label: name, description: holdersOf(open, key), key })),
    { title, placeHolder: vscode.l10n.t('Which role?') },
  );
  const holder =
    role && (await askForHolder(writing.steward, vscode.l10n.t('{0} of {1}', role.label, record.label)));
  const period =
    holder && (await askForPeriod(vscode.l10n.t('{0} of {1}: {2}', role.label, record.label, holder.name)));
  if (!period) return;
  const { name, ...who } = holder;
  await write(writing, record, {
    action: 'ASSIGN_ROLE',
    role: { role: role.key, ...who, ...period },
    said: vscode.l10n.t('{0} is now {1} of {2}', name, role.label, record.label),
  });
}

/** Ends a holding and begins the next at the same instant. */
export async function handOverRole(writing: Writing, called: Called): Promise<void> {
  const scene = await sceneOf(writing, called);
  const held = scene && (await chooseHolding(scene, vscode.l10n.t('Hand over which role?')));
  if (!held) return;
  const { record, catalogue } = scene;
  const role = nameOf(catalogue, held.role);
  const title = vscode.l10n.t('Hand over {0} of {1}', role, record.label);
  const holder = await askForHolder(writing.steward, title);
  const at = holder && (await askWhen(title));
  if (!at) return;
  const { name, ...who } = holder;
  const previous = { person: held.person, team: held.team };
  await write(writing, record, {
    action: 'HAND_OVER_ROLE',
    role: { role: held.role, ...who, ...at, deputy: held.deputy, previous },
    said: vscode.l10n.t('{0} of {1} passes from {2} to {3}', role, record.label, keyOf(held), name),
  });
}

/** Ends a holding; the role is vacant from then on. */
export async function endRole(writing: Writing, called: Called): Promise<void> {
  const scene = await sceneOf(writing, called);
  const held = scene && (await chooseHolding(scene, vscode.l10n.t('End which role?')));
  if (!held) return;
  const { record, catalogue } = scene;
  const role = nameOf(catalogue, held.role);
  const at = await askWhen(vscode.l10n.t('End {0} of {1}', role, record.label));
  if (!at) return;
  const { person, team, deputy } = held;
  await write(writing, record, {
    action: 'END_ROLE',
    role: { role: held.role, person, team, deputy, ...at },
    said: vscode.l10n.t('{0} is no longer {1} of {2}', keyOf(held), role, record.label),
  });
}

interface Scene {
  record: StewardRecord;
  catalogue: Catalogue;
}

async function sceneOf(writing: Writing, called: Called): Promise<Scene | undefined> {
  const record = await targetRecord(writing, called);
  if (!record || !mayChange([record])) return undefined;
  const answer = await writing.steward.connection.request(RoleCatalogueDocument, {});
  if (!answer.ok) {
    tellError(answer.problem.message);
    return undefined;
  }
  const catalogue = new Map(answer.data.roles.nodes.map(({ key, name, scopes }) => [key, { name, scopes }]));
  return { record, catalogue };
}

async function chooseHolding(
  { record, catalogue }: Scene,
  placeHolder: string,
): Promise<HeldRole | undefined> {
  const open = openRoles(record.document, Date.now());
  if (open.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Nobody holds a role on {0}.', record.label));
    return undefined;
  }
  const items = open.map((held) => ({
    label: nameOf(catalogue, held.role),
    description: [keyOf(held), held.deputy ? vscode.l10n.t('deputy') : ''].filter(Boolean).join(' · '),
    detail: held.to
      ? vscode.l10n.t('{0} to {1}', dayOf(held.from), dayOf(held.to))
      : vscode.l10n.t('since {0}', dayOf(held.from)),
    held,
  }));
  const title = vscode.l10n.t('Roles on {0}', record.label);
  return (await vscode.window.showQuickPick(items, { title, placeHolder, matchOnDescription: true }))?.held;
}

interface RoleWrite {
  action: RecordChange['action'];
  role: RoleHoldingInput;
  said: string;
}

async function write(
  writing: Writing,
  { kind, key, revision }: StewardRecord,
  { action, role, said }: RoleWrite,
): Promise<void> {
  await perform(writing, {
    changes: [{ action, kind, key, expectedRevision: revision, role }],
    said: () => said,
    undo: (written) =>
      written.map((record) => ({
        ...{ action: 'ROLES_OF_REVISION', kind, key: record.key, revision: record.revision - 1 },
      })),
  });
}

type Period = Pick<RoleHoldingInput, 'at' | 'to' | 'deputy'>;

/** From when, until when, and whether as a deputy. */
async function askForPeriod(title: string): Promise<Period | undefined> {
  const choices: (vscode.QuickPickItem & { later: boolean; ends: boolean; deputy: boolean })[] = [
    { label: vscode.l10n.t('From now on'), later: false, ends: false, deputy: false },
    { label: vscode.l10n.t('From a day on…'), later: true, ends: false, deputy: false },
    { label: vscode.l10n.t('For a time…'), later: true, ends: true, deputy: false },
    { label: vscode.l10n.t('As a deputy, from now on'), later: false, ends: false, deputy: true },
    { label: vscode.l10n.t('As a deputy, for a time…'), later: true, ends: true, deputy: true },
  ];
  const chosen = await vscode.window.showQuickPick(choices, { title });
  if (!chosen) return undefined;
  const { later, ends, deputy } = chosen;
  const at = later ? await askForInstant(title, vscode.l10n.t('The first day')) : undefined;
  if (later && !at) return undefined;
  const to = ends
    ? await askForInstant(title, vscode.l10n.t('The first day after it'), { after: at })
    : undefined;
  if (ends && !to) return undefined;
  return { ...(at && { at }), ...(to && { to }), ...(deputy && { deputy }) };
}

/** Now, or at a day that is asked for. */
async function askWhen(title: string): Promise<{ at?: string } | undefined> {
  const now = vscode.l10n.t('Now');
  const chosen = await vscode.window.showQuickPick([now, vscode.l10n.t('At a day…')], { title });
  if (!chosen) return undefined;
  if (chosen === now) return {};
  const at = await askForInstant(title, vscode.l10n.t('The first day on which it is so'));
  return at ? { at } : undefined;
}

const holdersOf = (open: readonly HeldRole[], role: string): string =>
  open
    .filter((held) => held.role === role && !held.deputy)
    .map(keyOf)
    .join(', ');

const nameOf = (catalogue: Catalogue, role: string): string => catalogue.get(role)?.name ?? role;
const keyOf = ({ person, team }: HeldRole): string => person ?? team ?? '';
const dayOf = (instant: string): string => new Date(instant).toLocaleDateString();
