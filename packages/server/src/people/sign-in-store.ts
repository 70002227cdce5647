import { v7 as newId } from 'uuid';
import type { Transaction } from '../platform/context.ts';

/** How one person signs in, and what the groups of that gave. */
export interface Account {
  readonly id: string;
  readonly granted: readonly string[];
  readonly claimsAt: Date | null;
  readonly person: { readonly id: string; readonly key: string; readonly archivedAt: Date | null };
}

const select = {
  ...{ id: true, granted: true, claimsAt: true },
  person: { select: { id: true, key: true, archivedAt: true } },
} as const;

export const findAccount = (
  client: Transaction,
  { issuer, subject }: { readonly issuer: string; readonly subject: string },
): Promise<Account | null> =>
  client.account.findUnique({ where: { issuer_subject: { issuer, subject } }, select });

export const insertAccount = (
  tx: Transaction,
  personId: string,
  { issuer, subject }: { readonly issuer: string; readonly subject: string },
): Promise<Account> => tx.account.create({ data: { id: newId(), personId, issuer, subject }, select });

/** The account with its row held until the transaction ends: of many tokens of one person one is looked at at a time. */
export async function holdAccount(tx: Transaction, id: string): Promise<Account | null> {
  await tx.$queryRaw`SELECT id FROM "Account" WHERE id = ${id}::uuid FOR UPDATE`;
  return tx.account.findUnique({ where: { id }, select });
}

export async function keepGrants(
  tx: Transaction,
  id: string,
  { granted, claimsAt }: { readonly granted: readonly string[]; readonly claimsAt: Date },
): Promise<void> {
  const administrator = granted.includes('administrator');
  await tx.account.update({
    where: { id },
    data: { granted: [...granted], claimsAt, administrator },
    select: { id: true },
  });
}
