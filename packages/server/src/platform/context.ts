import type { Logger } from 'pino';
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

/** Who acts. `personId` is empty only for what the server does by itself. */
export interface Actor {
  personId: string | null;
  name: string;
  administrator: boolean;
}

/** What commands and queries need, whoever calls them: a request, an import, the server's own start. */
export interface Services {
  database: Database;
  policies: Policies;
  feed: Feed;
  log: Logger;
  now: () => Date;
}

export interface Context extends Services {
  requestId: string;
  actor: Actor;
  door: Door;
  /** Ends when nobody waits for the answer any more. */
  signal: AbortSignal;
  /** See `periodNow`; a context without it says `now`. */
  periodNow?: () => Date;
}
