/** A write of the record since the proposal was made. */
export interface LaterWrite {
  readonly revision: number;
  /** Paths that it changed, as revisions name them. */
  readonly changed: readonly string[];
  readonly by: string;
  readonly at: Date;
}

/** A field that a proposal touches and somebody wrote since, with the last such write. */
export interface Moved {
  readonly field: string;
  readonly revision: number;
  readonly by: string;
  readonly at: Date;
}

/** The field of a proposal that stands for the mark of the archive. */
export const archivedField = 'archived';

export const fieldOfPath = (path: string): string => {
  const field = path.split('.')[0]!;
  return field === 'archivedAt' ? archivedField : field;
};

/**
 * Where a proposal is stale: fields that it touches and that were written since, sorted, each with its last write. That
 * the record was archived or brought back since counts for every proposal. Writes of other fields do not.
 */
export function movedSince(touched: readonly string[], later: readonly LaterWrite[]): Moved[] {
  const last = new Map<string, Moved>();
  for (const { revision, changed, by, at } of [...later].sort((a, b) => a.revision - b.revision))
    for (const path of changed) {
      const field = fieldOfPath(path);
      if (field === archivedField || touched.includes(field)) last.set(field, { field, revision, by, at });
    }
  return [...last.values()].sort((a, b) => (a.field < b.field ? -1 : 1));
}
