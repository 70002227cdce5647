import { describe, expect, it } from 'vitest';
import { availabilityTiers, judgementBasis, tierPercents } from './tiers.ts';

describe('availability tiers', () => {
  it('M-374 the seven tiers are on offer', () => {
    expect(availabilityTiers.map((t) => t.percent)).toEqual([
      '99',
      '99.5',
      '99.9',
      '99.95',
      '99.99',
      '99.995',
      '99.999',
    ]);
  });

  it('M-375 the card shows the seven monthly allowances of the source', () => {
    expect(availabilityTiers.map((t) => t.month.text)).toEqual([
      '7 h 18 min',
      '3 h 39 min',
      '44 min',
      '22 min',
      '4 min 22 s',
      '2 min 11 s',
      '26 s',
    ]);
  });

  it('M-375 the seven monthly allowances are judged on exact seconds', () => {
    expect(availabilityTiers.map((t) => t.month.seconds)).toEqual([
      '26280',
      '13140',
      '2628',
      '1314',
      '262.8',
      '131.4',
      '26.28',
    ]);
  });

  it('M-376 each tier has its annual allowance and five nines is judged on a year', () => {
    expect(availabilityTiers.map((t) => t.year.exactText)).toEqual([
      '3 d 15 h 36 min',
      '1 d 19 h 48 min',
      '8 h 45 min 36 s',
      '4 h 22 min 48 s',
      '52 min 33.6 s',
      '26 min 16.8 s',
      '5 min 15.36 s',
    ]);
    expect(availabilityTiers.map((t) => t.judgedOn)).toEqual([
      ...tierPercents.slice(0, 6).map(() => 'AVERAGE_MONTH_730H'),
      'YEAR_365D',
    ]);
  });

  it('gives the lens the exact long form', () => {
    expect(availabilityTiers.find((t) => t.percent === '99.95')?.month.exactText).toBe('21 min 54 s');
  });

  it('says what 99.95 % leaves in a year, where hours and minutes are often confused', () => {
    const tier = availabilityTiers.find((t) => t.percent === '99.95');
    expect(tier?.year.seconds).toBe('15768');
    expect(tier?.note).toContain('4.38 hours a year');
    expect(availabilityTiers.filter((t) => t.note !== null)).toHaveLength(1);
  });
});

describe('judgementBasis', () => {
  it.each([
    ['99.999', 'AVERAGE_MONTH_730H', 'YEAR_365D'],
    ['99.9999', 'ROLLING_28D', 'YEAR_365D'],
    ['99.9990', 'CALENDAR_MONTH', 'YEAR_365D'],
    ['99.998999', 'CALENDAR_MONTH', 'CALENDAR_MONTH'],
    ['99.5', 'YEAR_365D', 'YEAR_365D'],
  ] as const)('judges %s %% agreed on %s on %s', (percent, agreed, judged) => {
    expect(judgementBasis(percent, agreed)).toBe(judged);
  });
});
