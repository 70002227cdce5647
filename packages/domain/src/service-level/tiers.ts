import { type AllowanceBasis, allowance } from './allowance.ts';
import { exactDuration, shortDuration } from './duration.ts';
import { Exact } from './exact.ts';

/** The availability tiers on offer, in percent, the weakest first. */
export const tierPercents = ['99', '99.5', '99.9', '99.95', '99.99', '99.995', '99.999'] as const;

export type TierPercent = (typeof tierPercents)[number];

/** What a tier leaves in one window: exact seconds for judging, two texts for reading. */
export interface TierAllowance {
  readonly seconds: string;
  /** Rounded for a card, such as `22 min`. */
  readonly text: string;
  /** To the last digit, such as `21 min 54 s`. */
  readonly exactText: string;
}

export interface AvailabilityTier {
  readonly percent: TierPercent;
  /** In an average month of 730 hours. */
  readonly month: TierAllowance;
  /** In a year of 365 days. */
  readonly year: TierAllowance;
  /** The window a promise of this tier is judged over when nothing else was agreed. */
  readonly judgedOn: AllowanceBasis;
  /** What people often get wrong about the tier. */
  readonly note: string | null;
}

const notes: Partial<Record<TierPercent, string>> = {
  '99.95':
    'Leaves 4.38 hours a year. The 4.38 minutes that are sometimes quoted for it are what 99.99 % leaves in a month.',
};

/** The seven tiers with what each leaves in a month and in a year. */
export const availabilityTiers: readonly AvailabilityTier[] = tierPercents.map((percent) => ({
  percent,
  month: tierAllowance(percent, 'AVERAGE_MONTH_730H'),
  year: tierAllowance(percent, 'YEAR_365D'),
  judgedOn: judgementBasis(percent, 'AVERAGE_MONTH_730H'),
  note: notes[percent] ?? null,
}));

/**
 * The window a promise is judged over. Five nines and more leave some 26 seconds a month, which no measurement
 * carries, so they are judged on a year whatever window was asked for; every other promise on its own window.
 */
export function judgementBasis(percent: string, agreed: AllowanceBasis): AllowanceBasis {
  return new Exact(percent).greaterThanOrEqualTo('99.999') ? 'YEAR_365D' : agreed;
}

function tierAllowance(percent: TierPercent, basis: AllowanceBasis): TierAllowance {
  const left = allowance(percent, basis);
  if (!left.ok) throw new Error(left.message);
  return { seconds: left.seconds, text: shortDuration(left.seconds), exactText: exactDuration(left.seconds) };
}
