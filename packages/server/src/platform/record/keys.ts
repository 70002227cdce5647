import type { FieldIssue } from '@steward/domain/record/field.ts';
import { lookupKey, normalizeKey } from '@steward/domain/record/key.ts';
import type { Kind } from '@steward/domain/record/kind.ts';
import { nounOf } from '@steward/domain/record/kind.ts';
import { v7 as newId } from 'uuid';
import type { Transaction } from '../context.ts';
import { Prisma } from '../database/generated/prisma/client.ts';
import { batchesOf } from './batches.ts';
import { delegate } from './delegate.ts';
import type { Before } from './write.ts';

interface WantedKey {
  kind: Kind;
  wanted: string;
  before: Before | null;
  /** True when a key of a register is given and not made. */
  kept: boolean;
}

/**
 * The keys that records shall have, each with what is wrong with it: its form, or that it belongs to another record.
 * Two statements for each kind with new keys.
 */
export async function checkKeys(
  tx: Transaction,
  all: readonly WantedKey[],
): Promise<{ key: string; issues: FieldIssue[] }[]> {
  const checked = all.map(({ kind, wanted, before, kept }) => {
    // A register gives its keys itself, except to a record that had one on another server.
    if (wanted === before?.document.key || (kind.key.form === 'register' && !kept))
      return { key: wanted, isNew: false, issues: [] as FieldIssue[] };
    const normal = normalizeKey(kind.key, wanted);
    return normal.ok
      ? { key: normal.key, isNew: true, issues: [] as FieldIssue[] }
      : { key: wanted, isNew: false, issues: [{ path: ['key'], message: normal.message }] };
  });
  for (const kindName of new Set(all.map(({ kind }) => kind.name))) {
    const ofKind = all.flatMap(({ kind, before }, at) =>
      kind.name === kindName && checked[at]!.isNew ? [{ ...checked[at]!, kind, before }] : [],
    );
    const holders = await loadKeyHolders(
      tx,
      kindName,
      ofKind.map(({ key }) => lookupKey(key)),
    );
    for (const { key, kind, before, issues } of ofKind) {
      const lookup = lookupKey(key);
      const others = (holders.get(lookup) ?? []).filter((id) => id !== before?.id);
      holders.set(lookup, [...others, before?.id ?? 'new']);
      const message = `the key "${key}" belongs to another ${nounOf(kind.name)}: choose another`;
      if (others.length > 0) issues.push({ path: ['key'], message });
    }
  }
  return checked;
}

/** Ids of the records that have each of these keys, now or as an alias. */
async function loadKeyHolders(
  tx: Transaction,
  kind: string,
  lookups: readonly string[],
): Promise<Map<string, string[]>> {
  const holders = new Map<string, string[]>();
  const add = (lookup: string, id: string) => holders.set(lookup, [...(holders.get(lookup) ?? []), id]);
  for (const batch of batchesOf(lookups, 5_000)) {
    const rows = await delegate(tx, kind).findMany({
      where: { lookup: { in: batch } },
      select: { id: true, lookup: true },
    });
    for (const row of rows) add(String(row.lookup), String(row.id));
    const aliases = await tx.keyAlias.findMany({ where: { kind, lookup: { in: batch } } });
    for (const { lookup, recordId } of aliases) add(lookup, recordId);
  }
  return holders;
}

/** The key that a record had before a rename stays with it as an alias, which no other record may take. */
export async function keepOldKey(tx: Transaction, kind: Kind, key: string, before: Before): Promise<void> {
  const old = before.document.key;
  const [lookup, oldLookup] = [lookupKey(key), lookupKey(old)];
  if (lookup === oldLookup) return;
  await tx.keyAlias.deleteMany({ where: { kind: kind.name, lookup, recordId: before.id } });
  await tx.keyAlias.create({
    data: { id: newId(), kind: kind.name, key: old, lookup: oldLookup, recordId: before.id },
    select: { id: true },
  });
}

/** Keys that records had elsewhere, as aliases of theirs; nobody else has them, as the caller knows. */
export async function keepAliases(
  tx: Transaction,
  kind: Kind,
  aliases: readonly { key: string; recordId: string }[],
): Promise<void> {
  const data = aliases.map((alias) => ({
    ...{ id: newId(), kind: kind.name, lookup: lookupKey(alias.key) },
    ...alias,
  }));
  for (const batch of batchesOf(data)) await tx.keyAlias.createMany({ data: batch });
}

/** Puts the register of a kind behind the keys that came from elsewhere, so that none of them is given again. */
export async function passRegisterKeys(tx: Transaction, kind: Kind, keys: readonly string[]): Promise<void> {
  const register = kind.key.form === 'register' ? registers[kind.key.prefix] : undefined;
  if (!register) return;
  const numbers = keys.map((key) => Number(key.slice(key.lastIndexOf('-') + 1))).filter(Number.isSafeInteger);
  const most = Math.max(0, ...numbers);
  await tx.$queryRaw(register.pass(most));
}

interface Register {
  readonly next: Prisma.Sql;
  /** Puts it behind a number; one that is behind it already stays. */
  readonly pass: (most: number) => Prisma.Sql;
}

const registers: Readonly<Record<string, Register>> = {
  CHG: {
    next: Prisma.sql`SELECT nextval('change_number') AS number`,
    pass: (most) => Prisma.sql`
      SELECT setval('change_number', ${most}::bigint) FROM change_number
      WHERE last_value < ${most}::bigint OR (last_value = ${most}::bigint AND NOT is_called)`,
  },
  PRP: {
    next: Prisma.sql`SELECT nextval('proposal_number') AS number`,
    pass: (most) => Prisma.sql`
      SELECT setval('proposal_number', ${most}::bigint) FROM proposal_number
      WHERE last_value < ${most}::bigint OR (last_value = ${most}::bigint AND NOT is_called)`,
  },
};

/** The next key of a register. Numbers begin at 1001, may have gaps, and are never used again. */
export async function nextRegisterKey(tx: Transaction, prefix: string): Promise<string> {
  const register = registers[prefix];
  if (!register) throw new Error(`no sequence is declared for the register ${prefix}`);
  const [row] = await tx.$queryRaw<{ number: bigint }[]>(register.next);
  return `${prefix}-${row!.number}`;
}
