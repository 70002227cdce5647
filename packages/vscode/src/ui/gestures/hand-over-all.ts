import { HoldingsDocument } from '@steward/client/operations.generated.ts';
import * as vscode from 'vscode';
import { findRecords } from '../../core/portfolio-source.ts';
import { isKindName } from '../../core/record-address.ts';
import type { RecordChange, StewardRecord } from '../../core/record-writer.ts';
import type { HandOverStep } from '../../core/write-outcome.ts';
import { findRecord } from '../portfolio/find-record.ts';
import { offerUndo } from '../writing/offer-undo.ts';
import { insist, inView, tellError } from '../writing/perform.ts';
import type { Writing } from '../writing/writing.ts';
import { askForHolder, askForReason } from './ask.ts';

const most = 1000;

/** Gives every role that a person holds to somebody else, in one step: shows first what it is. */
export async function handOverAll(writing: Writing): Promise<void> {
  const { connection } = writing.steward;
  const title = vscode.l10n.t('Hand over everything of whom?');
  const leaver = await findRecord(
    (text, signal) => findRecords(connection.request, { text, kinds: ['Person'] }, signal),
    { title, placeholder: vscode.l10n.t('Key or name of a person') },
  );
  if (!leaver) return;
  const answer = await connection.request(HoldingsDocument, { person: leaver.key, first: most });
  if (!answer.ok) return tellError(answer.problem.message);
  const holdings = answer.data.holdings?.holdings ?? [];
  const roles = holdings.filter(({ type }) => type === 'ROLE');
  if (roles.length === 0)
    return void vscode.window.showInformationMessage(vscode.l10n.t('{0} holds no role.', leaver.name));
  const goOn = await vscode.window.showQuickPick(
    [
      {
        label: vscode.l10n.t('Hand over every role…'),
        iconPath: new vscode.ThemeIcon('arrow-right'),
        alwaysShow: true,
        goesOn: true,
      },
      ...holdings.map(({ type, kind, name, role, deputy, place }) => ({
        label: name,
        description: [
          role ?? typeWords(type),
          deputy ? vscode.l10n.t('deputy') : undefined,
          place ? `${place.file}:${place.line}` : undefined,
        ]
          .filter(Boolean)
          .join(' · '),
        detail: type === 'ROLE' ? undefined : vscode.l10n.t('stays as it is'),
        iconPath: new vscode.ThemeIcon(kind === 'Team' ? 'organization' : 'key'),
        goesOn: true,
      })),
    ] as (vscode.QuickPickItem & { goesOn: boolean })[],
    { title: vscode.l10n.t('What {0} holds', leaver.name), ignoreFocusOut: true },
  );
  const to =
    goOn && (await askForHolder(writing.steward, vscode.l10n.t('Who takes over from {0}?', leaver.name)));
  if (!to) return;
  const reason = await askForReason(vscode.l10n.t('{0} hands over to {1}', leaver.name, to.name));
  if (reason === undefined) return;
  const outcome = await insist(() =>
    inView(vscode.l10n.t('Handing over'), () =>
      writing.writer.send('HandOverAllRoles', {
        person: leaver.key,
        ...(to.person !== null ? { toPerson: to.person } : { toTeam: to.team }),
        ...(reason && { reason }),
      }),
    ),
  );
  if (outcome?.type !== 'WRITTEN') return;
  const { undo, after } = await backOf(writing, outcome.steps);
  const said = vscode.l10n.t('All roles of {0} pass to {1}', leaver.name, to.name);
  await writing.steward.refresh({ afterWrite: true });
  void offerUndo(writing, { said, undo, after });
}

/** Each record once, back to the roles it had before. */
async function backOf(
  { writer }: Writing,
  steps: readonly HandOverStep[],
): Promise<{ undo: RecordChange[]; after: StewardRecord[] }> {
  const each = [...new Map(steps.map((step) => [`${step.kind} ${step.key}`, step])).values()];
  const undo: RecordChange[] = [];
  const after: StewardRecord[] = [];
  for (const { kind, key, revision } of each) {
    const read = isKindName(kind) ? await writer.read({ kind, key }) : undefined;
    if (!read?.ok || !read.data) continue;
    after.push(read.data);
    undo.push({ action: 'ROLES_OF_REVISION', kind, key, revision: revision - 1 });
  }
  return { undo, after };
}

function typeWords(type: string): string {
  switch (type) {
    case 'MEMBERSHIP':
      return vscode.l10n.t('member of the team');
    case 'REQUESTED_CHANGE':
      return vscode.l10n.t('asked for it');
    default:
      return vscode.l10n.t('named in a file');
  }
}
