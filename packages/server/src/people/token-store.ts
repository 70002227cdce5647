import type { TokenScope } from '@steward/domain/people/access-token.ts';
import { lookupKey } from '@steward/domain/record/key.ts';
import type { Context, Transaction } from '../platform/context.ts';
import type { Database } from '../platform/database/open-database.ts';
import { visibleRows } from '../platform/policy.ts';

/** Whoever a token acts for: exactly one of the two is set. */
export interface TokenHolder {
  readonly personId: string | null;
  readonly serviceAccountId: string | null;
}

/** An access token as it is shown: its text is known to nobody. */
export interface AccessToken extends TokenHolder {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly TokenScope[];
  readonly createdAt: Date;
  readonly createdByName: string;
  readonly expiresAt: Date;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

const select = {
  ...{ id: true, name: true, scopes: true, personId: true, serviceAccountId: true },
  ...{ createdAt: true, createdByName: true, expiresAt: true, lastUsedAt: true, revokedAt: true },
} as const;

/** Tokens that one holder may have at a time, and that a list gives. */
export const mostTokens = 100;

const holderOf = ({ personId, serviceAccountId }: TokenHolder): TokenHolder => ({
  personId,
  serviceAccountId,
});

/** The tokens of a holder, the newest first; those that are revoked or over only with `ended`. */
export async function listTokens(
  { read }: Pick<Database, 'read'>,
  holder: TokenHolder,
  { ended, now }: { ended: boolean; now: Date },
): Promise<AccessToken[]> {
  const rows = await read.accessToken.findMany({
    where: { ...holderOf(holder), ...(ended ? {} : inUse(now)) },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: mostTokens,
    select,
  });
  return rows as AccessToken[];
}

const inUse = (now: Date) => ({ revokedAt: null, expiresAt: { gt: now } });

export const countTokens = (tx: Transaction, holder: TokenHolder, now: Date): Promise<number> =>
  tx.accessToken.count({ where: { ...holderOf(holder), ...inUse(now) } });

export async function findToken(tx: Transaction, id: string): Promise<AccessToken | null> {
  return (await tx.accessToken.findUnique({ where: { id }, select })) as AccessToken | null;
}

export async function insertToken(
  tx: Transaction,
  hash: string,
  token: Omit<AccessToken, 'lastUsedAt' | 'revokedAt'>,
): Promise<AccessToken> {
  const data = { ...token, scopes: [...token.scopes], hash };
  return (await tx.accessToken.create({ data, select })) as AccessToken;
}

/** False when it is revoked already. */
export async function markRevoked(tx: Transaction, id: string, at: Date): Promise<boolean> {
  const { count } = await tx.accessToken.updateMany({
    where: { id, revokedAt: null },
    data: { revokedAt: at },
  });
  return count > 0;
}

/** Who holds tokens by that key; null when nobody does whom the actor may see and who is in use. */
export async function findHolder(
  tx: Transaction,
  context: Context,
  kind: 'Person' | 'ServiceAccount',
  key: string,
): Promise<TokenHolder | null> {
  const where = { AND: [{ lookup: lookupKey(key), archivedAt: null }, visibleRows(context, kind)] };
  const question = { where, select: { id: true } };
  if (kind === 'Person') {
    const person = await tx.person.findFirst(question);
    return person && { personId: person.id, serviceAccountId: null };
  }
  const account = await tx.serviceAccount.findFirst(question);
  return account && { personId: null, serviceAccountId: account.id };
}
