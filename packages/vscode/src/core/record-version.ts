/** Which version of a record is meant: one of its revisions, or the one that stood at an instant (ISO 8601, UTC). */
export type VersionPoint = { revision: number } | { at: string };

/** The query of a version's address, such as `revision=3`; revision 0 is before there was anything. */
export const versionQuery = (point: VersionPoint): string =>
  'revision' in point ? `revision=${point.revision}` : `at=${point.at}`;

/** The version that an address with that query is about; undefined for the record as it is now, and for nonsense. */
export function versionOf(query: string): VersionPoint | undefined {
  const [, number] = /^revision=(\d{1,9})$/.exec(query) ?? [];
  if (number !== undefined) return { revision: Number(number) };
  const [, at] = /^at=(.+)$/.exec(query) ?? [];
  return at !== undefined && !Number.isNaN(Date.parse(at)) ? { at: new Date(at).toISOString() } : undefined;
}
