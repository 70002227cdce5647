import type { FileAnswer } from './file-answer.ts';
import type { Localizer } from './localizer.ts';

/** A mark beside a file in the Explorer. */
export interface FileBadge {
  /** One character. */
  badge: string;
  tooltip: string;
  /** CHANGED shows on the folders above too. */
  kind: 'CHANGED' | 'UNOWNED';
}

/** Changes that are named before the rest is only counted. */
const namedChanges = 3;

/** An open change that names the file itself comes before a missing owner; undefined where nothing is to be said. */
export function fileBadge(answer: FileAnswer, l10n: Localizer): FileBadge | undefined {
  if (answer.state !== 'KNOWN' && answer.state !== 'FROM_CODEOWNERS') return undefined;
  const { changes, owner } = answer.context;
  const own = changes.filter(({ level }) => level === 'LINES' || level === 'FILE');
  const names = [...new Set(own.map(({ change }) => `${change.key} ${change.title}`))];
  if (names.length > 0) {
    const more = names.length - namedChanges;
    const shown = names.slice(0, namedChanges).join(', ');
    const tooltip = more > 0 ? l10n.t('{0} and {1} more', shown, more) : shown;
    return { badge: 'Δ', tooltip, kind: 'CHANGED' };
  }
  return owner === null ? { badge: '?', tooltip: l10n.t('no owner'), kind: 'UNOWNED' } : undefined;
}
