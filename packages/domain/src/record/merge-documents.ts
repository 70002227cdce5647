type Values = Readonly<Record<string, unknown>>;

export interface MergedDocument {
  /** Theirs, with what only we changed, and ours where both did. */
  readonly merged: Record<string, unknown>;
  /** Fields that only we changed, that only they did, and that both changed to different values; each sorted. */
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
  readonly both: readonly string[];
}

/**
 * Three-way merge of documents, field by field: a part or a list counts as one value. What both sides changed to the same
 * value is no conflict. A field that is missing is one without a value.
 */
export function mergeDocuments(base: Values, ours: Values, theirs: Values): MergedDocument {
  const mine = new Set(changedNames(base, ours));
  const other = new Set(changedNames(base, theirs));
  const differ = new Set(changedNames(ours, theirs));
  const both = [...mine].filter((name) => other.has(name) && differ.has(name));
  const merged: Record<string, unknown> = { ...theirs };
  for (const name of mine)
    if (Object.hasOwn(ours, name)) merged[name] = ours[name];
    else delete merged[name];
  return {
    merged,
    ours: [...mine].filter((name) => !other.has(name)),
    theirs: [...other].filter((name) => !mine.has(name)),
    both,
  };
}

/** Names whose values are not the same in both documents, sorted; null is the same as missing. */
export function changedNames(before: Values, after: Values): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => !isSame(before[name] ?? null, after[name] ?? null)).sort();
}

/** What to send so that a document becomes another one: changed fields by name, null for those that were taken out. */
export const changedFields = (before: Values, after: Values): Record<string, unknown> =>
  Object.fromEntries(changedNames(before, after).map((name) => [name, after[name] ?? null]));

/** Equal as JSON: the order of names says nothing, the order of a list does. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [a as Values, b as Values];
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => Object.hasOwn(right, name) && isSame(left[name], right[name]))
  );
}
