import { type Reader, readerOver } from '../read/reader.ts';
import { type Connection, connect } from './connection.ts';
import { PrismaClient } from './generated/prisma/client.ts';
import { type OnQuery, recordQueries } from './query-recorder.ts';
import type { DatabaseKind, DatabaseTarget } from './target.ts';

export type Database = {
  prisma: PrismaClient;
  /** For what is only read, outside of transactions. */
  read: Reader;
  kind: DatabaseKind;
  connection: Connection;
  close(): Promise<void>;
};

export type OpenOptions = {
  /** Hears each statement that reaches the database. For tests and measuring: Prisma prepares its text only when asked. */
  onQuery?: OnQuery;
};

/**
 * Milliseconds. On PostgreSQL the transaction outlives the database's own limits, and waiting for a connection is short.
 * The embedded database has one connection, so transactions queue and may wait long.
 */
const transactionLimits = {
  postgres: { maxWait: 3_000, timeout: 15_000 },
  embedded: { maxWait: 30_000, timeout: 15_000 },
};

/** Opens a database as it stands, without lock and migrations: `startDatabase` is what a server calls. */
export async function openDatabase(target: DatabaseTarget, options: OpenOptions = {}): Promise<Database> {
  return databaseOver(await connect(target), target.kind, options);
}

export function databaseOver(
  connection: Connection,
  kind: DatabaseKind,
  options: OpenOptions = {},
): Database {
  const prisma = new PrismaClient({
    adapter: connection.adapter,
    transactionOptions: transactionLimits[connection.engine],
    log: options.onQuery ? [{ emit: 'event', level: 'query' }] : [],
  });
  if (options.onQuery) recordQueries(prisma, options.onQuery);
  return {
    prisma,
    read: readerOver(connection, prisma, options.onQuery),
    kind,
    connection,
    close: async () => {
      await prisma.$disconnect();
      await connection.close();
    },
  };
}
