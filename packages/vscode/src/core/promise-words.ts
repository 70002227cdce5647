import type { IndexedTarget } from '@steward/domain/code/repository-index.ts';
import { exactDuration } from '@steward/domain/service-level/duration.ts';
import type { Localizer } from './localizer.ts';

/** A promise with what it allows, such as `99.95 % · 21 min 54 s a month allowed`. */
export function promiseWords({ percent, basis, allowedSeconds }: IndexedTarget, l10n: Localizer): string {
  if (allowedSeconds === null) return l10n.t('{0} %', percent);
  return l10n.t('{0} % · {1} allowed', percent, windowWords(exactDuration(allowedSeconds), basis, l10n));
}

function windowWords(time: string, basis: string, l10n: Localizer): string {
  switch (basis) {
    case 'AVERAGE_MONTH_730H':
      return l10n.t('{0} a month', time);
    case 'CALENDAR_MONTH':
      return l10n.t('{0} this month', time);
    case 'ROLLING_28D':
      return l10n.t('{0} in 28 days', time);
    case 'ROLLING_30D':
      return l10n.t('{0} in 30 days', time);
    case 'QUARTER_90D':
      return l10n.t('{0} a quarter', time);
    case 'QUARTER_CALENDAR':
      return l10n.t('{0} this quarter', time);
    case 'YEAR_365D':
      return l10n.t('{0} a year', time);
    default:
      return time;
  }
}
