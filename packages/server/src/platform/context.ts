import type { TokenScope } from '@steward/domain/people/access-token.ts';
import type { Logger } from 'pino';
import type { SigningKey } from './audit/signing-key.ts';
import type { PrismaClient } from './database/generated/prisma/client.ts';
import type { Database } from './database/open-database.ts';
import type { Feed } from './feed/feed.ts';
import type { Policies } from './policy.ts';

/** Prisma inside one transaction. */
export type Transaction = Omit<
  PrismaClient,
  '$connect' | '$disconnect' | '$on' | '$transaction' | '$extends'
>;

/** The way a write came in. */
export type Door = 'API' | 'EDITOR' | 'CLI' | 'IMPORTER' | 'SYSTEM' | 'DEMO';

/** Who acts: a person, a service account, or, with neither, the server by itself. */
export interface Actor {
  personId: string | null;
  serviceAccountId: string | null;
  name: string;
  administrator: boolean;
  /** The access token that the request came with; null for the local server's own token, which gives everything. */
  token: ActingToken | null;
  /** The sign-in that the request came with, in place of an access token. */
  signIn?: ActingSignIn;
}

export interface ActingSignIn {
  /** Id of the account. */
  account: string;
  /** The instant from which it counts no more, unless it is renewed. */
  expiresAt: Date;
}

export interface ActingToken {
  id: string;
  scopes: readonly TokenScope[];
  expiresAt: Date;
}

/** What history and audit know an actor by; null for the server itself. */
export const actorIdOf = ({ personId, serviceAccountId }: Actor): string | null =>
  personId ?? serviceAccountId;

/** True when whatever the request came with may be used for that. */
export const hasScope = ({ token }: Actor, scope: TokenScope): boolean =>
  token === null || token.scopes.includes(scope);

/** True for an administrator who may do here what only administrators may. */
export const mayAdminister = (actor: Actor): boolean => actor.administrator && hasScope(actor, 'ADMIN');

/** What commands and queries need, whoever calls them: a request, an import, the server's own start. */
export interface Services {
  database: Database;
  policies: Policies;
  feed: Feed;
  auditKey: SigningKey;
  log: Logger;
  now: () => Date;
}

export interface Context extends Services {
  requestId: string;
  actor: Actor;
  door: Door;
  /** Ends when nobody waits for the answer any more. */
  signal: AbortSignal;
  /** For a stream: ends when the rights of the actor are no longer what they were; see `RightsEnd`. */
  rights?: AbortSignal;
  /** See `periodNow`; a context without it says `now`. */
  periodNow?: () => Date;
}
