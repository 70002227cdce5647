import type { Kind, RecordDocument } from './kind.ts';
import { partIdentity } from './kind.ts';

/** One difference between two versions of a record. */
export interface DocumentChange {
  /** Name of the field, or `key`. */
  readonly field: string;
  /** Of a list of parts, what tells the row from the others, such as a role and who holds it; null for a whole field. */
  readonly row: string | null;
  /** The value then: of a row, the whole row. Null where it was not there. */
  readonly before: unknown;
  readonly after: unknown;
}

type Row = Readonly<Record<string, unknown>>;

/**
 * What is different in `after`, fields in the order in which the kind declares them. Rows of parts are told one by one:
 * in the order of the newer version, then those that are gone. The order of rows by itself is no difference. A field that
 * a version does not know, as one from before it was declared, counts as empty.
 */
export function compareDocuments(
  kind: Kind,
  before: RecordDocument,
  after: RecordDocument,
): DocumentChange[] {
  const changes: DocumentChange[] = [];
  if (before.key !== after.key)
    changes.push({ field: 'key', row: null, before: before.key, after: after.key });
  for (const [field, declared] of Object.entries(kind.fields)) {
    const part = declared.options.part;
    if (part) changes.push(...rowChanges(field, part.identity, rowsOf(before[field]), rowsOf(after[field])));
    else if (!isSame(before[field] ?? null, after[field] ?? null))
      changes.push({ field, row: null, before: before[field] ?? null, after: after[field] ?? null });
  }
  return changes;
}

const rowsOf = (value: unknown): readonly Row[] => (Array.isArray(value) ? (value as Row[]) : []);

function rowChanges(
  field: string,
  identity: readonly string[],
  before: readonly Row[],
  after: readonly Row[],
): DocumentChange[] {
  const old = new Map(before.map((row) => [partIdentity(identity, row), row]));
  const changes = after.flatMap((row): DocumentChange[] => {
    const was = old.get(partIdentity(identity, row)) ?? null;
    old.delete(partIdentity(identity, row));
    return isSame(was, row) ? [] : [{ field, row: nameOf(identity, row), before: was, after: row }];
  });
  const gone = [...old.values()].map((row) => ({
    ...{ field, row: nameOf(identity, row) },
    ...{ before: row, after: null },
  }));
  return [...changes, ...gone];
}

const nameOf = (identity: readonly string[], row: Row): string =>
  identity.flatMap((name) => (row[name] == null ? [] : [String(row[name])])).join(' ');

/** Equality of JSON values; the order of names does not count. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => isSame((a as Row)[name], (b as Row)[name]));
}
