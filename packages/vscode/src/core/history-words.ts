import type { RevisionLineFragment } from '@steward/client/operations.generated.ts';
import { topFields } from '@steward/domain/record/top-fields.ts';
import type { Localizer } from './localizer.ts';

/** The newest write of a record, as the rows of the trees know it. */
export interface LastChange {
  /** ISO 8601. */
  at: string;
  who: string;
  reason: string | undefined;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How long ago that was, such as `3 days ago`; `now` in milliseconds since 1970. */
export function agoWords(at: string, now: number, l10n: Localizer): string {
  const age = now - Date.parse(at);
  if (age < minute) return l10n.t('just now');
  if (age < hour) return l10n.t('{0} min ago', Math.floor(age / minute));
  if (age < 2 * day) return l10n.t('{0} h ago', Math.floor(age / hour));
  if (age < 60 * day) return l10n.t('{0} days ago', Math.floor(age / day));
  if (age < 730 * day) return l10n.t('{0} months ago', Math.floor(age / (30.44 * day)));
  return l10n.t('{0} years ago', Math.floor(age / (365.25 * day)));
}

/** Who wrote last, when and why. */
export function lastChangeWords({ at, who, reason }: LastChange, now: number, l10n: Localizer): string {
  const ago = agoWords(at, now, l10n);
  return reason === undefined ? l10n.t('{0} by {1}', ago, who) : l10n.t('{0} by {1}: {2}', ago, who, reason);
}

let format: Intl.DateTimeFormat | undefined;

/** An instant in the reader's own time zone. */
export function instantWords(at: string): string {
  format ??= new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
  return format.format(new Date(at));
}

/** How a revision reads in a list. */
export interface RevisionWords {
  label: string;
  /** Beside the label, dimmed. */
  description: string;
  /** Under both. */
  detail: string;
}

export function revisionWords(line: RevisionLineFragment, now: number, l10n: Localizer): RevisionWords {
  const { revision, at, actor, door, operation, changed, reason } = line;
  const fields = operation === 'UPDATE' || operation === 'TRANSITION' ? topFields(changed).join(', ') : '';
  return {
    label: `${agoWords(at, now, l10n)} · ${actor}`,
    description: [fields || operationWords(operation, l10n), reason].filter(Boolean).join(' · '),
    detail: l10n.t('Revision {0} · {1} · {2}', revision, instantWords(at), doorWords(door, l10n)),
  };
}

function operationWords(operation: RevisionLineFragment['operation'], l10n: Localizer): string {
  const words: Record<typeof operation, string> = {
    CREATE: l10n.t('made'),
    UPDATE: l10n.t('changed'),
    ARCHIVE: l10n.t('put away'),
    RESTORE: l10n.t('brought back'),
    TRANSITION: l10n.t('moved on'),
    ASSIGN_ROLE: l10n.t('a role given'),
    HAND_OVER_ROLE: l10n.t('a role handed over'),
    END_ROLE: l10n.t('a role ended'),
  };
  return words[operation];
}

function doorWords(door: RevisionLineFragment['door'], l10n: Localizer): string {
  const words: Record<typeof door, string> = {
    API: l10n.t('by the API'),
    EDITOR: l10n.t('in the editor'),
    CLI: l10n.t('on the command line'),
    IMPORTER: l10n.t('by an import'),
    SYSTEM: l10n.t('by the server'),
    DEMO: l10n.t('with the demonstration'),
  };
  return words[door];
}
