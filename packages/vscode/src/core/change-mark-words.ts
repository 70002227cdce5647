import type { ChangeMark } from './change-mark.ts';
import { changeStateWords, plannedWords, rangeText } from './change-words.ts';
import type { Localizer } from './localizer.ts';

/** The line above the marked ones: key, title, state, window, who, and whether they are still what they were. */
export function markTitle({ reference, state }: ChangeMark, l10n: Localizer): string {
  const { change, who } = reference;
  const { key, title, plannedStart, plannedEnd } = change;
  const words = [
    `${key} ${title}`,
    changeStateWords(change.state, l10n),
    plannedWords(plannedStart, plannedEnd, l10n),
    who,
    state === 'TOUCHED' ? l10n.t('edited here') : undefined,
    state === 'GONE' ? l10n.t('its lines are gone') : undefined,
  ];
  return words.filter((word) => word !== undefined).join(' · ');
}

/** The same at length, line by line. */
export function markLines({ reference, state }: ChangeMark, l10n: Localizer): string[] {
  const { change, who, lines, commit, path } = reference;
  const base = l10n.t('lines {0} of {1} at {2}', rangeText(lines), path, commit.slice(0, 7));
  const now = {
    UNTOUCHED: l10n.t('{0}: unchanged since', base),
    TOUCHED: l10n.t('{0}: edited since', base),
    GONE: l10n.t('{0}: they are gone', base),
  };
  const planned = plannedWords(change.plannedStart, change.plannedEnd, l10n);
  const words = [changeStateWords(change.state, l10n), planned, who].filter((word) => word !== undefined);
  return [words.join(' · '), now[state]];
}

/** Marks that stand on a line, counted from 1. */
export const marksAt = (marks: readonly ChangeMark[], line: number): ChangeMark[] =>
  marks.filter(({ start, end }) => start <= line && line <= end);
