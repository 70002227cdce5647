import type { Localizer } from './localizer.ts';
import type { ServerSide } from './server-side.ts';

/** How old data is, such as `5 min old`; undefined while that is not worth telling. */
export function ageWords({ age }: ServerSide, l10n: Localizer): string | undefined {
  if (age === undefined) return undefined;
  const minutes = Math.floor(age / 60_000);
  if (minutes < 1) return l10n.t('less than 1 min old');
  if (minutes < 120) return l10n.t('{0} min old', minutes);
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? l10n.t('{0} h old', hours) : l10n.t('{0} days old', Math.floor(hours / 24));
}

/** Why data is old, with its age; undefined while it is fresh. */
export function awayWords(server: ServerSide, l10n: Localizer): string | undefined {
  const age = ageWords(server, l10n);
  if (age === undefined) return undefined;
  switch (server.connection) {
    case 'NONE':
    case 'LOST':
      return l10n.t('server away · data {0}', age);
    case 'UNAUTHENTICATED':
      return l10n.t('signed out · data {0}', age);
    default:
      return l10n.t('data {0}', age);
  }
}
