import { recordKindsOf } from '../catalog-info/record-kind.ts';
import { keyOfRef, splitRef } from '../catalog-info/reference.ts';
import type { Identified } from './identify.ts';
import type { ExistingIndex } from './index-existing.ts';
import type { ExistingRecord } from './types.ts';

/** A record that a reference leads to. */
export interface Target {
  readonly kind: string;
  readonly key: string;
  readonly ref: string;
}

export interface Resolver {
  /**
   * The record of an entity that this import or an earlier one declares; else, for the places of the graph, a record
   * of that key which people made. Undefined when nobody declares it.
   */
  place(ref: string): Target | undefined;
  /** As `place`, but only what a catalog declares: equal names are never taken for the same owner. */
  declared(ref: string): Target | undefined;
  identified(ref: string): Identified | undefined;
  record(target: Pick<Target, 'kind' | 'key'>): ExistingRecord | undefined;
}

export function makeResolver(
  identified: readonly Identified[],
  index: ExistingIndex,
  archived: ReadonlySet<string>,
): Resolver {
  const byRef = new Map(identified.map((i) => [i.entity.ref, i]));
  const declared = (ref: string): Target | undefined => {
    const own = byRef.get(ref);
    if (own) return { kind: own.kind, key: own.key, ref };
    const row = index.entity(ref);
    if (!row || archived.has(ref)) return undefined;
    const record = index.record(row.recordKind, row.recordKey);
    return record && record.archivedBy === null ? { kind: record.kind, key: record.key, ref } : undefined;
  };
  const place = (ref: string): Target | undefined => {
    const found = declared(ref);
    if (found || archived.has(ref)) return found;
    for (const kind of recordKindsOf(splitRef(ref).kind)) {
      const record = index.record(kind, keyOfRef(ref));
      if (record && record.archivedBy === null && !index.originOf(record))
        return { kind, key: record.key, ref };
    }
    return undefined;
  };
  return {
    place,
    declared,
    identified: (ref) => byRef.get(ref),
    record: ({ kind, key }) => index.record(kind, key),
  };
}
