/** One holding of one role, as a record's document has it. Instants are ISO 8601, UTC. */
export interface HeldRole {
  role: string;
  person: string | null;
  team: string | null;
  from: string;
  to: string | null;
  deputy: boolean;
}

/** The holdings that are open at an instant, or begin later. */
export function openRoles(document: Readonly<Record<string, unknown>>, at: number): HeldRole[] {
  const roles = Array.isArray(document.roles) ? (document.roles as HeldRole[]) : [];
  return roles.filter(({ to }) => to === null || Date.parse(to) > at);
}

/**
 * The instant that a person has typed, as ISO 8601 in UTC: a day is its beginning here, a day and a time are local too.
 * Undefined where it says none.
 */
export function instantOf(text: string): string | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2}))?$/.exec(text.trim());
  if (!match) return undefined;
  const [year, month, day, hour, minute] = match.slice(1).map((part) => Number(part ?? 0));
  const at = new Date(year!, month! - 1, day!, hour!, minute!);
  // The 31st of a shorter month is no day.
  return at.getMonth() === month! - 1 && at.getDate() === day ? at.toISOString() : undefined;
}
