/** Statements that PostgreSQL is asked to remember, on each connection; each costs it about a hundred kilobytes there. */
const MOST_NAMED = 100;
/** Texts that are watched for coming again. */
const MOST_SEEN = 1_000;
/** A text that came so often comes again. */
const OFTEN = 3;

/**
 * Gives a statement that comes again a name, by which PostgreSQL keeps its plan; undefined for one that does not, so
 * that whoever sends ever other questions fills nobody's memory.
 */
export function statementNames(): (text: string) => string | undefined {
  const named = new Map<string, string>();
  const seen = new Map<string, number>();
  return (text) => {
    const known = named.get(text);
    if (known !== undefined || named.size >= MOST_NAMED) return known;
    const times = (seen.get(text) ?? 0) + 1;
    seen.delete(text);
    if (times >= OFTEN) {
      const name = `steward_${named.size}`;
      named.set(text, name);
      return name;
    }
    seen.set(text, times);
    for (const oldest of seen.keys()) {
      if (seen.size <= MOST_SEEN) break;
      seen.delete(oldest);
    }
    return undefined;
  };
}
