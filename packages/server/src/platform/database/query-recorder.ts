import type { PrismaClient } from './generated/prisma/client.ts';

/** `params` is Prisma's text of the parameters, a JSON array; `ms` the time the statement took in milliseconds. */
export type OnQuery = (sql: string, params: string, ms: number) => void;

/** Transaction control is not work: a count of statements leaves it out. */
const transactionControl = /^\s*(-- Implicit "|BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SET TRANSACTION)/i;

export function recordQueries(prisma: PrismaClient, onQuery: OnQuery): void {
  // The generated type offers events only to a client whose log levels are literal types.
  const events = prisma as PrismaClient<'query'>;
  events.$on('query', (event) => {
    if (!transactionControl.test(event.query)) onQuery(event.query, event.params, event.duration);
  });
}
