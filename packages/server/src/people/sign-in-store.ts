import { lookupKey } from '@steward/domain/record/key.ts';
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

/** A person by key. */
export async function findPerson(
  tx: Transaction,
  key: string,
): Promise<{ id: string; key: string; archivedAt: Date | null } | null> {
  const lookup = lookupKey(key);
  const fields = { id: true, key: true, archivedAt: true } as const;
  return tx.person.findUnique({ where: { lookup }, select: fields });
}

/** How a person signs in at issuers; the token of this machine is no sign-in. */
export const listAccounts = (tx: Transaction, personId: string): Promise<Account[]> =>
  tx.account.findMany({ where: { personId, issuer: { not: 'local' } }, select });

/** What its groups give is looked at anew with the next token. */
export async function moveAccount(tx: Transaction, id: string, personId: string): Promise<void> {
  await tx.account.update({
    where: { id },
    data: { personId, granted: [], administrator: false, claimsAt: null },
    select: { id: true },
  });
}
