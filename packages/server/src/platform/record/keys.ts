import type { FieldIssue } from '@steward/domain/record/field.ts';
import { lookupKey, normalizeKey } from '@steward/domain/record/key.ts';
import type { Kind } from '@steward/domain/record/kind.ts';
import { nounOf } from '@steward/domain/record/kind.ts';
import { v7 as newId } from 'uuid';
import type { Transaction } from '../context.ts';
import { Prisma } from '../database/generated/prisma/client.ts';
import { delegate } from './delegate.ts';
import type { Before } from './write.ts';

/** What is wrong with the key that a record shall have: its form, or that it belongs to another record. */
export async function keyIssues(
  tx: Transaction,
  kind: Kind,
  wanted: string,
  before: Before | null,
): Promise<{ key: string; issues: FieldIssue[] }> {
  if (kind.key.form === 'register' || wanted === before?.document.key) return { key: wanted, issues: [] };
  const normal = normalizeKey(kind.key, wanted);
  if (!normal.ok) return { key: wanted, issues: [{ path: ['key'], message: normal.message }] };
  const { key } = normal;
  const lookup = lookupKey(key);
  const holder = await delegate(tx, kind.name).findUnique({ where: { lookup }, select: { id: true } });
  const alias = await tx.keyAlias.findUnique({ where: { kind_lookup: { kind: kind.name, lookup } } });
  const taken = (holder && holder.id !== before?.id) || (alias && alias.recordId !== before?.id);
  const message = `the key "${key}" belongs to another ${nounOf(kind.name)}: choose another`;
  return { key, issues: taken ? [{ path: ['key'], message }] : [] };
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

const registerSequences: Readonly<Record<string, Prisma.Sql>> = {
  CHG: Prisma.sql`SELECT nextval('change_number') AS number`,
};

/** The next key of a register. Numbers begin at 1001, may have gaps, and are never used again. */
export async function nextRegisterKey(tx: Transaction, prefix: string): Promise<string> {
  const statement = registerSequences[prefix];
  if (!statement) throw new Error(`no sequence is declared for the register ${prefix}`);
  const [row] = await tx.$queryRaw<{ number: bigint }[]>(statement);
  return `${prefix}-${row!.number}`;
}
