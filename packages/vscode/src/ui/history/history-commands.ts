import * as vscode from 'vscode';
import { type RecordName, recordAt, recordScheme } from '../../core/record-address.ts';
import { readVersion } from '../../core/version-texts.ts';
import { chooseRevision, goneWords } from './choose-revision.ts';
import { compareVersion, pointWords, showRevision } from './compare-versions.ts';
import { type RestoreParts, restoreRevision } from './restore-revision.ts';
import { type NamedVersion, versionAt } from './version-files.ts';

export interface HistoryParts extends RestoreParts {
  /** The record that a command is about, asked for where its argument names none. */
  recordFor(argument: unknown): Promise<RecordName | undefined>;
}

/** The commands about what a record was before. */
export function registerHistory(parts: HistoryParts): vscode.Disposable {
  const { steward } = parts;
  /** The record of the argument, else of the document in front, else one that is looked for. */
  const record = (argument: unknown): Promise<RecordName | undefined> => {
    const fact = recordOfFact(argument);
    if (fact) return Promise.resolve(fact);
    const front = vscode.window.activeTextEditor?.document.uri;
    const isFront = argument === undefined && front?.scheme === recordScheme && recordAt(front.path);
    return parts.recordFor(isFront ? front : argument);
  };
  const choose = async (argument: unknown, placeholder: string) => {
    const name = await record(argument);
    return name && chooseRevision(steward, name, { placeholder, actions: ['compare', 'restore'] });
  };
  const run: Record<string, (argument: unknown) => Promise<void>> = {
    async showHistory(argument) {
      const chosen = await choose(argument, vscode.l10n.t('Choose a revision to see what it changed'));
      if (!chosen) return;
      const { record: name, line, action } = chosen;
      if (action === 'open') await showRevision({ name, label: name.label }, line);
      if (action === 'compare') await compareVersion(steward, { name, point: { revision: line.revision } });
      if (action === 'restore') await restoreRevision(parts, name, line.revision);
    },
    async compareVersions(argument) {
      const shown = versionsInFront(argument).at(-1);
      if (shown) return compareVersion(steward, shown);
      const chosen = await choose(argument, vscode.l10n.t('Which revision shall be compared?'));
      if (!chosen) return;
      const { record: name, line, action } = chosen;
      if (action === 'restore') await restoreRevision(parts, name, line.revision);
      else await compareVersion(steward, { name, point: { revision: line.revision } });
    },
    async restoreRevision(argument) {
      const shown = await chooseShown(versionsInFront(argument));
      if (shown === 'none') {
        const chosen = await choose(argument, vscode.l10n.t('Which revision shall be restored?'));
        if (!chosen) return;
        const { record: name, line, action } = chosen;
        const point = { revision: line.revision };
        await (action === 'compare'
          ? compareVersion(steward, { name, point })
          : restoreRevision(parts, name, line.revision));
      } else if (shown) await restoreVersion(parts, shown);
    },
  };
  return vscode.Disposable.from(
    ...Object.entries(run).map(([name, handler]) =>
      vscode.commands.registerCommand(`steward.${name}`, (argument?: unknown) => handler(argument)),
    ),
  );
}

/** The versions that the editor in front shows, left before right, where the command is about that editor. */
function versionsInFront(argument: unknown): NamedVersion[] {
  if (argument !== undefined && !(argument instanceof vscode.Uri)) return [];
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const shown =
    input instanceof vscode.TabInputTextDiff
      ? [input.original, input.modified]
      : input instanceof vscode.TabInputText
        ? [input.uri]
        : [];
  const isAbout = argument === undefined || shown.some((uri) => uri.toString() === argument.toString());
  return (isAbout ? shown : argument ? [argument] : []).flatMap((uri) => versionAt(uri) ?? []);
}

/** The one that is meant of those that are shown; undefined when the person leaves. */
async function chooseShown(shown: readonly NamedVersion[]): Promise<NamedVersion | 'none' | undefined> {
  // Before the first revision there was nothing to go back to.
  const real = shown.filter(({ point }) => !('revision' in point) || point.revision > 0);
  if (real.length < 2) return real[0] ?? 'none';
  const items = real.map((version, at) => ({
    label: pointWords(version.point),
    description: at === 0 ? vscode.l10n.t('the left side') : vscode.l10n.t('the right side'),
    version,
  }));
  const title = vscode.l10n.t('Which of the two shall be restored?');
  return (await vscode.window.showQuickPick(items, { title }))?.version;
}

async function restoreVersion(parts: HistoryParts, { name, point }: NamedVersion): Promise<void> {
  if ('revision' in point) return restoreRevision(parts, name, point.revision);
  const answer = await readVersion(parts.steward.connection, name, point);
  if (answer.ok && answer.data) return restoreRevision(parts, name, answer.data.revision);
  const message = answer.ok ? goneWords(name.key) : answer.problem.message;
  void vscode.window.showErrorMessage(message);
}

/** A line of the view This File carries the record that it is about. */
function recordOfFact(argument: unknown): RecordName | undefined {
  const isFact = typeof argument === 'object' && argument !== null && 'record' in argument;
  return isFact ? (argument.record as RecordName | undefined) : undefined;
}
