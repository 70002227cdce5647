import { isDeepStrictEqual } from 'node:util';
import type { Field, FieldIssue } from '@steward/domain/record/field.ts';
import { lookupKey } from '@steward/domain/record/key.ts';
import { type Kind, nounOf, type RecordDocument } from '@steward/domain/record/kind.ts';
import { type Mention, mentionsIn } from '@steward/domain/record/mentions.ts';
import type { Transaction } from '../context.ts';
import { batchesOf } from './batches.ts';
import { delegate } from './delegate.ts';
import type { Row } from './mapping.ts';

/** Ids of records by kind and looked-up stored key. */
export type ReferenceIds = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Records that the same transaction writes, by kind and looked-up key, with the archive mark they get. */
export type WrittenRecords = ReadonlyMap<
  string,
  ReadonlyMap<string, { readonly id: string; readonly key: string; readonly archived: boolean }>
>;

export interface ReferringDocument {
  readonly id: string;
  readonly kind: Kind;
  readonly before: RecordDocument | null;
  readonly values: Readonly<Record<string, unknown>>;
  /** Entries of lists that stay though the actor may not see what they name, as `field.index`. */
  readonly kept?: ReadonlySet<string> | undefined;
  /** True for a record that comes from elsewhere as it was. */
  readonly mayNameArchived?: boolean;
}

export interface ResolvedReferences {
  /** The values with every key as it is stored. */
  values: Record<string, unknown>;
  issues: FieldIssue[];
}

/**
 * Finds the record behind every key that documents mention: one statement for each kind mentioned, and one more
 * for keys that only an alias knows. Documents may name each other, and none names itself before it is there. Keys
 * come back as they are stored. A key nobody has is an issue at its path, as is a newly mentioned archived record;
 * what the actor may not see is treated as not there, except where a field stays as it is.
 */
export async function resolveReferences(options: {
  tx: Transaction;
  documents: readonly ReferringDocument[];
  written: WrittenRecords;
  visible: (kind: string) => object;
}): Promise<{ ids: ReferenceIds; resolved: ResolvedReferences[] }> {
  const { tx, documents, written, visible } = options;
  const mentions = documents.map(({ kind, values }) => mentionsIn(kind.fields, values));
  const known = documents.map(
    ({ kind, before }) => new Set(before ? mentionsIn(kind.fields, before).map(nameOf) : []),
  );
  const ids = new Map<string, Map<string, string>>();
  const found = new Map<string, ReadonlyMap<string, Found>>();
  const hidden = new Map<string, ReadonlySet<string>>();
  for (const kindName of new Set(mentions.flat().map((m) => m.kind))) {
    const lookupsOf = (some: readonly Mention[]) => [
      ...new Set(some.filter((m) => m.kind === kindName).map((m) => lookupKey(m.key))),
    ];
    const fresh = (lookup: string) => !written.get(kindName)?.has(lookup);
    const mentioned = (staying: boolean) =>
      lookupsOf(mentions.flatMap((list, at) => list.filter((m) => stays(documents[at]!, m) === staying)));
    const staying = mentioned(true);
    // Prisma takes an empty condition inside OR for one that never holds.
    const where = isEmpty(visible(kindName)) ? {} : { OR: [visible(kindName), { lookup: { in: staying } }] };
    const rows = new Map<string, Found>();
    for (const batch of batchesOf(lookupsOf(mentions.flat()).filter(fresh), 5_000))
      for (const [lookup, row] of await findByLookup(tx, kindName, batch, where)) rows.set(lookup, row);
    for (const [lookup, { id, key, archived }] of written.get(kindName) ?? [])
      rows.set(lookup, { id, key, archived });
    found.set(kindName, rows);
    // What the actor may not see counts where it stays, and nowhere else.
    const both = isEmpty(visible(kindName)) ? [] : mentioned(false).filter((key) => staying.includes(key));
    const seen = both.length > 0 ? await findByLookup(tx, kindName, both, visible(kindName)) : new Map();
    hidden.set(kindName, new Set(both.filter((lookup) => fresh(lookup) && !seen.has(lookup))));
    // By the stored key: that is what the values hold from here on, whatever key or alias was asked for.
    ids.set(kindName, new Map([...rows.values()].map((row) => [lookupKey(row.key), row.id])));
  }
  const resolved = documents.map(({ id, kind, before, values, mayNameArchived }, at): ResolvedReferences => {
    const behind = (m: Mention): Found | undefined => {
      const row = found.get(m.kind)?.get(lookupKey(m.key));
      if (hidden.get(m.kind)?.has(lookupKey(m.key)) && !stays(documents[at]!, m)) return undefined;
      return before === null && row?.id === id ? undefined : row;
    };
    const issues = mentions[at]!.flatMap((mention): FieldIssue[] => {
      const row = behind(mention);
      const isNew = row && !known[at]!.has(nameOf({ kind: mention.kind, key: row.key }));
      const mayBeArchived = mayNameArchived || kind.fields[String(mention.path[0])]?.options.archived;
      const problem = !row ? 'missing' : row.archived && isNew && !mayBeArchived ? 'archived' : null;
      return problem ? [{ path: mention.path, message: referenceMessages[problem](mention) }] : [];
    });
    const stored = (kindName: string, key: string) => found.get(kindName)?.get(lookupKey(key))?.key ?? key;
    return { values: withStoredKeys(kind.fields, values, stored), issues };
  });
  return { ids, resolved };
}

const stays = ({ before, values, kept }: ReferringDocument, { path }: Mention): boolean => {
  const field = String(path[0]);
  if (kept?.has(`${field}.${path[1]}`)) return true;
  return before !== null && isDeepStrictEqual(before[field], values[field]);
};

const isEmpty = (condition: object): boolean => Object.keys(condition).length === 0;

const nameOf = ({ kind, key }: Pick<Mention, 'kind' | 'key'>) => `${kind} ${lookupKey(key)}`;

const referenceMessages = {
  missing: ({ kind, key }: Mention) =>
    `no ${nounOf(kind)} has the key "${key}": create it first, or correct the key`,
  archived: ({ kind, key }: Mention) =>
    `the ${nounOf(kind)} "${key}" is archived: restore it first, or name another`,
};

interface Found {
  id: string;
  key: string;
  archived: boolean;
}

const foundOf = (row: Row): Found => ({
  id: String(row.id),
  key: String(row.key),
  archived: row.archivedAt !== null,
});

/** The id of the record that had this key before it was renamed; null when no record had. */
export async function idByAlias(tx: Transaction, kindName: string, key: string): Promise<string | null> {
  const alias = await tx.keyAlias.findUnique({
    where: { kind_lookup: { kind: kindName, lookup: lookupKey(key) } },
  });
  return alias?.recordId ?? null;
}

/** Records of one kind by looked-up keys, aliases included. */
export async function findByLookup(
  tx: Transaction,
  kindName: string,
  lookups: readonly string[],
  where: object,
): Promise<Map<string, Found>> {
  const select = { id: true, key: true, lookup: true, archivedAt: true };
  const rows = await delegate(tx, kindName).findMany({
    where: { AND: [{ lookup: { in: lookups } }, where] },
    select,
  });
  const found = new Map(rows.map((row) => [String(row.lookup), foundOf(row)]));
  const missing = lookups.filter((lookup) => !found.has(lookup));
  if (missing.length === 0) return found;
  const aliases = await tx.keyAlias.findMany({ where: { kind: kindName, lookup: { in: missing } } });
  if (aliases.length === 0) return found;
  const renamed = await delegate(tx, kindName).findMany({
    where: { AND: [{ id: { in: aliases.map((a) => a.recordId) } }, where] },
    select,
  });
  for (const alias of aliases) {
    const row = renamed.find((r) => r.id === alias.recordId);
    if (row) found.set(alias.lookup, foundOf(row));
  }
  return found;
}

function withStoredKeys(
  fields: Readonly<Record<string, Field>>,
  values: Readonly<Record<string, unknown>>,
  stored: (kind: string, key: string) => string,
): Record<string, unknown> {
  const given = Object.entries(fields).filter(([name]) => name in values);
  return Object.fromEntries(
    given.map(([name, field]) => {
      const value = values[name];
      if (field.type === 'reference')
        return [name, typeof value === 'string' ? stored(field.options.to!, value) : null];
      if (field.type === 'references')
        return [name, [...new Set((value as string[]).map((key) => stored(field.options.to!, key)))].sort()];
      if (field.type === 'parts')
        return [
          name,
          (value as Record<string, unknown>[]).map((row) =>
            withStoredKeys(field.options.part!.fields, row, stored),
          ),
        ];
      return [name, value];
    }),
  );
}
