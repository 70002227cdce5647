import type { Decimal } from 'decimal.js';
import { Exact } from './exact.ts';

const units = [
  { name: 'd', seconds: 86_400 },
  { name: 'h', seconds: 3600 },
  { name: 'min', seconds: 60 },
] as const;

/**
 * The duration to its last digit, such as `21 min 54 s`, `4 min 22.8 s` or `3 d 15 h 36 min`; units that are
 * zero are left out. Takes seconds as decimal text; a negative duration begins with a minus sign.
 */
export function exactDuration(seconds: string): string {
  const total = new Exact(seconds);
  return total.isNegative() && !total.isZero() ? `-${inUnits(total.abs())}` : inUnits(total.abs());
}

/**
 * The duration as it stands on a tier card: ten minutes or more to the nearest minute, less cut to whole
 * seconds; below one second to its last digit, so that what is not zero is never shown as zero. For reading
 * only: promises are judged on the exact number. Takes seconds as decimal text, not negative.
 */
export function shortDuration(seconds: string): string {
  const total = new Exact(seconds);
  if (total.greaterThanOrEqualTo(600)) return inUnits(total.div(60).round().times(60));
  return inUnits(total.lessThan(1) ? total : total.floor());
}

function inUnits(seconds: Decimal): string {
  const words: string[] = [];
  let rest = seconds;
  for (const unit of units) {
    const count = rest.div(unit.seconds).floor();
    rest = rest.minus(count.times(unit.seconds));
    if (count.greaterThan(0)) words.push(`${count.toFixed()} ${unit.name}`);
  }
  if (rest.greaterThan(0) || words.length === 0) words.push(`${rest.toFixed()} s`);
  return words.join(' ');
}
