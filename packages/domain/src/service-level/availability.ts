import { differenceOf, type Interval, intersectionOf, lengthOf } from '../record/interval.ts';
import { Exact, ratioText } from './exact.ts';
import type { plannedDowntimePolicy } from './model.ts';

export type PlannedDowntimePolicy = keyof typeof plannedDowntimePolicy.values;

/** One outage or degradation. */
export interface Downtime extends Interval {
  /** Agreed maintenance. */
  readonly planned?: boolean;
  /** Share of the service that was lost, decimal text from 0 to 1; `1` (the default) is all of it. */
  readonly weight?: string;
}

export interface Availability {
  /** Agreed service time in seconds, decimal text; planned downtime taken out where the policy says so. */
  readonly agreedSeconds: string;
  /** Downtime inside it in seconds, decimal text: a union, overlapping outages count once. */
  readonly downSeconds: string;
  /** `(agreed − down) / agreed` to 20 decimals; null when no service time was agreed: no data is not 100 %. */
  readonly availability: string | null;
}

/**
 * Availability in its time form: `A = (AST − D) / AST`, where AST is the agreed service time and D the union of
 * the downtime inside it. Where weighted outages overlap, the worst one counts for that moment.
 */
export function timeAvailability(
  agreed: readonly Interval[],
  downtime: readonly Downtime[],
  policy: PlannedDowntimePolicy = 'COUNT',
): Availability {
  const exclude = policy === 'EXCLUDE_FROM_AST';
  const agreedTime = exclude
    ? differenceOf(
        agreed,
        downtime.filter((d) => d.planned === true),
      )
    : agreed;
  const counted = exclude ? downtime.filter((d) => d.planned !== true) : downtime;
  const total = new Exact(lengthOf(agreedTime)).div(1000);
  const down = weightedLength(agreedTime, counted).div(1000);
  return {
    agreedSeconds: total.toFixed(),
    downSeconds: down.toFixed(),
    availability: total.isZero() ? null : ratioText(total.minus(down).div(total)),
  };
}

/** Availability in its request form, `good / valid`, to 20 decimals; null when nothing valid was asked. */
export function requestAvailability(requests: { valid: string; bad: string }): string | null {
  const valid = new Exact(requests.valid);
  return valid.isZero() ? null : ratioText(valid.minus(requests.bad).div(valid));
}

function weightedLength(agreed: readonly Interval[], downtime: readonly Downtime[]) {
  const weightOf = (d: Downtime) => new Exact(d.weight ?? '1');
  const weights = [...new Set(downtime.map((d) => weightOf(d).toFixed()))]
    .map((w) => new Exact(w))
    .sort((a, b) => b.comparedTo(a));
  let covered = 0;
  let sum = new Exact(0);
  for (const weight of weights) {
    const atLeast = downtime.filter((d) => weightOf(d).greaterThanOrEqualTo(weight));
    const reached = lengthOf(intersectionOf(agreed, atLeast));
    sum = sum.plus(weight.times(reached - covered));
    covered = reached;
  }
  return sum;
}
