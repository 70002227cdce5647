import type { RecordLine } from '../records/record-line.ts';
import type { Source } from './facts.ts';

/** Where a fact was read, as the source of a field. */
export const placeOf = ({ repo, path, commit }: Source): string =>
  `github.com/${repo}/${path}@${commit.slice(0, 12)}`;

/** A record whose fields all came from one place. */
export function recordLine(
  kind: string,
  key: string,
  source: Source | null,
  document: Readonly<Record<string, unknown>>,
): RecordLine {
  const fields = source === null ? [] : Object.keys(document);
  const place = { source: 'MANUAL' as const, location: source && placeOf(source) };
  return {
    ...{ kind, key, archivedAt: null, aliases: [], origin: 'MANUAL' as const },
    provenance: Object.fromEntries(fields.map((field) => [field, place])),
    document: document as RecordLine['document'],
  };
}
