import { entityName, nameOf } from '@steward/domain/exchange/records/plan-records.ts';
import { readLines } from '@steward/domain/exchange/records/read-lines.ts';
import type { RecordsPiece } from '@steward/domain/exchange/records/record-line.ts';
import type { RecordsExisting } from '@steward/domain/exchange/records/types.ts';
import { lookupKey } from '@steward/domain/record/key.ts';
import { parseFields } from '@steward/domain/record/kind.ts';
import { kinds } from '@steward/domain/record/kinds.ts';
import { mentionsIn } from '@steward/domain/record/mentions.ts';
import type { Context, Transaction } from '../platform/context.ts';
import { visibleRows } from '../platform/policy.ts';
import { batchesOf } from '../platform/record/batches.ts';
import type { Row } from '../platform/record/mapping.ts';
import { findByLookup } from '../platform/record/references.ts';
import { loadRows, recordsOf } from './import-existing-store.ts';

const mostInList = 5_000;

export interface LoadedRecords {
  readonly existing: RecordsExisting;
  /** By `nameOf`, with every key that was asked for. */
  readonly rows: ReadonlyMap<string, { readonly id: string; readonly revision: number | null }>;
  /** Roles that only one may hold, by key. */
  readonly exclusiveRoles: ReadonlySet<string>;
}

/** Loads what lines are and name: at most three statements for each kind, and five, whatever the number of lines. */
export async function loadRecordsExisting(
  tx: Transaction,
  context: Context,
  pieces: readonly RecordsPiece[],
): Promise<LoadedRecords> {
  const wanted = wantedKeys(pieces);
  const rows = new Map<string, { id: string; revision: number | null }>();
  const loaded: { kind: string; row: Row }[] = [];
  for (const [kind, { own, named }] of wanted) {
    const visible = visibleRows(context, kind);
    const ids: string[] = [];
    for (const lookups of batchesOf([...new Set([...own, ...named])], mostInList))
      for (const [lookup, { id }] of await findByLookup(tx, kind, lookups, visible)) {
        rows.set(nameOf(kind, lookup), { id, revision: null });
        if (own.has(lookup)) ids.push(id);
      }
    for (const row of (await loadRows(tx, kind, ids, visible)).values()) {
      loaded.push({ kind, row });
      rows.set(nameOf(kind, String(row.key)), { id: String(row.id), revision: Number(row.revision) });
    }
  }
  const repositories = [...rows].flatMap(([name, { id }]) => (name.startsWith('Repository ') ? [id] : []));
  const select = { repository: { select: { key: true } } } as const;
  const where = { repositoryId: { in: repositories } };
  const files = await tx.codeownersFile.findMany({ where, select });
  const entities = await tx.catalogEntity.findMany({ where, select: { ...select, file: true, ref: true } });
  const roles = await tx.role.findMany({ where: { exclusive: true }, select: { lookup: true } });
  return {
    existing: {
      records: await recordsOf(tx, context, loaded),
      known: (kind, key) => rows.has(nameOf(kind, key)),
      withRules: new Set(files.map(({ repository }) => lookupKey(repository.key))),
      entities: new Set(
        entities.map(({ repository, file, ref }) => entityName({ repository: repository.key, file, ref })),
      ),
    },
    rows,
    exclusiveRoles: new Set(roles.map(({ lookup }) => lookup)),
  };
}

interface Wanted {
  /** Keys of lines, earlier ones included. */
  readonly own: Set<string>;
  readonly named: Set<string>;
}

function wantedKeys(pieces: readonly RecordsPiece[]): Map<string, Wanted> {
  const wanted = new Map<string, Wanted>(
    kinds.map(({ name }) => [name, { own: new Set(), named: new Set() }]),
  );
  const want = (kind: string, which: keyof Wanted, key: string) =>
    wanted.get(kind)?.[which].add(lookupKey(key));
  const { records, rules, entities } = readLines(pieces, () => {});
  for (const { line } of records) {
    const kind = kinds.find(({ name }) => name === line.kind);
    if (!kind) continue;
    for (const key of [line.key, ...line.aliases]) want(kind.name, 'own', key);
    const { values } = parseFields(kind, line.document);
    for (const mention of mentionsIn(kind.fields, values)) want(mention.kind, 'named', mention.key);
  }
  for (const { line } of rules) want('Repository', 'named', line.repository);
  for (const { line } of entities) {
    want('Repository', 'named', line.repository);
    want(line.record.kind, 'named', line.record.key);
  }
  return new Map([...wanted].filter(([, { own, named }]) => own.size + named.size > 0));
}
