import { lookupKey } from '../../record/key.ts';
import type { EntityRow, Existing, ExistingRecord } from './types.ts';

export interface ExistingIndex {
  /** The record that holds this key, now or as an alias. */
  record(kind: string, key: string): ExistingRecord | undefined;
  /** What an entity became: in this repository before in any other, in use before archived. */
  entity(ref: string): EntityRow | undefined;
  /** The entity a record came from. */
  originOf(record: ExistingRecord): EntityRow | undefined;
  /** The entity of any repository that declares a record now; undefined when it is gone everywhere. */
  currentOriginOf(record: ExistingRecord): EntityRow | undefined;
  /** What came from this repository before. */
  own: readonly EntityRow[];
}

const id = (kind: string, key: string): string => `${kind} ${lookupKey(key)}`;

export function indexExisting(existing: Existing, repository: string): ExistingIndex {
  const records = new Map<string, ExistingRecord>();
  for (const record of existing.records)
    for (const alias of record.aliases) records.set(id(record.kind, alias), record);
  for (const record of existing.records) records.set(id(record.kind, record.key), record);
  const isOwn = (row: EntityRow) => lookupKey(row.repository) === lookupKey(repository);
  const rank = (row: EntityRow) => (isOwn(row) ? 0 : 2) + (row.gone ? 1 : 0);
  const entities = new Map<string, EntityRow>();
  const origins = new Map<string, EntityRow>();
  const current = new Map<string, EntityRow>();
  const keepBest = (map: Map<string, EntityRow>, name: string, row: EntityRow) => {
    const other = map.get(name);
    if (!other || rank(row) < rank(other)) map.set(name, row);
  };
  for (const row of existing.entities) {
    keepBest(entities, row.ref, row);
    keepBest(origins, id(row.recordKind, row.recordKey), row);
    if (!row.gone && (!isOwn(row) || !current.has(id(row.recordKind, row.recordKey))))
      current.set(id(row.recordKind, row.recordKey), row);
  }
  return {
    record: (kind, key) => records.get(id(kind, key)),
    entity: (ref) => entities.get(ref),
    originOf: (record) => origins.get(id(record.kind, record.key)),
    currentOriginOf: (record) => current.get(id(record.kind, record.key)),
    own: existing.entities.filter(isOwn),
  };
}
