import type { AccessTokenPartsFragment } from '@steward/client/operations.generated.ts';

type Token = AccessTokenPartsFragment;

/** A line for each token: its id, what it may do, what became of it, its name. */
export function printedTokens(tokens: readonly Token[], now: number): string {
  return tokens
    .map(
      ({ id, name, scopes, ...dates }) =>
        `${id}  ${wordsOf(scopes).padEnd(16)}  ${stateOf(dates, now)}  ${name}\n`,
    )
    .join('');
}

export const wordsOf = (scopes: readonly string[]): string => scopes.map((s) => s.toLowerCase()).join(',');

function stateOf(
  { expiresAt, lastUsedAt, revokedAt }: Omit<Token, 'id' | 'name' | 'scopes'>,
  now: number,
): string {
  const used = lastUsedAt === null ? 'never used' : `last used ${lastUsedAt}`;
  if (revokedAt !== null) return `revoked ${revokedAt}, ${used}`;
  return `${Date.parse(expiresAt) <= now ? 'over since' : 'until'} ${expiresAt}, ${used}`;
}
