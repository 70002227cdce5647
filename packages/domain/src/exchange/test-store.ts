import { seededRandom } from '../support/seeded-random.ts';
import { parseCatalogFile } from './catalog-info/parse.ts';
import type { ImportPiece } from './import-piece.ts';
import { catalogSource } from './plan/fields.ts';
import type { EntityRow, Existing, ExistingRecord, ImportPlan, ImportSource } from './plan/types.ts';
import { planImport } from './plan.ts';

/** The repository of the tests. */
export const source: ImportSource = {
  repository: 'github.com/acme/shop',
  commit: 'c0ffee1',
  registeredOnly: false,
  prune: false,
  scope: 'REPOSITORY',
};

export const nothing: Existing = { records: [], entities: [], ruleSet: null, history: null };

export const catalogPieces = (files: Readonly<Record<string, string | null>>): ImportPiece[] =>
  Object.entries(files).map(([file, text]) => ({
    format: 'CATALOG_INFO',
    piece: parseCatalogFile({ file, text }),
  }));

/** Plans the import of these catalog files over what is there. */
export const planFiles = (
  files: Readonly<Record<string, string | null>>,
  existing: Existing = nothing,
  more: Partial<ImportSource> = {},
): ImportPlan => planImport({ source: { ...source, ...more }, pieces: catalogPieces(files), existing });

/** What a store would hold after the plan's writes: the least that a real one has to do with them. */
export function afterwards(existing: Existing, plan: ImportPlan): Existing {
  const records = new Map(existing.records.map((r) => [`${r.kind} ${r.key}`, r]));
  const entities = new Map(existing.entities.map((row) => [idOf(row), row]));
  let { ruleSet, history } = existing;
  for (const write of plan.writes) {
    if (write.op === 'CREATE') records.set(`${write.kind} ${write.key}`, created(write));
    else if (write.op === 'UPDATE') change(records, write.kind, write.key, (r) => updated(r, write));
    else if (write.op === 'ARCHIVE')
      change(records, write.kind, write.key, (r) => ({ ...r, archivedBy: catalogSource }));
    else if (write.op === 'PUT_ENTITY') {
      if (write.movedFrom) entities.delete(idOf({ ...write.row, file: write.movedFrom }));
      entities.set(idOf(write.row), write.row);
    } else if (write.op === 'MARK_GONE') {
      const row = entities.get(idOf(write));
      if (row) entities.set(idOf(row), { ...row, gone: true });
    } else if (write.op === 'REPLACE_RULES') ruleSet = write.ruleSet;
    else history = write.history;
  }
  return { records: [...records.values()], entities: [...entities.values()], ruleSet, history };
}

const idOf = ({ repository, file, ref }: Pick<EntityRow, 'repository' | 'file' | 'ref'>): string =>
  `${repository} ${file} ${ref}`;

function change(
  records: Map<string, ExistingRecord>,
  kind: string,
  key: string,
  how: (record: ExistingRecord) => ExistingRecord,
): void {
  const record = records.get(`${kind} ${key}`);
  if (!record) throw new Error(`the plan writes ${kind} ${key}, which is not there`);
  records.set(`${kind} ${key}`, how(record));
}

const created = (write: Extract<ImportPlan['writes'][number], { op: 'CREATE' }>): ExistingRecord => ({
  kind: write.kind,
  key: write.key,
  aliases: [],
  document: write.document,
  provenance: Object.fromEntries(write.fields.map((field) => [field, write.origin ?? catalogSource])),
  archivedBy: null,
});

const updated = (
  record: ExistingRecord,
  { set, origin = catalogSource }: Extract<ImportPlan['writes'][number], { op: 'UPDATE' }>,
): ExistingRecord => ({
  ...record,
  document: { ...record.document, ...set },
  provenance: {
    ...record.provenance,
    ...Object.fromEntries(Object.keys(set).map((field) => [field, origin])),
  },
  archivedBy: null,
});

/** What is there after a person wrote these fields. */
export const edited = (
  existing: Existing,
  kind: string,
  key: string,
  set: Readonly<Record<string, unknown>>,
): Existing => ({
  ...existing,
  records: existing.records.map((record) =>
    record.kind === kind && record.key === key
      ? {
          ...record,
          document: { ...record.document, ...set },
          provenance: {
            ...record.provenance,
            ...Object.fromEntries(Object.keys(set).map((field) => [field, 'MANUAL'])),
          },
        }
      : record,
  ),
});

/** A record that a person made. */
export const madeByHand = (
  kind: string,
  key: string,
  document: Readonly<Record<string, unknown>>,
): ExistingRecord => ({
  kind,
  key,
  aliases: [],
  document: { key, ...document },
  provenance: Object.fromEntries(Object.keys(document).map((field) => [field, 'MANUAL'])),
  archivedBy: null,
});

/** A list in an order that its seed decides. */
export function shuffled<T>(list: readonly T[], seed: number): T[] {
  const random = seededRandom(seed);
  const result = [...list];
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [result[i], result[j]] = [result[j]!, result[i]!];
  }
  return result;
}
