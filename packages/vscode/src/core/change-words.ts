import type { Localizer } from './localizer.ts';

/** Line numbers as they are read: `12` or `12–15`. */
export const rangeText = ({ start, end }: { start: number; end: number }): string =>
  start === end ? String(start) : `${start}–${end}`;

/** Where a change stands, in the middle of a sentence. */
export function changeStateWords(state: string, l10n: Localizer): string {
  const words: Record<string, string> = {
    DRAFT: l10n.t('draft'),
    SUBMITTED: l10n.t('submitted'),
    ASSESSING: l10n.t('being assessed'),
    AUTHORIZED: l10n.t('authorised'),
    SCHEDULED: l10n.t('scheduled'),
    IMPLEMENTING: l10n.t('being implemented'),
    IMPLEMENTED: l10n.t('implemented'),
    REVIEW: l10n.t('in review'),
  };
  return words[state] ?? state.toLowerCase();
}

let format: Intl.DateTimeFormat | undefined;

/** The planned window in the reader's own time zone. */
export function plannedWords(start: string | null, end: string | null, l10n: Localizer): string | undefined {
  // Made once: making it takes a thousand times as long as using it, and a card may show many changes.
  format ??= new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
  if (start === null) return end === null ? undefined : l10n.t('until {0}', format.format(new Date(end)));
  if (end === null) return l10n.t('from {0}', format.format(new Date(start)));
  return format.formatRange(new Date(start), new Date(end));
}
