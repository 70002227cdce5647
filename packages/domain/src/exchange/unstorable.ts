/** What is said of a value that holds such a text, with its place behind. */
export const unstorableText =
  'holds a zero character or half a character (\\0, \\uD800 to \\uDFFF), which no database takes,';

interface Place {
  readonly value: unknown;
  readonly name: string | null;
  readonly above: Place | null;
}

/**
 * Where a name or text stands in a JSON value that PostgreSQL refuses, the first of them; null when there is none. Walks
 * without calling itself, for a value may be nested as deep as its text is long.
 */
export function unstorablePlace(value: unknown): string[] | null {
  const open: Place[] = [{ value, name: null, above: null }];
  for (let place = open.pop(); place; place = open.pop()) {
    const { value: inner } = place;
    if (typeof inner === 'string' && !isStorable(inner)) return pathOf(place);
    if (typeof inner !== 'object' || inner === null) continue;
    const names = Object.keys(inner);
    if (!names.every(isStorable)) return pathOf(place);
    for (const name of names.reverse())
      open.push({ value: (inner as Record<string, unknown>)[name], name, above: place });
  }
  return null;
}

function pathOf(place: Place): string[] {
  const path: string[] = [];
  for (let at: Place | null = place; at?.name != null; at = at.above) path.unshift(at.name);
  return path;
}

const isStorable = (text: string): boolean => !text.includes('\u0000') && text.isWellFormed();
