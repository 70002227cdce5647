import type { Kind } from '@steward/domain/record/kind.ts';
import type { Before, Origin } from './write.ts';

/** Where the value of a field came from. A field that is not listed came from where the record came from. */
export interface FieldSource {
  source: Origin;
  location: string | null;
  confirmedAt: string;
}

export type Provenance = Readonly<Record<string, FieldSource>>;

/** The record's provenance after a write; undefined when it stays as it is. */
export function provenanceAfter(write: {
  kind: Kind;
  before: Before | null;
  changed: readonly string[];
  origin: Origin;
  at: Date;
  source: { location: string; fields?: readonly string[] } | undefined;
}): Provenance | undefined {
  const names = new Set(write.changed.map((path) => path.split('.')[0]!));
  const given = write.source?.fields;
  const fields = [...names].filter((name) => name in write.kind.fields && (given?.includes(name) ?? true));
  if (fields.length === 0 || (!write.before && write.origin === 'MANUAL')) return undefined;
  const entry: FieldSource = {
    source: write.origin,
    location: write.source?.location ?? null,
    confirmedAt: write.at.toISOString(),
  };
  return { ...write.before?.provenance, ...Object.fromEntries(fields.map((name) => [name, entry])) };
}
