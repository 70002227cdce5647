import { lookupKey } from '@steward/domain/record/key.ts';
import type { Kind } from '@steward/domain/record/kind.ts';
import { nounOf } from '@steward/domain/record/kind.ts';
import { v7 as newId } from 'uuid';
import type { Transaction } from '../context.ts';
import { Prisma } from '../database/generated/prisma/client.ts';
import { Refusal, validationError } from '../user-error.ts';
import { delegate } from './delegate.ts';
import type { Before } from './write.ts';

/** Takes the key for the record. The key it had before stays with it as an alias, which no other record may take. */
export async function claimKey(
  tx: Transaction,
  kind: Kind,
  key: string,
  before: Before | null,
): Promise<void> {
  const lookup = lookupKey(key);
  const taken = () => {
    const message = `the key "${key}" belongs to another ${nounOf(kind.name)}: choose another`;
    throw new Refusal(validationError([{ path: ['key'], message }]));
  };
  const holder = await delegate(tx, kind.name).findUnique({ where: { lookup }, select: { id: true } });
  if (holder && holder.id !== before?.id) taken();
  const alias = await tx.keyAlias.findUnique({ where: { kind_lookup: { kind: kind.name, lookup } } });
  if (alias && alias.recordId !== before?.id) taken();
  if (alias) await tx.keyAlias.delete({ where: { id: alias.id } });
  const oldLookup = before ? lookupKey(before.document.key) : lookup;
  if (before && oldLookup !== lookup)
    await tx.keyAlias.create({
      data: {
        id: newId(),
        kind: kind.name,
        key: before.document.key,
        lookup: oldLookup,
        recordId: before.id,
      },
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
