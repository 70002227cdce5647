import type { ChangeTouch } from '@steward/domain/code/file-context.ts';
import type { IndexedChange } from '@steward/domain/code/repository-index.ts';
import { changeStateWords, plannedWords, rangeText } from './change-words.ts';
import type { FromServer } from './file-answer.ts';
import type { FileFact } from './file-fact.ts';
import type { Localizer } from './localizer.ts';

/** Open changes, nearest first, each once: state, window, who asked for it, and how it reaches the file. */
export function changeFacts({ context, holders }: FromServer, l10n: Localizer): FileFact[] {
  const touches = new Map<IndexedChange, ChangeTouch[]>();
  for (const touch of context.changes)
    touches.set(touch.change, [...(touches.get(touch.change) ?? []), touch]);
  return [...touches].map(([change, its]) => {
    const { key, title, state, plannedStart, plannedEnd, requester } = change;
    const who = requester === null ? undefined : holders.get(requester)?.name;
    const words = [
      title,
      changeStateWords(state, l10n),
      plannedWords(plannedStart, plannedEnd, l10n),
      who,
      reachWords(its, l10n),
    ];
    return {
      id: `change:${key}`,
      label: key,
      value: words.filter((word) => word !== undefined).join(' · '),
      icon: 'git-pull-request',
    };
  });
}

function reachWords(touches: readonly ChangeTouch[], l10n: Localizer): string {
  switch (touches[0]?.level) {
    case 'LINES': {
      const ranges = touches.flatMap(({ lines }) => (lines ? rangeText(lines) : []));
      return l10n.t('lines {0}', ranges.join(', '));
    }
    case 'FILE':
      return l10n.t('this file');
    case 'COMPONENT':
      return l10n.t('its component');
    default:
      return l10n.t('its system');
  }
}
