import * as vscode from 'vscode';
import { kindsAbove, type Place, placeOf, placeUnder, standsIn } from '../../core/placement.ts';
import { findRecords } from '../../core/portfolio-source.ts';
import { kindWords } from '../../core/portfolio-words.ts';
import { isKindName, type RecordName } from '../../core/record-address.ts';
import { findRecord } from '../portfolio/find-record.ts';
import { perform, tellError } from '../writing/perform.ts';
import type { Writing } from '../writing/writing.ts';
import { type Called, labelsOf, mayChange, readAll, targetNames } from './target-records.ts';

export type NamedRecord = RecordName & { label: string };

/** Moves records to another place that is looked for. */
export async function moveRecord(writing: Writing, called: Called): Promise<void> {
  const names = await targetNames(writing, called, ['Program', 'System', 'Component']);
  if (!names?.length) return;
  const kinds = names.map(({ kind }) => kindsAbove(kind));
  const shared = kinds[0]!.filter((kind) => kinds.every((each) => each.includes(kind)));
  if (shared.length === 0)
    return tellError(vscode.l10n.t('These have no place that all of them could stand in.'));
  const elsewhere = vscode.l10n.t('Another place…');
  const nowhere = vscode.l10n.t('Not in a portfolio');
  const title = vscode.l10n.t('Move to');
  const first = await vscode.window.showQuickPick(
    [
      { label: elsewhere, description: shared.map((kind) => kindWords(kind, vscode.l10n)).join(', ') },
      { label: nowhere, description: vscode.l10n.t('under no other record') },
    ],
    { title },
  );
  if (!first) return;
  if (first.label === nowhere) return moveTo(writing, names, null);
  const found = await findRecord(
    (text, signal) => findRecords(writing.steward.connection.request, { text, kinds: shared }, signal),
    { title, placeholder: vscode.l10n.t('Key or name of where it shall stand') },
  );
  if (found && isKindName(found.kind))
    await moveTo(writing, names, { kind: found.kind, key: found.key, label: found.name });
}

/** Moves records under another, or under none; says why one can not stand there before anything is sent. */
export async function moveTo(
  writing: Writing,
  names: readonly RecordName[],
  parent: NamedRecord | null,
): Promise<void> {
  const places: Place[] = [];
  for (const { kind, key } of names) {
    const place = placeUnder(kind, parent);
    if (!place) return tellError(refusal(kind, parent));
    if (parent && parent.kind === kind && parent.key === key)
      return tellError(vscode.l10n.t('{0} can not stand under itself.', parent.label));
    places.push(place);
  }
  const read = await readAll(writing, names);
  if (!read) return;
  const moving = read.flatMap((record, at) =>
    standsIn(record.document, places[at]!) ? [] : [{ record, place: places[at]! }],
  );
  if (moving.length === 0)
    return void vscode.window.setStatusBarMessage(
      vscode.l10n.t('{0} stands there already', labelsOf(read)),
      5000,
    );
  if (!mayChange(moving.map(({ record }) => record))) return;
  const to = parent?.label ?? vscode.l10n.t('Not in a portfolio');
  const records = await perform(writing, {
    changes: moving.map(({ record: { kind, key, revision }, place }) => ({
      ...{ action: 'UPDATE', kind, key, expectedRevision: revision, fields: place },
    })),
    said: (written) => vscode.l10n.t('Moved {0} to {1}', labelsOf(written), to),
    undo: () =>
      moving.map(({ record: { kind, key, document }, place }) => ({
        ...{ action: 'UPDATE', kind, key, fields: placeOf(document, place) },
      })),
  });
  if (records?.[0]) await writing.reveal(records[0].id);
}

function refusal(kind: string, parent: NamedRecord | null): string {
  const noun = kindWords(kind, vscode.l10n);
  const above = isKindName(kind) ? kindsAbove(kind).map((each) => kindWords(each, vscode.l10n)) : [];
  if (above.length === 0)
    return vscode.l10n.t('A {0} stands under nothing else, so it can not be moved.', noun);
  return vscode.l10n.t(
    'A {0} stands under a {1}, not under a {2}.',
    noun,
    above.join(vscode.l10n.t(' or a ')),
    parent ? kindWords(parent.kind, vscode.l10n) : vscode.l10n.t('Not in a portfolio'),
  );
}
