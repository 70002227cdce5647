/** What a person typed for an instant, read or not. */
export type TypedInstant =
  /** ISO 8601 in UTC. */
  | { readonly ok: true; readonly at: string }
  | { readonly ok: false; readonly problem: 'FORM' | 'NO_SUCH_DAY' | 'NO_ZONE' | 'FUTURE' };

const form =
  /^(\d{4})-(\d\d)-(\d\d)(?:T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)?)?$/i;

/**
 * Reads a day, which begins at midnight in UTC, or an instant with its zone, such as 2026-01-31T09:00Z. What lies after
 * `now` (ISO 8601) has no history yet and is refused, as is a day that no calendar has.
 */
export function readPastInstant(typed: string, now: string): TypedInstant {
  const text = typed.trim();
  const parts = form.exec(text);
  if (!parts) return { ok: false, problem: 'FORM' };
  const [, year, month, day, hour, , , zone] = parts;
  const midnight = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  if (!midnight.toISOString().startsWith(`${year}-${month}-${day}`))
    return { ok: false, problem: 'NO_SUCH_DAY' };
  if (hour !== undefined && zone === undefined) return { ok: false, problem: 'NO_ZONE' };
  const instant = hour === undefined ? midnight : new Date(text.toUpperCase());
  if (Number.isNaN(instant.getTime())) return { ok: false, problem: 'FORM' };
  if (instant.getTime() > Date.parse(now)) return { ok: false, problem: 'FUTURE' };
  return { ok: true, at: instant.toISOString() };
}
