import { readPastInstant } from '@steward/domain/record/instant-text.ts';
import * as vscode from 'vscode';
import { instantWords } from '../../core/history-words.ts';
import type { VersionPoint } from '../../core/record-version.ts';
import { readVersion } from '../../core/version-texts.ts';
import { recordUri } from '../record-document/open-text.ts';
import type { Steward } from '../steward.ts';
import { chooseRevision } from './choose-revision.ts';
import { type NamedVersion, versionUri } from './version-files.ts';

/** The version beside the one before it. */
export async function showRevision(
  { name, label }: { name: NamedVersion['name']; label: string },
  { revision, actor }: { revision: number; actor: string },
): Promise<void> {
  const title =
    revision === 1
      ? vscode.l10n.t('{0}: made by {1}', label, actor)
      : vscode.l10n.t('{0}: revision {1} ↔ {2} by {3}', label, revision - 1, revision, actor);
  const before = versionUri(name, { revision: revision - 1 });
  await vscode.commands.executeCommand('vscode.diff', before, versionUri(name, { revision }), title);
}

interface OtherItem extends vscode.QuickPickItem {
  other: 'now' | 'date' | 'revision';
}

/** Asks what a version is compared with, and shows both: now, a day or an instant that is typed, another revision. */
export async function compareVersion(steward: Steward, { name, point }: NamedVersion): Promise<void> {
  const items: OtherItem[] = [
    { label: vscode.l10n.t('Now'), iconPath: new vscode.ThemeIcon('record'), other: 'now' },
    { label: vscode.l10n.t('A date…'), iconPath: new vscode.ThemeIcon('calendar'), other: 'date' },
    {
      label: vscode.l10n.t('Another revision…'),
      iconPath: new vscode.ThemeIcon('git-commit'),
      other: 'revision',
    },
  ];
  const title = vscode.l10n.t('Compare {0}, {1}, with', name.key, pointWords(point));
  const chosen = await vscode.window.showQuickPick(items, { title });
  if (!chosen) return;
  if (chosen.other === 'now') {
    const words = vscode.l10n.t('{0}: {1} ↔ now', name.key, pointWords(point));
    await vscode.commands.executeCommand('vscode.diff', versionUri(name, point), recordUri(name), words);
    return;
  }
  const other =
    chosen.other === 'date' ? await askForDate(steward, name) : await askForRevision(steward, name);
  if (other) await showBoth(steward, name, [point, other]);
}

async function askForRevision(steward: Steward, name: NamedVersion['name']) {
  const placeholder = vscode.l10n.t('The other revision');
  const chosen = await chooseRevision(steward, name, { placeholder, actions: [] });
  return chosen && { revision: chosen.line.revision };
}

/** An instant at which the record was there already; undefined when the person leaves. */
async function askForDate(steward: Steward, name: NamedVersion['name']): Promise<VersionPoint | undefined> {
  let problem: string | undefined;
  for (let typed = ''; ; ) {
    const text = await vscode.window.showInputBox({
      title: vscode.l10n.t('As {0} stood at', name.key),
      prompt:
        problem ??
        vscode.l10n.t(
          'A day such as 2026-01-31, which begins in UTC, or an instant such as 2026-01-31T09:00Z',
        ),
      value: typed,
      ignoreFocusOut: true,
      validateInput: (value) => {
        const read = readPastInstant(value, new Date().toISOString());
        return read.ok ? undefined : dateProblems()[read.problem];
      },
    });
    const read = text === undefined ? undefined : readPastInstant(text, new Date().toISOString());
    if (text === undefined || !read?.ok) return undefined;
    const answer = await readVersion(steward.connection, name, { at: read.at });
    if (answer.ok && answer.data) return { at: read.at };
    typed = text;
    problem = answer.ok
      ? vscode.l10n.t('{0} was not there yet at {1}. Give a later date.', name.key, instantWords(read.at))
      : answer.problem.message;
  }
}

const dateProblems = () => ({
  FORM: vscode.l10n.t('Give a day such as 2026-01-31 or an instant such as 2026-01-31T09:00Z'),
  NO_SUCH_DAY: vscode.l10n.t('The calendar has no such day'),
  NO_ZONE: vscode.l10n.t('Say the zone of the time, such as Z for UTC or +02:00'),
  FUTURE: vscode.l10n.t('It has not come yet'),
});

/** The older one stands left. */
async function showBoth(
  { connection }: Steward,
  name: NamedVersion['name'],
  points: readonly [VersionPoint, VersionPoint],
): Promise<void> {
  const answers = await Promise.all(points.map((point) => readVersion(connection, name, point)));
  const [one, two] = answers.map((answer) => (answer.ok ? (answer.data?.revision ?? 0) : 0));
  const [left, right] = (one ?? 0) > (two ?? 0) ? [points[1], points[0]] : points;
  const title = vscode.l10n.t('{0}: {1} ↔ {2}', name.key, pointWords(left), pointWords(right));
  await vscode.commands.executeCommand('vscode.diff', versionUri(name, left), versionUri(name, right), title);
}

export const pointWords = (point: VersionPoint): string =>
  'revision' in point ? vscode.l10n.t('revision {0}', point.revision) : instantWords(point.at);
