import { isDeepStrictEqual } from 'node:util';
import type { Field, FieldIssue } from '@steward/domain/record/field.ts';
import { lookupKey } from '@steward/domain/record/key.ts';
import { type Kind, nounOf, type RecordDocument } from '@steward/domain/record/kind.ts';
import type { Transaction } from '../context.ts';
import { delegate } from './delegate.ts';

/** Ids of records by kind and looked-up stored key. */
export type ReferenceIds = ReadonlyMap<string, ReadonlyMap<string, string>>;

interface Mention {
  kind: string;
  key: string;
  path: (string | number)[];
}

export interface ResolvedReferences {
  ids: ReferenceIds;
  /** The values with every key as it is stored. */
  values: Record<string, unknown>;
  issues: FieldIssue[];
}

/**
 * Finds the record behind every key that a document mentions: one statement for each kind mentioned, and one more
 * for keys that only an alias knows. Keys come back as they are stored. A key nobody has is an issue at its path, as
 * is a newly mentioned archived record; what the actor may not see is treated as not there, except where a field
 * stays as it is.
 */
export async function resolveReferences(options: {
  tx: Transaction;
  kind: Kind;
  before: RecordDocument | null;
  values: Readonly<Record<string, unknown>>;
  visible: (kind: string) => object;
}): Promise<ResolvedReferences> {
  const { tx, kind, values, before, visible } = options;
  const mentions = mentionsIn(kind.fields, values, []);
  const known = new Set(before ? mentionsIn(kind.fields, before, []).map(nameOf) : []);
  const stays = (mention: Mention) => {
    const field = String(mention.path[0]);
    return before !== null && isDeepStrictEqual(before[field], values[field]);
  };
  const ids = new Map<string, Map<string, string>>();
  const keys = new Map<string, Map<string, string>>();
  const issues: FieldIssue[] = [];
  for (const kindName of new Set(mentions.map((m) => m.kind))) {
    const ofKind = mentions.filter((m) => m.kind === kindName);
    const lookupsOf = (some: readonly Mention[]) => [...new Set(some.map((m) => lookupKey(m.key)))];
    const staying = lookupsOf(ofKind.filter(stays));
    const found = await findByLookup(
      tx,
      kindName,
      lookupsOf(ofKind),
      // Prisma takes an empty condition inside OR for one that never holds.
      isEmpty(visible(kindName)) ? {} : { OR: [visible(kindName), { lookup: { in: staying } }] },
    );
    // By the stored key: that is what the values hold from here on, whatever key or alias was asked for.
    ids.set(kindName, new Map([...found.values()].map((row) => [lookupKey(row.key), row.id])));
    keys.set(kindName, new Map([...found].map(([lookup, row]) => [lookup, row.key])));
    for (const mention of ofKind) {
      const row = found.get(lookupKey(mention.key));
      const isNew = row && !known.has(nameOf({ kind: kindName, key: row.key }));
      const problem = !row ? 'missing' : row.archivedAt && isNew ? 'archived' : null;
      if (problem) issues.push({ path: mention.path, message: referenceMessages[problem](mention) });
    }
  }
  const stored = (kindName: string, key: string) => keys.get(kindName)?.get(lookupKey(key)) ?? key;
  return { ids, values: withStoredKeys(kind.fields, values, stored), issues };
}

const isEmpty = (condition: object) => Object.keys(condition).length === 0;
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
  archivedAt: Date | null;
}

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
  const found = new Map<string, Found>(rows.map((row) => [String(row.lookup), row as unknown as Found]));
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
    if (row) found.set(alias.lookup, row as unknown as Found);
  }
  return found;
}

function mentionsIn(
  fields: Readonly<Record<string, Field>>,
  values: Readonly<Record<string, unknown>>,
  at: (string | number)[],
): Mention[] {
  return Object.entries(fields).flatMap(([name, field]): Mention[] => {
    const value = values[name];
    const path = [...at, name];
    if (field.type === 'reference')
      return typeof value === 'string' ? [{ kind: field.options.to!, key: value, path }] : [];
    if (field.type === 'references')
      return ((value as string[]) ?? []).map((key, index) => ({
        kind: field.options.to!,
        key,
        path: [...path, index],
      }));
    if (field.type === 'parts')
      return ((value as Record<string, unknown>[]) ?? []).flatMap((row, index) =>
        mentionsIn(field.options.part!.fields, row, [...path, index]),
      );
    return [];
  });
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
