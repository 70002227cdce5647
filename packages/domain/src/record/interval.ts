/** A half-open stretch of time `[start, end)`, in milliseconds since 1970 UTC. */
export interface Interval {
  readonly start: number;
  readonly end: number;
}

/** The same time as disjoint intervals in order: overlapping and touching ones become one, empty ones go. */
export function unionOf(intervals: readonly Interval[]): Interval[] {
  const sorted = intervals.filter((i) => i.end > i.start).sort((a, b) => a.start - b.start || a.end - b.end);
  const union: Interval[] = [];
  for (const next of sorted) {
    const last = union.at(-1);
    if (last !== undefined && next.start <= last.end)
      union[union.length - 1] = { start: last.start, end: Math.max(last.end, next.end) };
    else union.push(next);
  }
  return union;
}

/** What both cover, as disjoint intervals in order. */
export function intersectionOf(left: readonly Interval[], right: readonly Interval[]): Interval[] {
  const a = unionOf(left);
  const b = unionOf(right);
  const both: Interval[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const one = a[i]!;
    const other = b[j]!;
    const start = Math.max(one.start, other.start);
    const end = Math.min(one.end, other.end);
    if (end > start) both.push({ start, end });
    if (one.end < other.end) i += 1;
    else j += 1;
  }
  return both;
}

/** What `left` covers and `right` does not, as disjoint intervals in order. */
export function differenceOf(left: readonly Interval[], right: readonly Interval[]): Interval[] {
  const cuts = unionOf(right);
  const rest: Interval[] = [];
  let next = 0;
  for (const whole of unionOf(left)) {
    let start = whole.start;
    while (next < cuts.length && cuts[next]!.end <= start) next += 1;
    for (let i = next; i < cuts.length && cuts[i]!.start < whole.end; i += 1) {
      if (cuts[i]!.start > start) rest.push({ start, end: cuts[i]!.start });
      start = Math.max(start, cuts[i]!.end);
    }
    if (start < whole.end) rest.push({ start, end: whole.end });
  }
  return rest;
}

/** Covered time in milliseconds; what is covered twice counts once. */
export const lengthOf = (intervals: readonly Interval[]): number =>
  unionOf(intervals).reduce((sum, i) => sum + (i.end - i.start), 0);
