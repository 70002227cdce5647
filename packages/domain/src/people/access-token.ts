import type { Choice, FieldIssue } from '../record/field.ts';

/** What a token may be used for, within what its holder may do. */
export const tokenScope = {
  name: 'TokenScope',
  description: 'What an access token may be used for; it never gives more than its holder may do',
  values: {
    READ: 'Ask for records and follow what is written; every token has it',
    WRITE: 'Write the records that its holder may write',
    ADMIN:
      'Manage access tokens, and what only administrators may do besides writing records, if its holder is one',
  },
} as const satisfies Choice;

export type TokenScope = keyof (typeof tokenScope)['values'];

const order = Object.keys(tokenScope.values) as TokenScope[];

/** The scopes as they are kept: each once, in one order, with READ. */
export const normalScopes = (given: readonly TokenScope[]): TokenScope[] =>
  order.filter((scope) => scope === 'READ' || given.includes(scope));

export const tokenDays = { standard: 90, most: 365 };
const longestName = 100;
const dayMs = 24 * 60 * 60 * 1000;

export interface WantedToken {
  readonly name: string;
  readonly scopes: readonly TokenScope[];
  /** Whole days from now; 90 when left out. */
  readonly expiresInDays?: number | null;
}

/** The token through which another one is made. */
export interface MakingToken {
  readonly scopes: readonly TokenScope[];
  readonly expiresAt: Date;
}

export type TokenPlan =
  | { ok: true; name: string; scopes: TokenScope[]; expiresAt: Date }
  | { ok: false; issues: FieldIssue[] };

/** What a new token shall be, or everything that is wrong with it. Through a token none is made that outdoes it. */
export function planToken(wanted: WantedToken, now: Date, making: MakingToken | null): TokenPlan {
  const issues: FieldIssue[] = [];
  const name = wanted.name.trim();
  if (name.length < 1 || name.length > longestName)
    issues.push({ path: ['name'], message: `must have 1 to ${longestName} characters` });
  const days = wanted.expiresInDays ?? tokenDays.standard;
  if (!Number.isInteger(days) || days < 1 || days > tokenDays.most)
    issues.push({ path: ['expiresInDays'], message: `must be 1 to ${tokenDays.most} days` });
  const scopes = normalScopes(wanted.scopes);
  const more = making ? scopes.filter((scope) => !making.scopes.includes(scope)) : [];
  if (more.length > 0)
    issues.push({
      path: ['scopes'],
      message: `must be scopes of the token that makes it, which has no ${more.join(' and no ')}`,
    });
  const expiresAt = new Date(now.getTime() + days * dayMs);
  if (making && wanted.expiresInDays != null && expiresAt > making.expiresAt)
    issues.push({
      path: ['expiresInDays'],
      message: `must end no later than the token that makes it, at ${making.expiresAt.toISOString()}`,
    });
  if (issues.length > 0) return { ok: false, issues };
  return {
    ok: true,
    name,
    scopes,
    expiresAt: making && expiresAt > making.expiresAt ? making.expiresAt : expiresAt,
  };
}
