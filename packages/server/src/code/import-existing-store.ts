import type { CatalogEntity } from '@steward/domain/exchange/catalog-info/entity.ts';
import { type ImportNeeds, importNeeds } from '@steward/domain/exchange/import-needs.ts';
import type { ImportPiece } from '@steward/domain/exchange/import-piece.ts';
import { catalogSource } from '@steward/domain/exchange/plan/fields.ts';
import type { RuleSet } from '@steward/domain/exchange/plan/rule-set.ts';
import type { EntityRow, Existing, ExistingRecord } from '@steward/domain/exchange/plan/types.ts';
import { lookupKey } from '@steward/domain/record/key.ts';
import { kindNamed } from '@steward/domain/record/kinds.ts';
import type { Context, Transaction } from '../platform/context.ts';
import { visibleRows } from '../platform/policy.ts';
import { batchesOf } from '../platform/record/batches.ts';
import { delegate } from '../platform/record/delegate.ts';
import { entitySeen } from '../platform/record/entity-seen.ts';
import { documentOf, documentSelect, type Row } from '../platform/record/mapping.ts';
import type { Provenance } from '../platform/record/provenance.ts';
import { findByLookup } from '../platform/record/references.ts';
import { hiddenFields, without } from '../platform/restricted-fields.ts';
import { loadHistory } from './history-store.ts';
import { loadOpenSloIds, openSloKeys } from './import-openslo-store.ts';
import { fieldWriters } from './import-provenance.ts';

const mostInList = 5_000;

/** The part of the graph that a plan is made against, and which row is behind each record. */
export interface LoadedExisting {
  readonly existing: Existing;
  /** Null while nobody has added the repository. */
  readonly repositoryId: string | null;
  readonly repositoryArchived: boolean;
  /** By `recordName`. */
  readonly rows: ReadonlyMap<string, { readonly id: string; readonly revision: number }>;
}

/** Names a record as the plan does, whatever the case of its key. */
export const recordName = (kind: string, key: string): string => `${kind} ${lookupKey(key)}`;

/** Loads what `importNeeds` names in bulk: a few statements for each kind, whatever the number of files. */
export async function loadExisting(
  tx: Transaction,
  context: Context,
  repository: string,
  pieces: readonly ImportPiece[],
): Promise<LoadedExisting> {
  const needs = importNeeds(
    pieces.flatMap((p) => (p.format === 'CATALOG_INFO' ? [p.piece] : [])),
    pieces.flatMap((p) => (p.format === 'GIT_HISTORY' ? [p.piece] : [])),
  );
  const wanted = new Map<string, Set<string>>();
  const want = (kind: string, id: string) => wanted.set(kind, (wanted.get(kind) ?? new Set()).add(id));
  const visible = (kind: string) => visibleRows(context, kind);

  const [own] = (
    await findByLookup(tx, 'Repository', [lookupKey(repository)], visible('Repository'))
  ).values();
  if (own) want('Repository', own.id);
  const entities = await loadEntities(tx, needs.refs, own?.id ?? null);
  for (const { recordKind, recordId } of entities) want(recordKind, recordId);
  for (const { kind, id } of await loadOpenSloIds(tx, pieces, own?.id ?? null)) want(kind, id);
  for (const [kind, keys] of byKind([...needs.keys, ...openSloKeys(pieces)]))
    for (const lookups of batchesOf(keys.map(lookupKey), mostInList))
      for (const found of (await findByLookup(tx, kind, lookups, visible(kind))).values())
        want(kind, found.id);
  for (const { kind, id } of await loadHolders(tx, needs.handles)) want(kind, id);

  const rows = new Map<string, Map<string, Row>>();
  for (const [kind, ids] of wanted) rows.set(kind, await loadRows(tx, kind, [...ids], visible(kind)));
  for (const [kind, field] of above) await loadAbove(tx, kind, field, rows, visible(kind));
  const named = [...rows].flatMap(([kind, byId]) => [...byId.values()].map((row) => ({ kind, row })));
  return {
    existing: {
      records: await recordsOf(tx, context, named),
      entities: entities.flatMap((entity) => {
        const record = rows.get(entity.recordKind)?.get(entity.recordId);
        return record
          ? [
              entityRow(
                { ...entity, entity: entitySeen(context, { ...entity }) as never },
                String(record.key),
              ),
            ]
          : [];
      }),
      ruleSet: own ? await loadRuleSet(tx, own.id) : null,
      history: own && pieces.some((p) => p.format === 'GIT_HISTORY') ? await loadHistory(tx, own.id) : null,
    },
    repositoryId: own?.id ?? null,
    repositoryArchived: own?.archived ?? false,
    rows: new Map(
      named.map(({ kind, row }) => [
        recordName(kind, String(row.key)),
        { id: String(row.id), revision: Number(row.revision) },
      ]),
    ),
  };
}

const byKind = (keys: ImportNeeds['keys']): [string, string[]][] =>
  [...Map.groupBy(keys, ({ kind }) => kind)].map(([kind, group]) => [kind, group.map(({ key }) => key)]);

const entitySelect = {
  repository: { select: { key: true } },
  file: true,
  doc: true,
  line: true,
  ref: true,
  commit: true,
  recordKind: true,
  recordId: true,
  entity: true,
  goneAt: true,
} as const;

/** Entities of these references anywhere, and all that the repository brought. */
async function loadEntities(tx: Transaction, refs: readonly string[], repositoryId: string | null) {
  const order = [{ repositoryId: 'asc' }, { file: 'asc' }, { doc: 'asc' }, { ref: 'asc' }] as const;
  const orderBy = [...order];
  const own = repositoryId
    ? await tx.catalogEntity.findMany({ where: { repositoryId }, orderBy, select: entitySelect })
    : [];
  const others = [];
  for (const batch of batchesOf(refs, mostInList)) {
    const where = { ref: { in: batch }, ...(repositoryId ? { repositoryId: { not: repositoryId } } : {}) };
    others.push(...(await tx.catalogEntity.findMany({ where, orderBy, select: entitySelect })));
  }
  return [...own, ...others];
}

function entityRow(row: Awaited<ReturnType<typeof loadEntities>>[number], recordKey: string): EntityRow {
  const { repository, recordId: _, goneAt, entity, ...rest } = row;
  return {
    ...rest,
    repository: repository.key,
    recordKey,
    entity: entity as unknown as CatalogEntity,
    gone: goneAt !== null,
  };
}

async function loadHolders(
  tx: Transaction,
  handles: ImportNeeds['handles'],
): Promise<{ kind: string; id: string }[]> {
  const holders: { kind: string; id: string }[] = [];
  for (const batch of batchesOf([...new Set(handles.map(({ handle }) => handle))], mostInList)) {
    const rows = await tx.handle.findMany({
      where: { handle: { in: batch, mode: 'insensitive' } },
      select: { personId: true, teamId: true },
    });
    for (const { personId, teamId } of rows) {
      if (personId) holders.push({ kind: 'Person', id: personId });
      if (teamId) holders.push({ kind: 'Team', id: teamId });
    }
  }
  return holders;
}

export async function loadRows(
  tx: Transaction,
  kind: string,
  ids: readonly string[],
  visible: object,
): Promise<Map<string, Row>> {
  const rows = new Map<string, Row>();
  for (const batch of batchesOf(ids)) {
    const found = await delegate(tx, kind).findMany({
      where: { AND: [{ id: { in: batch } }, visible] },
      select: documentSelect(kindNamed(kind)),
    });
    for (const row of found) rows.set(String(row.id), row);
  }
  return rows;
}

/** References of a kind to itself: what stands above what was found is looked at for circles. */
const above = [
  ['Team', 'parent'],
  ['Component', 'partOf'],
] as const;

async function loadAbove(
  tx: Transaction,
  kind: string,
  field: string,
  rows: Map<string, Map<string, Row>>,
  visible: object,
): Promise<void> {
  const known = rows.get(kind);
  if (!known) return;
  const lookups = new Set([...known.values()].map((row) => lookupKey(String(row.key))));
  let level = [...known.values()];
  while (level.length > 0) {
    const keys = level.flatMap((row) => (row[field] as { key: string } | null)?.key ?? []);
    const missing = [...new Set(keys.map(lookupKey))].filter((lookup) => !lookups.has(lookup));
    level = [];
    for (const batch of batchesOf(missing)) {
      const where = { AND: [{ lookup: { in: batch } }, visible] };
      level.push(...(await delegate(tx, kind).findMany({ where, select: documentSelect(kindNamed(kind)) })));
    }
    for (const row of level) {
      known.set(String(row.id), row);
      lookups.add(lookupKey(String(row.key)));
    }
  }
}

/** Without fields that the actor may not see: a plan does not tell whether a file guesses them right. */
export async function recordsOf(
  tx: Transaction,
  context: Context,
  named: readonly { kind: string; row: Row }[],
): Promise<ExistingRecord[]> {
  const ids = named.map(({ row }) => String(row.id));
  const aliases = new Map<string, string[]>();
  for (const batch of batchesOf(ids, mostInList)) {
    const where = { recordId: { in: batch } };
    for (const { recordId, key } of await tx.keyAlias.findMany({ where, orderBy: { lookup: 'asc' } }))
      aliases.set(recordId, [...(aliases.get(recordId) ?? []), key]);
  }
  const archived = named.filter(({ row }) => row.archivedAt !== null).map(({ row }) => String(row.id));
  const archivers = await loadArchivers(tx, archived);
  return named.map(({ kind, row }) => {
    const hidden = hiddenFields(context, kindNamed(kind), String(row.id));
    const document = without(documentOf(kindNamed(kind), row), hidden);
    const origin = String(row.origin);
    return {
      kind,
      key: document.key,
      aliases: aliases.get(String(row.id)) ?? [],
      document,
      provenance: fieldWriters(kindNamed(kind), {
        origin,
        provenance: row.provenance as Provenance,
        document,
      }),
      archivedBy: row.archivedAt === null ? null : (archivers.get(String(row.id)) ?? 'MANUAL'),
    };
  });
}

/** Who put archived records away, by id: an import or a person. */
async function loadArchivers(tx: Transaction, ids: readonly string[]): Promise<Map<string, string>> {
  const archivers = new Map<string, string>();
  for (const batch of batchesOf(ids, mostInList)) {
    const rows = await tx.revision.findMany({
      where: { recordId: { in: batch }, operation: 'ARCHIVE' },
      orderBy: { id: 'asc' },
      select: { recordId: true, door: true },
    });
    for (const { recordId, door } of rows)
      archivers.set(recordId, door === 'IMPORTER' ? catalogSource : 'MANUAL');
  }
  return archivers;
}

async function loadRuleSet(tx: Transaction, repositoryId: string): Promise<RuleSet | null> {
  const row = await tx.codeownersFile.findUnique({
    where: { repositoryId },
    select: {
      file: true,
      dialect: true,
      commit: true,
      rules: {
        orderBy: { position: 'asc' },
        select: {
          line: true,
          pattern: true,
          owners: true,
          section: true,
          optional: true,
          approvals: true,
          exclusion: true,
        },
      },
    },
  });
  return row && { ...row, dialect: row.dialect as RuleSet['dialect'] };
}
